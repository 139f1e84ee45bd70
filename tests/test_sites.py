# SPDX-License-Identifier: MIT
"""Small sites, one feature each, byte for byte: `project` becomes `expected`."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine
from tests.support.paths import TESTS

SITES = TESTS / "sites"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("case", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
def test_a_site_comes_out_as_expected(
    case: str, tmp_path: Path, command_line: Callable[[Path], CommandLine], request: pytest.FixtureRequest
) -> None:
    root, expected = tmp_path / "project", SITES / case / "expected"
    shutil.copytree(SITES / case / "project", root)
    said = command_line(root)("build", "-q", "--strict", "--fail-on", "never")
    assert (said.code, said.out, said.err) == (0, "", "")
    if request.config.getoption("--update-golden"):
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(root / "site", expected)
    built = {path: data for path, data in files_of(root / "site").items() if not path.startswith("assets/")}
    wanted = {path: data for path, data in files_of(expected).items() if not path.startswith("assets/")}
    assert sorted(built) == sorted(wanted)
    assert {path for path in wanted if built[path] != wanted[path]} == set()
