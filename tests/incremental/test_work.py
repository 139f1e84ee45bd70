# SPDX-License-Identifier: MIT
"""How much work each kind of change makes, in counts: the same on every machine, whatever its speed."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from letterpress.config.table import read_config
from letterpress.pipeline.build import Built, Work, build
from letterpress.pipeline.options import BuildOptions
from tests.conftest import CONFIG, MakeProject

POSTS = 60
LONG_AGO = 1_700_000_000
"""Files this old are settled: their stat tells whether they changed."""


def letter(number: int, body: str = "本文です。") -> str:
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    return f"---\ntitle: 便り{number}\ndate: {day}\ntags: [紙]\ndescription: 紙の話\n---\n\n{body}\n"


def settle(root: Path) -> None:
    for path in root.rglob("*"):
        if ".letterpress" not in path.parts and "site" not in path.parts:
            os.utime(path, (LONG_AGO, LONG_AGO))


def run(root: Path) -> Built:
    config, warnings = read_config((root / "letterpress.yaml").read_bytes())
    options = BuildOptions(now=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), jobs=1)
    built = build(root, config, options, warnings=warnings)
    assert built.report.published, built.report.diagnostics
    return built


@pytest.fixture
def root(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """60 letters, built, with files old enough to be known by their stat."""
    # The change time cannot be set back, so the scan's idea of `just now` is.
    monkeypatch.setattr("letterpress.load.scanner.RACY_NS", -(10**18))
    posts = {f"content/posts/letter-{number:02}.md": letter(number) for number in range(POSTS)}
    root = make_project({**posts, "letterpress.yaml": CONFIG + "feed:\n  terms: false\n"})
    settle(root)
    run(root)
    return root


def test_a_cold_build_reads_and_makes_everything_once(make_project: MakeProject) -> None:
    root = make_project({f"content/posts/letter-{number:02}.md": letter(number) for number in range(POSTS)})
    built = run(root)
    assert built.work.parsed == POSTS
    assert built.work.rendered == built.work.written == built.report.counts.outputs
    assert built.work.files_read > POSTS


COUNTS_OPENED = """
import collections, sys
opened = collections.Counter()
def note(event, arguments):
    if event == "open" and str(arguments[0]).startswith(sys.argv[1]) and str(arguments[0]).endswith(".md"):
        opened[str(arguments[0])] += 1
sys.addaudithook(note)
from letterpress.cli.main import run
code = run(["build", "--root", sys.argv[1], "-j", "1", "--quiet", "--fail-on", "never"])
print(code, len(opened), set(opened.values()))
"""


def test_a_first_build_opens_each_source_once(make_project: MakeProject) -> None:
    root = make_project({f"content/posts/letter-{number:02}.md": letter(number) for number in range(POSTS)})
    command = [sys.executable, "-c", COUNTS_OPENED, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"0 {POSTS} {{1}}\n"


def test_nothing_changed_is_no_work(root: Path) -> None:
    run(root)
    assert run(root).work == Work(files_read=0, bytes_read=0, parsed=0, rendered=0, written=0)


def test_an_edited_body_is_one_document_and_three_outputs(root: Path) -> None:
    run(root)
    text = letter(59, "書き直した本文です。")
    (root / "content/posts/letter-59.md").write_text(text, "utf-8")
    work = run(root).work
    # Its page and both feeds; the lists show its description, which stayed.
    assert work == Work(files_read=1, bytes_read=len(text.encode()), parsed=1, rendered=3, written=3)


def test_an_edited_body_of_an_old_letter_is_its_page_alone(root: Path) -> None:
    run(root)
    (root / "content/posts/letter-03.md").write_text(letter(3, "書き直した本文です。"), "utf-8")
    work = run(root).work
    assert (work.parsed, work.rendered, work.written) == (1, 1, 1)


def test_a_new_letter_touches_a_handful_of_outputs(root: Path) -> None:
    run(root)
    (root / "content/posts/letter-60.md").write_text(letter(60), "utf-8")
    built = run(root)
    assert built.work.parsed == 1
    assert set(built.report.written) == {
        "posts/letter-60/index.html",
        "posts/letter-59/index.html",
        "index.html",
        "tags/index.html",
        "tags/紙/index.html",
        "archive/index.html",
        "archive/2026/03/index.html",
        "feed.xml",
        "feed.json",
        "sitemap.xml",
    }


def test_a_fresh_checkout_reads_every_file_and_parses_one(root: Path) -> None:
    """Every stat is new, as in CI; one letter was edited."""
    run(root)
    checkout = root.parent / "checkout"
    shutil.copytree(root, checkout)
    (checkout / "content/posts/letter-03.md").write_text(letter(3, "書き直した本文です。"), "utf-8")
    work = run(checkout).work
    assert work.files_read == POSTS
    assert (work.parsed, work.rendered, work.written) == (1, 1, 1)


def test_the_cache_alone_is_enough_to_make_the_site_without_parsing(root: Path) -> None:
    run(root)
    shutil.rmtree(root / "site")
    built = run(root)
    assert built.work.parsed == 0
    assert built.work.written == built.report.counts.outputs


def test_an_edited_template_makes_the_pages_that_read_it(make_project: MakeProject) -> None:
    post = '{% extends "base.html" %}{% block main %}<h1>{{ post.title_html | safe }}</h1>{% endblock %}\n'
    root = make_project(
        {
            **{f"content/posts/letter-{number:02}.md": letter(number) for number in range(POSTS)},
            "themes/plain/templates/post.html": post,
        }
    )
    run(root)
    (root / "themes/plain/templates/post.html").write_text(post.replace("<h1>", "<h1>#"), "utf-8")
    work = run(root).work
    assert (work.parsed, work.rendered, work.written) == (0, POSTS, POSTS)


def test_a_report_of_another_build_is_not_taken_for_that_of_the_last(root: Path) -> None:
    """As where a cache came back in part: the sources are those of the older build, the site is not."""
    path = root / "content/posts/letter-03.md"
    (report,) = root.glob(".letterpress/outputs/*/last-report")
    older, text = report.read_bytes(), path.read_text("utf-8")
    path.write_text(letter(3, "書き直した本文です。"), "utf-8")
    run(root)
    path.write_text(text, "utf-8")
    report.write_bytes(older)
    run(root)
    assert "書き直した" not in (root / "site/posts/letter-03/index.html").read_text("utf-8")
