# SPDX-License-Identifier: MIT
"""What was wrong with the output folder and is put right is said by the build that did so, and by no later one."""

from pathlib import Path

import pytest

from tests.conftest import MakeProject
from tests.incremental.test_body_edits import run, took_the_shortcut
from tests.incremental.test_work import letter

PAGE = "site/posts/letter/index.html"


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    """A letter whose page takes the place of what somebody wrote there."""
    root = make_project({"content/posts/letter.md": letter(1)})
    run(root)
    (root / PAGE).write_text("somebody else's")
    assert codes(root) == {"output-replaced"}
    return root


def codes(root: Path) -> set[str]:
    return {each.code for each in run(root).report.diagnostics}


def test_a_build_with_nothing_to_do_does_not_say_again_what_was_in_the_way(root: Path) -> None:
    assert codes(root) == codes(root) == set()


def test_nor_does_a_build_of_new_texts(root: Path) -> None:
    (root / "content/posts/letter.md").write_text(letter(1, "もう一度。"), "utf-8")
    built = run(root)
    assert took_the_shortcut(built)
    assert built.report.diagnostics == ()
