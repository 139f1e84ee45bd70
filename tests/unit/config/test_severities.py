# SPDX-License-Identifier: MIT
"""Severities by path: what letterpress.yaml may say, and that everything which tells of a diagnostic agrees."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.support.paths import REPOSITORY
from tests.test_diagnostics_docs import rows
from tests.test_sites import files_of

from letterpress.config.severities import ADJUSTABLE, FIXED, path_matches

Letterpress = Callable[[Path], CommandLine]

OLD = "content/posts/2008-03-01-old.md"
NEW = "content/posts/2026-11-20-new.md"
ARCHIVE = f"{CONFIG}diagnostics: [{{match: posts/2008-*, link-target-missing: note, image-missing: note}}]\n"


def letter(body: str = "本文です。", *fields: str) -> str:
    return "\n".join(["---", "title: 便り", *fields, "---", "", body, ""])


DEAD = letter("[先](gone.md)と[場所](/nowhere/)と![絵](gone.png)")


@pytest.fixture
def archive(make_project: MakeProject, command_line: Letterpress) -> CommandLine:
    """An archive with dead links in a post of 2008."""
    return command_line(make_project({"letterpress.yaml": ARCHIVE, OLD: DEAD, NEW: letter()}))


def test_every_code_is_either_fixed_or_not() -> None:
    assert {row.code for row in rows()} == ADJUSTABLE | FIXED
    assert not ADJUSTABLE & FIXED


def test_a_dead_link_of_2008_stops_no_archive(archive: CommandLine) -> None:
    said = archive("build", "--lang", "en")
    assert said.code == 0
    assert said.err.count("note[link-target-missing]") == 2
    assert said.err.count("note[image-missing]") == 1
    assert "3 notes" in said.out
    page = (archive.root / "site/posts/old/index.html").read_text("utf-8")
    # What leads nowhere stays as it was written.
    assert 'href="gone.md"' in page
    assert 'src="gone.png"' in page
    assert "https://example.com/posts/old/gone.md" in (archive.root / "site/feed.xml").read_text("utf-8")


def test_the_same_mistake_elsewhere_is_an_error(archive: CommandLine) -> None:
    (archive.root / NEW).write_text(DEAD, "utf-8")
    said = archive("build", "-q", "--lang", "en")
    assert said.code == 1
    assert said.err.count("error[link-target-missing]") == 2
    assert said.err.count("note[link-target-missing]") == 2


def test_forms_exit_code_and_summary_agree(archive: CommandLine) -> None:
    told = json.loads(archive("build", "--format", "json").out)["diagnostics"]
    assert {each["severity"] for each in told} == {"note"}
    github = archive("build", "--format", "github", "--lang", "en").out
    assert github.count("::notice file=content/posts/2008-03-01-old.md") == 3
    assert archive("build", "-q", "--strict").code == 0
    assert archive("build", "-q", "--fail-on", "note").code == 1
    checked = archive("check", "--format", "json")
    assert checked.code == 0
    assert {each["severity"] for each in json.loads(checked.out)["diagnostics"]} == {"note"}
    listed = json.loads(archive("list", "--format", "json").out)
    found = [each for row in listed for each in row["diagnostics"]]
    assert {each["severity"] for each in found} == {"note"}


def test_a_code_can_be_made_an_error(archive: CommandLine) -> None:
    config = f"{CONFIG}diagnostics: [{{match: posts/*, field-unknown: error}}]\n"
    (archive.root / "letterpress.yaml").write_text(config, "utf-8")
    (archive.root / OLD).write_text(letter("本文です。", "colour: red"), "utf-8")
    said = archive("build", "-q", "--lang", "en")
    assert said.code == 1
    assert "error[field-unknown]" in said.err
    assert not (archive.root / "site").exists()


def test_a_change_of_severities_parses_and_renders_nothing_again(archive: CommandLine) -> None:
    assert archive("build", "-q").code == 0
    config = archive.root / "letterpress.yaml"
    for word, code in (("warning", 0), ("error", 1), ("note", 0)):
        config.write_text(ARCHIVE.replace("note", word), "utf-8")
        said = archive("build", "--explain", "--lang", "en")
        assert said.code == code
        assert said.err.count(f"{word}[link-target-missing]") == 2
        assert "index.html:" not in said.out
        # And once more, now that nothing differs.
        again = archive("build", "--lang", "en")
        assert (again.code, again.err) == (said.code, said.err)


def test_an_edited_body_repeats_what_is_told_of_others(archive: CommandLine) -> None:
    archive("build", "-q")
    (archive.root / NEW).write_text(letter("書き直しました。"), "utf-8")
    said = archive("build", "-q", "--lang", "en")
    assert said.code == 0
    assert said.err.count("note[link-target-missing]") == 2
    built = files_of(archive.root / "site")
    archive("build", "-q", "-o", str(archive.root / "clean"))
    assert files_of(archive.root / "clean") == built


def test_what_is_told_of_an_output_follows_as_well(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    config = f"{CONFIG}feed: {{max_bytes: 10000}}\n"
    files = {
        f"content/posts/2026-03-{day:02}-a.md": letter(
            f"{'本文です。' * 400}", f"id: p{day}", f"slug: s{day}"
        )
        for day in range(1, 9)
    }
    command = command_line(make_project({"letterpress.yaml": config, **files}))
    said = command("build", "-q", "--lang", "en")
    assert "note[feed-too-large]" in said.err
    told = config + "diagnostics: [{match: '*', feed-too-large: warning}]\n"
    (command.root / "letterpress.yaml").write_text(told, "utf-8")
    for _ in range(2):
        said = command("build", "-q", "--lang", "en")
        assert "warning[feed-too-large]" in said.err
        assert "note[feed-too-large]" not in said.err


def test_the_last_match_wins(archive: CommandLine) -> None:
    first, last = "{match: posts/*, link-target-missing: error}", ARCHIVE.partition("[")[2]
    (archive.root / "letterpress.yaml").write_text(f"{CONFIG}diagnostics: [{first}, {last}", "utf-8")
    assert archive("build", "-q").code == 0


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("posts/2008-*", "posts/2008-a.md", True),
        ("content/posts/2008-*", "posts/2008-a.md", True),
        ("posts/", "posts/sub/a.md", True),
        ("*", "newsletter/001.md", True),
        ("posts/2008-*", "posts/2009-a.md", False),
        ("letterpress.yaml", "letterpress.yaml", True),
    ],
)
def test_a_pattern_is_a_glob_below_content(pattern: str, path: str, fits: bool) -> None:
    assert path_matches(pattern, path) is fits


def test_the_page_of_settings_shows_the_form() -> None:
    for page in ("docs/configuration.md", "docs/ja/configuration.md"):
        assert "link-target-missing: note" in (REPOSITORY / page).read_text("utf-8")
