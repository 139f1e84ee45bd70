# SPDX-License-Identifier: MIT
"""What one build leaves for the next: it comes back whole, or not at all."""

from functools import partial
from pathlib import Path

import pytest

from letterpress.diagnostics import LetterpressError, Severity
from letterpress.files import FileStat, KnownFile
from letterpress.plan.inputs import InputKey, InputKind, Inputs
from letterpress.plan.staleness import Ledger, record_of
from letterpress.store.last_build import load_file_stats, save_file_stats
from letterpress.store.ledger_file import load_ledger, open_ledger, save_ledger

STAT = FileStat(10, 1_700_000_000_000_000_000, 2**63, 5)
POST = InputKey(InputKind.TEMPLATE, "post.html")
LEDGER = Ledger(
    shared={InputKey(InputKind.ENGINE): b"e" * 16},
    reads=({}, {POST: b"t" * 16, InputKey(InputKind.TEMPLATE, "missing.html"): b""}),
    records={
        "index.html": record_of(
            Inputs((POST, InputKey(InputKind.CARD, "posts/あ")), b"l" * 32), 1, b"d" * 16, STAT
        ),
        "名前/index.html": record_of(Inputs((), b""), 0, b"\0" * 16, STAT),
    },
)
KNOWN = {"content/posts/あ.md": KnownFile(STAT, b"k" * 16)}


def ledger_file(root: Path) -> Path:
    (path,) = root.glob(".letterpress/outputs/*/ledger")
    return path


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    assert load_ledger(tmp_path, tmp_path / "site") == (Ledger(records={}), ())
    assert load_file_stats(tmp_path) == ({}, ())


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    assert load_ledger(tmp_path, tmp_path / "site") == (LEDGER, ())


def test_read_only_mappings_can_be_kept(tmp_path: Path) -> None:
    """The default of `shared` is one."""
    save_ledger(tmp_path, tmp_path / "site", Ledger(records={}))
    assert load_ledger(tmp_path, tmp_path / "site") == (Ledger(records={}), ())


def test_known_files_come_back_as_they_were(tmp_path: Path) -> None:
    save_file_stats(tmp_path, KNOWN)
    assert load_file_stats(tmp_path) == (KNOWN, ())


def test_every_output_folder_has_its_own_ledger(tmp_path: Path) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    assert load_ledger(tmp_path, tmp_path / "other")[0].records == {}
    assert load_ledger(tmp_path, tmp_path / "inner" / "site")[0].records == {}


def test_a_ledger_moves_with_its_project(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    save_ledger(tmp_path / "here", tmp_path / "here" / "site", LEDGER)
    (tmp_path / "here").rename(tmp_path / "there")
    assert load_ledger(tmp_path / "there", tmp_path / "there" / "site") == (LEDGER, ())


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    before = ledger_file(tmp_path).stat()
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    assert ledger_file(tmp_path).stat() == before


def test_a_ledger_is_replaced_in_one_step(tmp_path: Path) -> None:
    """The old one is never written into, so a build killed meanwhile leaves one or the other."""
    save_ledger(tmp_path, tmp_path / "site", Ledger(records={}))
    path = ledger_file(tmp_path)
    old = path.read_bytes()
    (tmp_path / "same file").hardlink_to(path)
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    assert (tmp_path / "same file").read_bytes() == old != path.read_bytes()


@pytest.mark.parametrize("length", [0, 5, 20, 40, 200])
def test_a_truncated_ledger_counts_as_none_with_a_note(tmp_path: Path, length: int) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    path = ledger_file(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    ledger, (note,) = load_ledger(tmp_path, tmp_path / "site")
    assert ledger == Ledger(records={})
    assert (note.code, note.severity) == ("cache-unreadable", Severity.NOTE)
    assert note.span.path == ".letterpress"


def test_one_wrong_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    path = ledger_file(tmp_path)
    whole = path.read_bytes()
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        ledger, notes = load_ledger(tmp_path, tmp_path / "site")
        assert (ledger.records, len(notes)) == ({}, 1)


def test_a_file_of_another_kind_is_not_taken_for_a_ledger(tmp_path: Path) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    save_file_stats(tmp_path, KNOWN)
    ledger_file(tmp_path).write_bytes((tmp_path / ".letterpress" / "files").read_bytes())
    assert len(load_ledger(tmp_path, tmp_path / "site")[1]) == 1


def test_damaged_knowledge_of_files_is_dropped_with_a_note(tmp_path: Path) -> None:
    save_file_stats(tmp_path, KNOWN)
    (tmp_path / ".letterpress" / "files").write_bytes(b"letterpress")
    known, (note,) = load_file_stats(tmp_path)
    assert (known, note.code) == ({}, "cache-unreadable")


def test_a_folder_in_the_place_of_the_ledger_is_a_note(tmp_path: Path) -> None:
    save_ledger(tmp_path, tmp_path / "site", LEDGER)
    path = ledger_file(tmp_path)
    path.unlink()
    path.mkdir()
    assert len(load_ledger(tmp_path, tmp_path / "site")[1]) == 1


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_home_that_is_not_a_folder_of_its_own_is_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "project"
    root.mkdir()
    if kind == "link":
        (root / ".letterpress").symlink_to(tmp_path / "elsewhere")
    else:
        (root / ".letterpress").touch()
    with pytest.raises(LetterpressError) as known:
        save_file_stats(root, KNOWN)
    with pytest.raises(LetterpressError) as ledger:
        save_ledger(root, root / "site", LEDGER)
    for problem in (*known.value.diagnostics, *ledger.value.diagnostics):
        assert (problem.code, problem.span.path) == ("state-unsafe", ".letterpress")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_records_that_a_text_went_into_are_found_by_its_key(tmp_path: Path) -> None:
    body = partial(InputKey, InputKind.BODY)
    keys: tuple[tuple[InputKey, ...], ...] = (
        (body("a"),),
        (InputKey(InputKind.CARD, "a"), body("ab")),
        (body("b"), body("a.*")),
        (),
        (body("[a]"), body("a")),
    )
    records = {
        str(at): record_of(Inputs(each, bytes(16 * len(each))), 0, b"", STAT) for at, each in enumerate(keys)
    }
    save_ledger(tmp_path, tmp_path / "site", Ledger(records=records))
    file, _ = open_ledger(tmp_path, tmp_path / "site")
    for wanted in (
        set[InputKey](),
        {body("a")},
        {body("b"), body("(c)")},
        {body("")},
        {body("a.*")},
        {body("あ")},
    ):
        expected = {path for path, each in records.items() if wanted & set(each.inputs.keys)}
        assert file.records_with_inputs(wanted).records.keys() == expected
