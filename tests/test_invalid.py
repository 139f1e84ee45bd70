# SPDX-License-Identifier: MIT
"""One mistake each, and exactly what is said about it; with an error nothing is published."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine
from tests.support.paths import TESTS
from tests.test_sites import files_of

CASES = TESTS / "invalid"


def cases() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", cases())
def test_one_mistake_is_told_exactly(
    case: str, tmp_path: Path, command_line: Callable[[Path], CommandLine], request: pytest.FixtureRequest
) -> None:
    for language in ("ja", "en"):
        root = tmp_path / language
        shutil.copytree(CASES / case / "project", root, symlinks=True)
        if not (root / "letterpress.yaml").exists():
            (root / "letterpress.yaml").write_text(CONFIG, "utf-8")
        before = files_of(root / "site")
        said = command_line(root)("build", "--lang", language, "-q", "-v")
        expected = CASES / case / f"expected.{language}.txt"
        text = f"{said.err}exit code {said.code}\n"
        if request.config.getoption("--update-golden"):
            expected.write_text(text, "utf-8")
        assert expected.read_text("utf-8") == text
        assert "Traceback" not in text
        assert said.out == ""
        assert (files_of(root / "site") == before) == (said.code != 0)


def test_there_are_many_cases_and_each_is_different() -> None:
    texts = {(CASES / case / "expected.en.txt").read_text("utf-8") for case in cases()}
    assert len(texts) == len(cases()) >= 40
