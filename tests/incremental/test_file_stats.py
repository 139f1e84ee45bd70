# SPDX-License-Identifier: MIT
"""The stats of thousands of files are not written down again for the sake of a few."""

from pathlib import Path

import pytest

from letterpress.pipeline.stages.load import FEW
from tests.conftest import CONFIG, MakeProject
from tests.incremental.test_work import letter, run

LETTERS = 6


@pytest.fixture
def root(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six letters and two thousand files to copy, built, all of them known by their stat."""
    monkeypatch.setattr("letterpress.load.scanner.RACY_NS", -(10**18))
    files = {f"content/static/{number}.txt": str(number) for number in range(2 * FEW)}
    posts = {f"content/posts/letter-{number}.md": letter(number) for number in range(LETTERS)}
    root = make_project({**files, **posts, "letterpress.yaml": CONFIG})
    run(root)
    return root


def edit(root: Path, *numbers: int) -> None:
    for number in numbers:
        (root / f"content/posts/letter-{number}.md").write_text(letter(number, "もう一度。"), "utf-8")


def test_a_few_files_are_read_again_until_they_are_more(root: Path) -> None:
    known = root / ".letterpress/files"
    before = known.read_bytes()
    for number in range(2):
        edit(root, number)
        built = run(root)
        assert (built.work.files_read, built.work.parsed) == (number + 1, 1)
    assert (run(root).work.files_read, known.read_bytes()) == (2, before)
    edit(root, 2)
    built = run(root)
    assert (built.work.files_read, built.work.parsed) == (3, 1)
    assert known.read_bytes() != before
    assert run(root).work.files_read == 0


def test_files_that_are_gone_are_forgotten_when_they_are_more_than_a_few(root: Path) -> None:
    known = root / ".letterpress/files"
    before = known.read_bytes()
    for number, says_the_same in enumerate((True, True, False)):
        (root / f"content/static/{number}.txt").unlink()
        run(root)
        assert (known.read_bytes() == before) is says_the_same


def test_a_small_project_is_known_at_once(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterpress.load.scanner.RACY_NS", -(10**18))
    root = make_project({f"content/posts/letter-{number}.md": letter(number) for number in range(LETTERS)})
    run(root)
    edit(root, 1)
    assert run(root).work.files_read == 1
    assert run(root).work.files_read == 0
