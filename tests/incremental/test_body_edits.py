# SPDX-License-Identifier: MIT
"""A build in which only texts changed takes a shortcut, and nobody can tell but by the time it takes."""

import datetime as dt
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from letterpress.config.table import read_config
from letterpress.pipeline.build import Built, build
from letterpress.pipeline.incremental.body_edits import MOST
from letterpress.pipeline.incremental.source_snapshot import load_snapshot, save_snapshot
from letterpress.pipeline.options import BuildOptions
from letterpress.store.ledger_file import load_ledger
from tests.conftest import CONFIG, MakeProject
from tests.support.press_project import EDITS, WORDS, start, write
from tests.test_sites import files_of

NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
MANY = 12


def run(root: Path, now: dt.datetime = NOW) -> Built:
    config, warnings = read_config((root / "letterpress.yaml").read_bytes())
    return build(root, config, BuildOptions(now=now, jobs=1), warnings=warnings)


def took_the_shortcut(built: Built) -> bool:
    return "texts" in built.report.seconds


def without_memory(root: Path) -> Path:
    """A copy of a built project which has to go the ordinary way."""
    copy = root.with_name("ordinary")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    for file in copy.glob(".letterpress/outputs/*/snapshot"):
        file.unlink()
    return copy


def left_behind(root: Path) -> object:
    """All that a build leaves: the site, the reports, and the ledger but for the stats of files."""
    ledger, notes = load_ledger(root, root / "site")
    assert notes == ()
    records = {path: (each.inputs, each.digest) for path, each in ledger.records.items()}
    reports = files_of(root / ".letterpress/report")
    return files_of(root / "site"), reports, ledger.shared, records, ledger.diagnostics


def assert_same(one: Built, other: Built) -> None:
    reports = [msgspec.structs.replace(each.report, seconds={}) for each in (one, other)]
    assert reports[0] == reports[1]
    assert (one.work.rendered, one.work.written) == (other.work.rendered, other.work.written)
    # What an ill build dropped from the cache is parsed again where it is needed.
    assert one.work.parsed <= other.work.parsed


# Random edits of texts


def letter(number: int) -> str:
    """One of a few letters that use everything that shows in more than one place."""
    fields = [
        f"title: 便り{number}",
        f"date: 2026-0{1 + number % 9}-1{number % 9}",
        f"tags: [紙, 色{number % 3}]",
        "description: 季節の話",
    ]
    fields += ["series: 四季"] if number in (2, 5) else []
    fields += ["authors: [hana]"] if number % 2 else []
    fields += ["image: cover.jpg"] if number == 4 else []
    fields += ["draft: true"] if number == 11 else []
    links = [f"[前の便り](letter-{number - 1}.md#前置き)" if number else "[道具](/tags/紙/)", "[号](issue:1)"]
    body = ["## 前置き", *links[: number % 3], "本文です。", "一時の気の迷い。" * number]
    return "---\n" + "\n".join(fields) + "\n---\n\n" + "\n\n".join(body) + "\n"


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    """Twelve letters and an issue, built once."""
    letters = {f"content/posts/letter-{number}.md": letter(number) for number in range(MANY)}
    fields = "title: 第一号\ndescription: 季節の便り\ndate: 2026-10-01\nissue: 1\nitems: [letter-3, letter-4]"
    issue = f"---\n{fields}\n---\n\nこんにちは。\n"
    page = "---\ntitle: このサイト\ndescription: 工房の話\n---\n\n[最初の便り](../posts/letter-0.md)\n"
    authors = "hana:\n  name: 花\n"
    root = make_project(
        {
            "letterpress.yaml": CONFIG + "feed:\n  items: 2\n",
            **letters,
            "content/newsletter/001.md": issue,
            "content/pages/about.md": page,
            "content/authors.yaml": authors,
            "content/posts/cover.jpg": "",
        }
    )
    assert run(root).report.published
    return root


def add_sentence(text: str, rng: random.Random) -> str:
    return f"{text}\n{rng.choice(WORDS)}をもう一度。\n"


def change_word(text: str, rng: random.Random) -> str:
    return text.replace("本文", rng.choice(WORDS), 1)


def add_heading(text: str, rng: random.Random) -> str:
    return f"{text}\n## {rng.choice(WORDS)}\n"


