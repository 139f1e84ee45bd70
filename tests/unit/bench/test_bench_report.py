# SPDX-License-Identifier: MIT
"""What the benchmarks say of the preview, and what they say where it could not be measured."""

from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from tests.support.paths import REPOSITORY

ROOT = REPOSITORY


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return import_module("bench.report")


def found(corpora: dict[int, float], skipped: tuple[str, ...] = ()) -> Any:
    """Findings with previews alone: the number of posts, and how many seconds a save took."""
    bench = import_module("bench.findings")
    series, usage = import_module("bench.series").Series, import_module("bench.processes").Usage
    return bench.Findings(
        date="2026-11-21",
        machine=bench.Machine(2, 2**32, "a processor", "Linux", "3.11.7", (0.1, 0.1)),
        versions={"letterpress": "0.1.0"},
        corpora=tuple(
            bench.Corpus(posts, 3000.0, {}, (), {}, {}, {"letterpress": series((usage(seconds, 0.1),) * 3)})
            for posts, seconds in corpora.items()
        ),
        large=None,
        start_up=None,
        markdown=None,
        runs=3,
        skipped=skipped,
    )


def test_each_size_has_its_own_goal(report: ModuleType) -> None:
    written = report.as_markdown(found({1000: 0.149, 10_000: 0.4}))

    line = (
        "| preview of {} posts, saved file to page in the browser: letterpress | under {} ms | {} ms | {} |"
    )
    assert line.format("1,000", 150, 149, "met") in written
    assert line.format("10,000", 400, 400, "**not met**") in written


def test_other_sizes_have_none_but_are_shown(report: ModuleType) -> None:
    written = report.as_markdown(found({20: 0.0613}))

    assert "saved file to page in the browser" not in written
    assert "| letterpress | 0.061 s | 0.061 to 0.061 s | 0.10 s |" in written


def test_what_could_not_be_measured_is_said(report: ModuleType) -> None:
    assert "\n- no browser\n" in report.as_markdown(found({}, skipped=("no browser",)))
