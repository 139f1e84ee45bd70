# SPDX-License-Identifier: MIT
"""One mistake each, and exactly what is said about it; whatever happens, nothing is published."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine
from tests.support.paths import TESTS

CASES = TESTS / "invalid"

WARNING_ONLY = {
    "author-unknown",
    "config-key-unknown",
    "feed-too-large",
    "field-of-an-issue",
    "field-unknown",
    "language-without-month-names",
    "link-anchor-broken",
    "mail-merge-left-over",
    "setext-by-accident",
    "sitemap-url-too-long",
}
"""Mistakes, and bounds, that a site can be published with."""


def cases() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", cases())
def test_one_mistake_is_told_exactly(
    case: str, tmp_path: Path, command_line: Callable[[Path], CommandLine], request: pytest.FixtureRequest
) -> None:
    root = tmp_path / "project"
    shutil.copytree(CASES / case / "project", root, symlinks=True)
    if not (root / "letterpress.yaml").exists():
        (root / "letterpress.yaml").write_text(CONFIG, "utf-8")
    letterpress = command_line(root)
    for language in ("ja", "en"):
        said = letterpress("build", "--lang", language, "-q")
        expected = CASES / case / f"expected.{language}.txt"
        text = f"{said.err}exit code {said.code}\n"
        if request.config.getoption("--update-golden"):
            expected.write_text(text, "utf-8")
        assert expected.read_text("utf-8") == text
        assert "Traceback" not in text
        assert said.out == ""
    assert (root / "site").exists() == (case in WARNING_ONLY)


def test_there_are_many_cases_and_each_is_different() -> None:
    texts = {(CASES / case / "expected.en.txt").read_text("utf-8") for case in cases()}
    assert len(texts) == len(cases()) >= 40
