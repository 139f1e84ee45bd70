# SPDX-License-Identifier: MIT
"""A fault in one file hides no other: templates, front matter and feeds are told of in one build."""

import datetime as dt
import json
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from letterpress.config.table import read_config
from letterpress.diagnostics import Diagnostic, Severity
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions
from letterpress.workers.render_batch import MOST_FAILURES
from tests.conftest import CommandLine, MakeProject

POST = "---\ntitle: 便り{number}\ndate: 2026-11-{number:02}\n{more}---\n\n本文です。\n"
THEME = "themes/plain/templates"
FAULTS = {
    "content/posts/01.md": POST.format(number=1, more="colour: red\n"),
    "content/posts/02.md": POST.format(number=2, more=""),
    f"{THEME}/post.html": "<h1>{{ post.card.titel }}</h1>\n",
    f"{THEME}/list.html": "{{ page.title | uper }}\n",
}
CODES = ["field-unknown", "template-syntax", "template-undefined"]
PLACES = ["content/posts/01.md", f"{THEME}/list.html", f"{THEME}/post.html"]


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project(FAULTS)


@pytest.fixture
def letterpress(root: Path, command_line: Callable[[Path], CommandLine]) -> CommandLine:
    return command_line(root)


class TestTwoTemplatesAndFrontMatter:
    def test_as_text(self, root: Path, letterpress: CommandLine) -> None:
        said = letterpress("build", "--lang", "en")
        assert said.code == 1
        assert "content/posts/01.md:4:1: warning[field-unknown]: " in said.err
        assert (
            f"{THEME}/list.html:1:17: error[template-syntax]: there is no filter `uper` (page `" in said.err
        )
        assert (
            f"{THEME}/post.html:1:18: error[template-undefined]: CardView has no `titel` (page `" in said.err
        )
        assert said.out.startswith("Nothing was published: ")
        assert not (root / "site").exists()

    def test_as_json(self, letterpress: CommandLine) -> None:
        said = letterpress("build", "--format", "json")
        document = json.loads(said.out)
        assert said.code == 1
        assert document["published"] is False
        assert [each["code"] for each in document["diagnostics"]] == CODES
        assert [each["span"]["path"] for each in document["diagnostics"]] == PLACES

    def test_for_github(self, letterpress: CommandLine) -> None:
        said = letterpress("build", "--format", "github")
        annotations = [line for line in said.out.splitlines() if line.startswith("::")]
        for place, code in zip(PLACES, CODES, strict=True):
            assert any(f"file={place},line=" in line and f"title={code}::" in line for line in annotations)


def posts(count: int) -> dict[str, str]:
    return {
        f"content/posts/{number:03}.md": POST.format(number=number % 28 + 1, more="")
        for number in range(count)
    }


def told(root: Path, executor: Executor | None = None) -> tuple[Diagnostic, ...]:
    """What a build says that publishes nothing."""
    config, _ = read_config((root / "letterpress.yaml").read_bytes())
    options = BuildOptions(now=dt.datetime(2026, 11, 30, tzinfo=dt.UTC), jobs=1)
    report = build(root, config, options, executor=executor).report
    assert not report.published
    return report.diagnostics


class TestManyPages:
    def test_one_fault_of_many_pages_is_told_once(self, make_project: MakeProject) -> None:
        root = make_project({**posts(60), f"{THEME}/post.html": "<h1>{{ post.card.titel }}</h1>\n"})
        (fault,) = told(root)
        assert fault.message.en == "CardView has no `titel` (page `posts/000/index.html` and up to 59 more)"

    def test_a_fault_that_few_pages_have_is_counted_exactly(self, make_project: MakeProject) -> None:
        template = "{% if post.card.date.day > 17 %}\n{{ post.nope }}{% endif %}\n"
        root = make_project({**posts(20), f"{THEME}/post.html": template})
        (fault,) = told(root)
        assert fault.span.line == 2
        assert fault.message.en == "PostView has no `nope` (page `posts/017/index.html` and 2 more)"

    def test_a_fault_in_a_part_that_all_pages_have_is_told_once(self, make_project: MakeProject) -> None:
        root = make_project({**posts(3), f"{THEME}/base.html": "{{ nope }}{% block main %}{% endblock %}\n"})
        found = told(root)
        assert [each.span.path for each in found] == [f"{THEME}/base.html"]

    def test_a_page_is_tried_as_often_as_a_batch_bears(self, make_project: MakeProject) -> None:
        """Each page has its own fault, so that those which were tried can be counted."""
        lines = "".join(
            f"{{% if post.card.id == 'posts/{n:03}' %}}{{{{ nope }}}}{{% endif %}}\n" for n in range(60)
        )
        root = make_project({**posts(60), f"{THEME}/post.html": lines})
        assert [each.span.line for each in told(root)] == list(range(1, MOST_FAILURES + 1))

    @pytest.mark.parametrize("threads", [1, 2, 7])
    def test_what_is_told_does_not_depend_on_how_many_work(
        self, make_project: MakeProject, threads: int
    ) -> None:
        lines = "{% if post.card.date.day > 9 %}\n{{ post.a }}{% endif %}\n{{ post.b }}\n"
        root = make_project({**posts(300), f"{THEME}/post.html": lines, f"{THEME}/list.html": "{{ nope }}"})
        alone = told(root)
        with ThreadPoolExecutor(threads) as executor:
            assert told(root, executor) == alone
        assert {each.severity for each in alone} == {Severity.ERROR}
