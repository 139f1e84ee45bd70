# SPDX-License-Identifier: MIT
"""A big ledger keeps most of its records in a file beside it; nobody can tell but by what is written."""

import os
import random
from pathlib import Path

import msgspec
import pytest

from letterpress.files import FileStat
from letterpress.plan.inputs import InputKey, InputKind, Inputs
from letterpress.plan.staleness import Ledger, Record, record_of
from letterpress.store.background_check import OutputVerifier
from letterpress.store.checked_file import encoder, read_sealed, write_sealed
from letterpress.store.ledger_file import FEW, load_ledger, open_ledger, save_ledger, write_records
from letterpress.store.output_stats import LedgerHeader, outputs_unchanged, write_header
from letterpress.store.paths import made, output_home

MANY = FEW + 50
DATA = InputKey(InputKind.DATA, "ranking")


def record(number: int) -> Record:
    keys = (InputKey(InputKind.CARD, str(number)), InputKey(InputKind.BODY, str(number % 40)))
    stat = FileStat(number, 1_700_000_000_000_000_000, number, number)
    return record_of(Inputs(keys, bytes(32)), 0, number.to_bytes(16, "big"), stat)


def ledger_of(records: dict[str, Record], inputs: bytes = b"i" * 16) -> Ledger:
    return Ledger(
        inputs=inputs,
        shared={InputKey(InputKind.ENGINE): b"e" * 16},
        reads=({DATA: b"t" * 16},),
        records=records,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the ledger of many outputs that are all there."""
    (tmp_path / "site").mkdir()
    records = {}
    for number in range(MANY):
        path = tmp_path / "site" / f"{number}.html"
        path.write_text(str(number))
        records[path.name] = with_stat(record(number), path)
    save_ledger(tmp_path, tmp_path / "site", ledger_of(records))
    return tmp_path


def with_stat(one: Record, path: Path) -> Record:
    seen = path.stat()
    stat = FileStat(seen.st_size, seen.st_mtime_ns, seen.st_ino, seen.st_ctime_ns)
    return msgspec.structs.replace(one, stat=stat)


def home_of(root: Path) -> Path:
    (home,) = root.glob(".letterpress/outputs/*")
    return home


def beside(root: Path) -> Path:
    (path,) = home_of(root).glob("records-*")
    return path


def amend(root: Path, records: dict[str, Record], inputs: bytes = b"j" * 16) -> None:
    output = root / "site"
    file, notes = open_ledger(root, output)
    assert notes == ()
    part = msgspec.structs.replace(file.records_with_inputs(set()), inputs=inputs, records=records)
    save_ledger(root, output, part, file)


def rewrite(root: Path, number: int, text: str) -> dict[str, Record]:
    """Another output file, and the record that it should have."""
    path = root / "site" / f"{number}.html"
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").replace(path)
    return {path.name: with_stat(record(number), path)}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_amended_a_ledger_says_what_a_plain_ledger_would(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    output = tmp_path / "site"
    size = rng.choice([0, 3, FEW, FEW + 1, MANY])
    plain = {f"{number}.html": record(number) for number in range(size)}
    save_ledger(tmp_path, output, ledger_of(plain))
    for step in range(12):
        changed = {f"{number}.html": record(rng.randrange(9999)) for number in rng.sample(range(MANY), 45)}
        plain |= changed
        inputs = bytes([step]) * 16
        if rng.random() < 0.1:
            del plain[rng.choice(list(plain))]
            save_ledger(tmp_path, output, ledger_of(plain, inputs))
        else:
            amend(tmp_path, changed, inputs)
        assert load_ledger(tmp_path, output) == (ledger_of(plain, inputs), ())
        file, _ = open_ledger(tmp_path, output)
        keys = {
            InputKey(InputKind.BODY, str(rng.randrange(40))),
            InputKey(InputKind.CARD, str(rng.randrange(9999))),
            InputKey(InputKind.BODY),
        }
        expected = {path: each for path, each in plain.items() if keys & set(each.inputs.keys)}
        assert file.records_with_inputs(keys) == ledger_of(expected, inputs)
        assert len(list(home_of(tmp_path).glob("records-*"))) == (len(plain) > FEW)


def test_an_amendment_leaves_the_other_records_where_they_are(root: Path) -> None:
    before, written = beside(root).stat(), (home_of(root) / "stats").read_bytes()
    amend(root, rewrite(root, 7, "seven"))
    assert beside(root).stat() == before
    assert (home_of(root) / "stats").read_bytes() == written
    assert (home_of(root) / "ledger").stat().st_size < 1000


def test_many_amendments_become_part_of_the_rest(root: Path) -> None:
    before = beside(root).name
    amend(root, {f"{number}.html": record(number + 1) for number in range(FEW)})
    assert beside(root).name == before
    amend(root, {f"{FEW}.html": record(FEW + 1)})
    assert beside(root).name != before
    assert (home_of(root) / "ledger").stat().st_size < 1000


def test_outputs_stand_as_they_were_amended(root: Path) -> None:
    output = root / "site"
    assert outputs_unchanged(root, output)
    records = rewrite(root, 7, "seven")
    assert not outputs_unchanged(root, output)
    amend(root, records)
    assert outputs_unchanged(root, output)
    rewrite(root, 7, "neves")
    assert not outputs_unchanged(root, output)


@pytest.mark.parametrize("harm", ["deleted", "truncated", "garbled"])
@pytest.mark.parametrize("part", ["ledger", "records-*"])
def test_a_damaged_ledger_is_empty_and_no_output_counts_as_unchanged(
    part: str, harm: str, root: Path
) -> None:
    amend(root, rewrite(root, 7, "seven"))
    (path,) = home_of(root).glob(part)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] if harm == "truncated" else data[::-1])
    if harm == "deleted":
        path.unlink()
    ledger, notes = load_ledger(root, root / "site")
    assert ledger == Ledger(records={})
    assert [each.span.path for each in notes] == (
        [] if (part, harm) == ("ledger", "deleted") else [".letterpress"]
    )
    assert not outputs_unchanged(root, root / "site")


def test_records_of_another_ledger_are_not_taken_for_ours(root: Path) -> None:
    ours, old = beside(root).name, beside(root).read_bytes()
    save_ledger(
        root, root / "site", ledger_of({f"{number}.html": record(number) for number in range(MANY + 1)})
    )
    assert beside(root).name != ours
    beside(root).write_bytes(old)
    assert load_ledger(root, root / "site")[0] == Ledger(records={})


def test_records_that_a_killed_build_left_do_no_harm_and_go_with_the_next_ledger(root: Path) -> None:
    before = load_ledger(root, root / "site")
    left = write_records(home_of(root), {f"{number}.html": record(number) for number in range(MANY + 1)})
    assert load_ledger(root, root / "site") == before
    assert outputs_unchanged(root, root / "site")
    save_ledger(root, root / "site", before[0])
    assert [path.name for path in home_of(root).glob("records-*")] != [left]
    assert load_ledger(root, root / "site") == before


def test_a_ledger_that_grows_small_has_all_records_in_itself_again(root: Path) -> None:
    few = ledger_of({"7.html": record(7)})
    save_ledger(root, root / "site", few)
    assert sorted(path.name for path in home_of(root).iterdir()) == ["ledger", "stats"]
    assert load_ledger(root, root / "site") == (few, ())
    amend(root, {"8.html": record(8)})
    assert load_ledger(root, root / "site")[0].records == {"7.html": record(7), "8.html": record(8)}


def test_an_amendment_meanwhile_makes_the_answer_of_an_verifier_count_no_more(root: Path) -> None:
    output = root / "site"
    with OutputVerifier(root, output, worth_it=0) as verifier:
        assert verifier.unchanged()
    with OutputVerifier(root, output, worth_it=0) as verifier:
        if verifier._check is not None:
            os.waitid(os.P_PID, verifier._check.process, os.WEXITED | os.WNOWAIT)
        amend(root, {"7.html": record(7)})
        assert not verifier.unchanged()


OUTSIDE = (
    "../outside.html",
    "a/../../outside.html",
    "/outside.html",
    "",
    "a//b.html",
    "a/",
    "./a.html",
    "a/./b",
    "a\0b",
)


@pytest.mark.parametrize("size", [3, FEW + 1])
@pytest.mark.parametrize("path", OUTSIDE, ids=repr)
def test_whatever_a_ledger_says_it_is_about_files_in_the_output_folder(
    path: str, size: int, tmp_path: Path
) -> None:
    """Also where it was sealed with our key."""
    output = tmp_path / "site"
    sound = {f"{number}.html": record(number) for number in range(size)}
    ledger = msgspec.structs.replace(ledger_of({**sound, path: record(7)}), left_over=("old.html", path))
    save_ledger(tmp_path, output, ledger)
    whole, notes = load_ledger(tmp_path, output)
    assert (dict(whole.records), whole.left_over, notes) == (sound, ("old.html",), ())
    file, _ = open_ledger(tmp_path, output)
    assert (
        path
        not in file.records_with_inputs({key for each in sound.values() for key in each.inputs.keys}).records
    )


@pytest.mark.parametrize("name", ["../evil", "../../../evil", "{outside}/evil", "inner/evil"])
def test_the_name_of_the_file_beside_it_is_a_plain_one(name: str, tmp_path: Path) -> None:
    """Also where a file with our seal is at the other end."""
    root = tmp_path / "project"
    root.mkdir()
    home = made(output_home(root, root / "site"))
    named = name.format(outside=tmp_path)
    sound = home / write_records(home, {f"{number}.html": record(number) for number in range(MANY)})
    (home / named).parent.mkdir(exist_ok=True)
    write_sealed(home / named, b"records 3", read_sealed(sound, b"records 3", bytes) or b"")
    content = encoder.encode(Ledger(records={}))
    for header in (sound.name, named):
        write_header(home, LedgerHeader(records=header, content=content))
        whole, notes = load_ledger(root, root / "site")
        is_plain = header == sound.name
        assert (len(whole.records), len(notes)) == ((MANY, 0) if is_plain else (0, 1))
