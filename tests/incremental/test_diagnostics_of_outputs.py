# SPDX-License-Identifier: MIT
"""What was said when an output was made is said again as long as that output is fresh, whichever way a build takes."""

from pathlib import Path

import pytest

from tests.conftest import CONFIG, MakeProject
from tests.incremental.test_body_edits import run, took_the_shortcut

POST = "---\ntitle: 便り{number}\ndate: 2026-11-0{number}\n---\n\n{text}\n"
SHORT = "春の手紙は、紙を選ぶところから始まります。"
LONG = f'{SHORT}<span title="{"a" * 6000}"></span>'
"""Long for feeds, but no longer to read, which would show in lists."""
BOTH = {"`feed.json` would exceed 10,000 bytes: its oldest 2 posts show an excerpt only"} | {
    "`feed.xml` would exceed 10,000 bytes: its oldest 2 posts show an excerpt only"
}


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    """Three posts, of which the feeds have room for the newest alone."""
    posts = {f"content/posts/{number}.md": POST.format(number=number, text=LONG) for number in (1, 2, 3)}
    root = make_project({"letterpress.yaml": f"{CONFIG}feed:\n  max_bytes: 10000\n", **posts})
    assert messages(root) == BOTH
    return root


def messages(root: Path) -> set[str]:
    report = run(root).report
    assert report.published
    return {each.message.en for each in report.diagnostics}


def edit(root: Path, number: int, text: str) -> None:
    (root / f"content/posts/{number}.md").write_text(POST.format(number=number, text=text), "utf-8")


def test_a_build_with_nothing_to_do_says_it_again(root: Path) -> None:
    assert messages(root) == BOTH


@pytest.mark.parametrize(
    ("path", "text", "made"),
    [
        ("content/static/robots-too.txt", "nobody", {"robots-too.txt"}),
        (
            "content/posts/4.md",
            POST.format(number=4, text="draft").replace("title", "draft: true\ntitle"),
            set(),
        ),
    ],
    ids=["another file", "nothing but a draft"],
)
def test_a_build_that_leaves_the_feeds_as_they_are_says_it_again(
    root: Path, path: str, text: str, made: set[str]
) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, "utf-8")
    built = run(root)
    assert built.report.reasons.keys() == made
    assert {each.message.en for each in built.report.diagnostics} == BOTH


def test_a_build_of_new_texts_that_makes_the_feeds_again_says_what_is_true_now(root: Path) -> None:
    edit(root, 3, SHORT)
    built = run(root)
    assert took_the_shortcut(built)
    assert {each.span.path for each in built.report.diagnostics} == {"content/posts/1.md"}
    assert messages(root) == {each.message.en for each in built.report.diagnostics}


def test_once_all_is_well_nothing_is_said(root: Path) -> None:
    edit(root, 1, SHORT)
    edit(root, 3, SHORT)
    assert took_the_shortcut(run(root))
    assert messages(root) == set()
    edit(root, 2, SHORT)
    assert messages(root) == set()


def test_a_page_is_made_again_when_an_asset_comes_or_goes(root: Path) -> None:
    template, asset = root / "themes/plain/templates/post.html", root / "themes/plain/static/custom.css"
    template.parent.mkdir(parents=True)
    template.write_text("{{ 'custom.css' | asset }}\n", "utf-8")
    asset.parent.mkdir()
    asset.write_text("", "utf-8")
    assert messages(root) == BOTH
    asset.unlink()
    report = run(root).report
    assert not report.published
    assert "template-asset-missing" in {each.code for each in report.diagnostics}
    asset.write_text("a { color: red }", "utf-8")
    built = run(root)
    assert built.report.reasons.keys() == {"assets/custom.css"}, "what it holds is no business of pages"


def test_a_template_that_a_new_text_breaks_is_told_and_nothing_is_published(root: Path) -> None:
    template = root / "themes/plain/templates/post.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ post.html | safe }}{% if 'SALE' in post.html %}{{ nope }}{% endif %}\n", "utf-8")
    assert messages(root) == BOTH
    before = (root / "site/posts/3/index.html").read_bytes()
    edit(root, 3, f'{LONG}<i title="SALE"></i>')
    report = run(root).report
    assert not report.published
    assert [each.code for each in report.diagnostics].count("template-undefined") == 1
    assert (root / "site/posts/3/index.html").read_bytes() == before
    edit(root, 3, LONG)
    assert messages(root) == BOTH