def add_link(text: str, rng: random.Random) -> str:
    return f"{text}\n[便り](letter-{rng.randrange(MANY)}.md)\n"


def add_dead_link(text: str, rng: random.Random) -> str:
    return f"{text}\n[便り](letter-1.md#nowhere-{rng.randrange(9)})\n"


def add_dead_path(text: str, rng: random.Random) -> str:
    return f"{text}\n[便り](/nowhere-{rng.randrange(9)}/)\n"


def add_line_above(text: str, rng: random.Random) -> str:
    return text.replace("---\n\n", f"---\n\n{rng.choice(WORDS)}です。\n\n", 1)


def sell(text: str, rng: random.Random) -> str:
    return text + "今なら限定、今すぐお申し込みください。\n" * rng.randrange(1, 4)


def promise(text: str, rng: random.Random) -> str:
    return f"{text}\n次回は{rng.choice(WORDS)}の話をします。\n"


def retitle(text: str, rng: random.Random) -> str:
    return text.replace("title: ", f"title: {rng.choice(WORDS)}", 1)


def add_comment(text: str, rng: random.Random) -> str:
    return text.replace("---\n", f"---\n# {rng.choice(WORDS)}\n", 1)


def break_it(text: str, rng: random.Random) -> str:
    return text.replace("date: ", "date: x", 1)


Change = Callable[[str, random.Random], str]
CHANGES: tuple[Change, ...] = (
    *(add_sentence, change_word) * 4,
    *(add_heading, add_link, add_dead_link, add_line_above),
    *(sell, promise, retitle, add_comment, add_dead_path, break_it),
)


@pytest.mark.parametrize("seed", range(4))
def test_new_texts_leave_what_the_ordinary_way_leaves(seed: int, root: Path) -> None:
    rng = random.Random(seed)
    files = sorted([*root.glob("content/*/*.md")])
    shortcuts = 0
    for step in range(15):
        before = {file: file.read_text("utf-8") for file in rng.sample(files, rng.choice((1, 1, 1, 2)))}
        for file, text in before.items():
            file.write_text(rng.choice(CHANGES)(text, rng), "utf-8")
        ordinary = without_memory(root)
        built, expected = run(root), run(ordinary)
        assert not took_the_shortcut(expected)
        assert_same(built, expected)
        assert left_behind(root) == left_behind(ordinary), f"seed {seed}, step {step}"
        shortcuts += took_the_shortcut(built)
        if not built.report.published:
            for file, text in before.items():
                file.write_text(text, "utf-8")
            assert run(root).report.published
    assert shortcuts >= 4


@pytest.mark.parametrize("seed", range(2))
def test_edits_of_every_kind_leave_what_the_ordinary_way_leaves(seed: int, make_project: MakeProject) -> None:
    rng = random.Random(seed)
    root = make_project({})
    start(root, rng)
    run(root)
    for step in range(15):
        edit = rng.choice(EDITS)(root, rng, step)
        ordinary = without_memory(root)
        built, expected = run(root), run(ordinary)
        assert_same(built, expected)
        assert left_behind(root) == left_behind(ordinary), f"seed {seed}, step {step}: {edit}"


# When it is taken, and when not


def edited(root: Path, name: str, change: Change = add_sentence) -> Built:
    file = root / "content" / name
    write(root, f"content/{name}", change(file.read_text("utf-8"), random.Random(1)))
    return run(root)


@pytest.mark.parametrize(
    "name", ["posts/letter-3.md", "posts/letter-2.md", "newsletter/001.md", "pages/about.md"]
)
def test_a_new_sentence_is_a_text(name: str, root: Path) -> None:
    built = edited(root, name)
    assert took_the_shortcut(built)
    assert built.work.parsed == 1
    assert built.work.rendered == built.work.written >= 1
    assert not took_the_shortcut(run(root))
    assert run(root).work.parsed == 0


@pytest.mark.parametrize(
    "change",
    [add_heading, add_link, add_dead_link, add_dead_path, retitle, add_comment, sell, promise],
    ids=lambda each: each.__name__,
)
def test_what_shows_elsewhere_is_no_text(change: Change, root: Path) -> None:
    assert not took_the_shortcut(edited(root, "posts/letter-3.md", change))


