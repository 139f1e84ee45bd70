# SPDX-License-Identifier: MIT
"""With hundreds of outputs an edit of a text reads and writes only a part of the ledger; the result is the same."""

from pathlib import Path

import pytest

from letterpress.store.ledger_file import FEW
from tests.conftest import CONFIG, MakeProject
from tests.incremental.test_body_edits import assert_same, left_behind, run, took_the_shortcut, without_memory

LETTERS = FEW + 10


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    """Hundreds of letters, built once."""
    fields = "date: 2026-09-01\ndescription: 季節の話"
    letters = {
        f"content/posts/letter-{number}.md": f"---\ntitle: 便り{number}\n{fields}\n---\n\n本文です。\n"
        for number in range(LETTERS)
    }
    root = make_project({"letterpress.yaml": CONFIG + "feed:\n  items: 2\n", **letters})
    assert run(root).report.published
    return root


def records_file(root: Path) -> Path:
    (path,) = root.glob(".letterpress/outputs/*/records-*")
    return path


def append(root: Path, number: int, text: str) -> None:
    with (root / f"content/posts/letter-{number}.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def written(path: Path) -> tuple[int, int]:
    """Which file it is, and when it was written; when it was read last does not matter."""
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns


def test_new_texts_leave_what_the_ordinary_way_leaves_and_the_records_as_they_are(root: Path) -> None:
    before = written(records_file(root))
    for number in (3, 200, 3):
        append(root, number, "もう一度。")
        ordinary = without_memory(root)
        built = run(root)
        assert took_the_shortcut(built)
        assert_same(built, run(ordinary))
        assert left_behind(root) == left_behind(ordinary)
    assert written(records_file(root)) == before
    again = run(root)
    assert (again.work.rendered, "compare" in again.report.seconds) == (0, True)


def test_what_an_edit_left_is_known_to_every_other_build(root: Path) -> None:
    append(root, 3, "もう一度。")
    assert took_the_shortcut(run(root))
    (root / "site/posts/letter-3/index.html").write_text("emptied")
    assert run(root).report.written == ("posts/letter-3/index.html",)
    append(root, 4, "もう一度。")
    assert took_the_shortcut(run(root))
    (root / "content/posts/letter-4.md").unlink()
    assert "posts/letter-4/index.html" in run(root).report.removed
    assert left_behind(root) == left_behind(without_memory(root))


def test_a_fresh_checkout_writes_all_records_anew(root: Path) -> None:
    append(root, 3, "もう一度。")
    run(root)
    before = records_file(root).name
    for path in root.glob("site/**/*.html"):
        path.touch()
    append(root, 4, "もう一度。")
    ordinary = without_memory(root)
    assert took_the_shortcut(run(root))
    run(ordinary)
    assert left_behind(root) == left_behind(ordinary)
    assert records_file(root).name != before
    assert run(root).work.rendered == 0
