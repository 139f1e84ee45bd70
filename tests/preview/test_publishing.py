# SPDX-License-Identifier: MIT
"""What a build announces, and when: after the site is published, before all that a page need not wait for."""

import datetime as dt
from pathlib import Path

import pytest
from tests.conftest import MakeProject

from letterpress.config.table import read_config
from letterpress.pipeline.build import Built, build
from letterpress.pipeline.options import REPORT_FOLDER, REPORT_PAGE, Announce, BuildOptions

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def letter(body: str) -> str:
    return f"---\ntitle: 便り\ndate: 2026-11-20\n---\n\n{body}\n"


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project(
        {"content/posts/hello.md": letter("こんにちは"), "content/posts/other.md": letter("別")}
    )


def run(root: Path, announce: Announce) -> Built:
    config, warnings = read_config((root / "letterpress.yaml").read_bytes())
    options = BuildOptions(now=NOON, jobs=1, announce=announce)
    return build(root, config, options, warnings=warnings)


def announced(root: Path) -> list[tuple[str, ...]]:
    """Everything that a build announces."""
    found: list[tuple[str, ...]] = []
    run(root, found.append)
    return found


def test_the_site_is_there_and_the_report_is_not(root: Path) -> None:
    seen: list[bool] = []

    def look(changed: tuple[str, ...]) -> None:
        seen.append("posts/hello/index.html" in changed)
        seen.append("こんにちは" in (root / "site/posts/hello/index.html").read_text("utf-8"))
        seen.append((root / REPORT_FOLDER / REPORT_PAGE).exists())

    run(root, look)
    assert seen == [True, True, False]
    assert (root / REPORT_FOLDER / REPORT_PAGE).exists()


def test_it_is_all_that_the_report_of_the_build_says(root: Path) -> None:
    run(root, lambda _: None)
    (root / "content/posts/hello.md").write_text(letter("またね"), "utf-8")
    (root / "content/posts/other.md").unlink()

    found: list[tuple[str, ...]] = []
    report = run(root, found.append).report
    assert "posts/other/index.html" in report.removed
    assert found == [(*report.written, *report.removed)]


def test_what_changes_no_output_is_not_announced(root: Path) -> None:
    run(root, lambda _: None)
    assert announced(root) == []

    (root / "content/posts/hello.md").write_text(letter("こんにちは\n"), "utf-8")
    assert announced(root) == []


def test_a_build_that_fails_announces_nothing(root: Path) -> None:
    (root / "content/posts/hello.md").write_text(letter("[行き先なし](missing.md)"), "utf-8")

    assert announced(root) == []


def test_a_build_that_is_stopped_by_what_it_announced_to_is_made_up_for(root: Path) -> None:
    def fail(_: tuple[str, ...]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(root, fail)
    run(root, lambda _: None)
    assert announced(root) == []