def test_a_file_with_a_problem_is_no_text(root: Path) -> None:
    """Its problem names a line, and lines move."""
    edited(root, "posts/letter-3.md", add_dead_link)
    assert not took_the_shortcut(edited(root, "posts/letter-3.md"))
    assert took_the_shortcut(edited(root, "posts/letter-4.md"))


def test_the_report_is_that_of_the_site_again_once_a_mistake_is_undone(root: Path) -> None:
    before = left_behind(root)
    file = root / "content/posts/letter-3.md"
    text = file.read_text("utf-8")
    assert not edited(root, "posts/letter-3.md", break_it).report.published
    assert left_behind(root) != before
    file.write_text(text, "utf-8")
    assert run(root).report.published
    assert left_behind(root) == before


def test_a_text_that_sells_is_weighed_again(root: Path) -> None:
    """Every character makes its terms of selling fewer in a thousand."""
    edited(root, "posts/letter-3.md", sell)
    assert not took_the_shortcut(edited(root, "posts/letter-3.md"))


def test_what_a_text_shows_with_is_looked_up_in_the_ledger(root: Path) -> None:
    """A series that lost its members cannot have been what the last build saw."""
    seen = load_snapshot(root, root / "site")
    assert seen is not None
    save_snapshot(root, root / "site", msgspec.structs.replace(seen, series={}))
    assert not took_the_shortcut(edited(root, "posts/letter-2.md"))


def test_texts_and_something_else_are_no_texts(root: Path) -> None:
    write(root, "content/static/note.txt", "note\n")
    assert not took_the_shortcut(edited(root, "posts/letter-3.md"))


def test_many_texts_go_the_ordinary_way(make_project: MakeProject) -> None:
    root = make_project({f"content/posts/letter-{number}.md": letter(0) for number in range(MOST + 1)})
    run(root)
    for number in range(1, MOST + 1):
        write(root, f"content/posts/letter-{number}.md", letter(0) + "もう一行。\n")
    assert not took_the_shortcut(edited(root, "posts/letter-0.md"))


def test_a_lost_output_is_made_again_as_well(root: Path) -> None:
    (root / "site/posts/letter-7/index.html").unlink()
    built = edited(root, "posts/letter-3.md")
    assert not took_the_shortcut(built)
    assert {"posts/letter-3/index.html", "posts/letter-7/index.html"} <= set(built.report.written)


def test_another_day_is_another_report(root: Path) -> None:
    file = root / "content/posts/letter-3.md"
    file.write_text(add_sentence(file.read_text("utf-8"), random.Random(1)), "utf-8")
    assert not took_the_shortcut(run(root, NOW + dt.timedelta(days=1)))


def test_a_ledger_of_another_build_is_not_trusted(root: Path) -> None:
    (ledger,) = root.glob(".letterpress/outputs/*/ledger")
    before = ledger.read_bytes()
    edited(root, "posts/letter-4.md")
    ledger.write_bytes(before)
    assert not took_the_shortcut(edited(root, "posts/letter-3.md"))


def test_a_fresh_checkout_is_no_reason_to_go_the_ordinary_way(root: Path) -> None:
    """Every stat is new, as in CI."""
    copy = root.with_name("checkout")
    shutil.copytree(root, copy)
    built = edited(copy, "posts/letter-3.md")
    assert took_the_shortcut(built)
    assert took_the_shortcut(edited(copy, "posts/letter-4.md"))
    assert left_behind(copy) == left_behind(without_memory(copy))


@pytest.mark.parametrize("harm", ["deleted", "truncated", "garbled"])
@pytest.mark.parametrize(
    "part", ["snapshot", "last-report", "index", "document-0", "body-0", "ledger", "files"]
)
def test_a_damaged_memory_costs_time_and_nothing_else(part: str, harm: str, root: Path) -> None:
    (path,) = root.glob(f".letterpress/**/{part}")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] if harm == "truncated" else data[::-1])
    if harm == "deleted":
        path.unlink()
    codes = {each.code for each in edited(root, "posts/letter-3.md").report.diagnostics}
    assert ("cache-unreadable" in codes) == (harm != "deleted" and part in {"index", "ledger", "files"})
    clean = root.with_name("clean")
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".letterpress"))
    run(clean)
    assert files_of(root / "site") == files_of(clean / "site")
