# SPDX-License-Identifier: MIT
"""State that someone else made or changed does nothing but cost time: the next build gives the site of a clean one.

Whoever forges here knows the form of every file, and has the state of a project of their own whose every text says
`FORGED`, sealed with another key, and some also one that is sealed with ours. What must never be: a byte of theirs in
the site or in the report, and a file outside of the project that is written, moved or deleted.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from letterpress import __version__
from letterpress.digests import digest
from letterpress.document import PARSE_VERSION
from letterpress.files import CONFIG_FILE, digest_file
from letterpress.pipeline.build import Built, build
from letterpress.pipeline.config_cache import open_config
from letterpress.pipeline.engine_version import product_version
from letterpress.pipeline.options import BuildOptions
from letterpress.plan.inputs import Inputs
from letterpress.plan.staleness import record_of
from letterpress.publish.journal import Journal, Keep, Move, write_journal
from letterpress.render.renderer import renderer_for
from letterpress.store.artifact_cache import ArtifactCache
from letterpress.store.checked_file import read_sealed, write_sealed
from letterpress.store.last_build import load_file_stats, save_drawn, save_file_stats
from letterpress.store.ledger_file import load_ledger, save_ledger
from letterpress.store.paths import made, output_home
from tests.conftest import CONFIG
from tests.support.campaign import Campaign, some

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")

OURS = "the secret of this project, not known to others"
THEIRS = "the secret of somebody else, who knows the form of all files"

POST = "---\ntitle: 便り{0}\n---\n\n本文です。{1}\n\n## 見出し\n\n次の文です。\n"
ISSUE = "---\ntitle: 第一号\ndate: 2026-10-01\n---\n\n[便り](../posts/2026-01-01-letter-1.md) {1}\n"


def sources(text: str) -> dict[str, str]:
    """A project with so many outputs that its ledger has a file beside it."""
    posts = {f"content/posts/2026-0{each}-01-letter-{each}.md": POST.format(each, text) for each in (1, 2, 3)}
    # Copies are the cheapest outputs.
    copies = {f"content/static/files/{each}.txt": f"{text} {each}\n" for each in range(260)}
    return {
        **posts,
        **copies,
        "letterpress.yaml": CONFIG.replace("試し刷り", f"試し刷り{text}"),
        "content/newsletter/001.md": ISSUE.format("", text),
        "content/pages/about.md": f"---\ntitle: このサイト{text}\n---\n\n工房の話。\n",
    }


def run(root: Path) -> Built:
    """A build as in a process of its own, which has no template in its memory."""
    renderer_for.cache_clear()
    config, warnings = open_config(root, (root / CONFIG_FILE).read_bytes(), CONFIG_FILE, __version__)
    options = BuildOptions(now=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), jobs=1)
    return build(root, config, options, warnings=warnings)


@contextmanager
def key_of(secret: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as changes:
        changes.setenv("LETTERPRESS_STATE_KEY", secret)
        yield


def written(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


class World:
    """Our project with its site, and what a forger has."""

    def __init__(self, folder: Path) -> None:
        self.root = written(folder / "project", sources("古"))
        self.theirs = written(folder / "theirs", sources("FORGED"))
        self.under_our_key = written(folder / "another", sources("FORGED"))
        self.outside = written(folder / "outside", {"victim.html": "mine", "folder/victim.html": "mine"})
        for root, secret in ((self.theirs, THEIRS), (self.under_our_key, OURS)):
            with key_of(secret):
                run(root)
        self.twin = written(folder / "twin", sources("新"))
        with key_of(THEIRS):
            run(self.twin)
        run(self.root)
        self.older = folder / "older"
        shutil.copytree(self.root / ".letterpress", self.older / ".letterpress")
        written(self.root, sources("新"))
        run(self.root)
        self.expected = self.site()
        self.home = output_home(self.root, self.root / "site")
        self.around = self.surroundings()

    def site(self) -> dict[str, bytes]:
        """What readers and the user can see: the site and the reports."""
        folders = (self.root / "site", self.root / ".letterpress/report")
        return {
            f"{above}/{name}".removeprefix(f"{self.root}/"): Path(above, name).read_bytes()
            for folder in folders
            for above, _, names in os.walk(folder)
            for name in names
            if not Path(above, name).is_symlink()
        }

    def surroundings(self) -> dict[str, bytes]:
        """Every file of ours outside of the output and of the state."""
        found = [*self.outside.rglob("*"), *self.root.glob("content/**/*"), self.root / "letterpress.yaml"]
        return {str(path): path.read_bytes() for path in found if path.is_file()}

    def restore(self) -> None:
        """Have all of the state there again: what a build did not need, it did not make again."""
        if not all(map(self.state, KINDS)):
            shutil.rmtree(self.root / ".letterpress", ignore_errors=True)
            run(self.root)

    def state(self, kind: str, root: Path | None = None) -> list[Path]:
        """The files of one kind in the state of a project, ours if no other is named."""
        return [path for path in sorted((root or self.root).glob(f".letterpress/{kind}")) if path.is_file()]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with key_of(OURS):
        yield World(tmp_path_factory.mktemp("forged"))


KINDS = (
    ".gitignore",
    "lock",
    "files",
    "configuration",
    "drawn",
    "cache/index",
    "cache/document-*",
    "cache/body-*",
    "cache/templates/*",
    "outputs/*/ledger",
    "outputs/*/records-*",
    "outputs/*/stats",
    "outputs/*/last-report",
    "outputs/*/snapshot",
    "report/report.html",
    "report/report.json",
)

Mutation = Callable[[World, str], None]


def changed(change: Callable[[bytes], bytes], world: World, kind: str) -> None:
    for path in world.state(kind):
        path.write_bytes(change(path.read_bytes()))


def flipped(data: bytes, *, at: float) -> bytes:
    place = min(int(len(data) * at), len(data) - 1)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] if data else b"\1"


def cut(data: bytes, *, at: float) -> bytes:
    return data[: int(len(data) * at)]


def with_another_text(data: bytes) -> bytes:
    """The same form and length, and other words wherever there are some."""
    for ours, other in (("本文です".encode(), b"FORGED FORGE"), (b"html", b"FORG"), (b"posts", b"FORGE")):
        data = data.replace(ours, other)
    return data + b"" if b"FORG" in data else b"FORGED" + data


def swapped_with_another_kind(other: str, world: World, kind: str) -> None:
    for path in world.state(kind):
        path.write_bytes(next(iter(world.state(other)), path).read_bytes())


def taken_from(origin: str, world: World, kind: str) -> None:
    """The same file of another state, which is whole and sealed."""
    source: Path = getattr(world, origin)
    for path in world.state(kind):
        path.unlink()
    for path in world.state(kind, source):
        target = world.root / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def state_taken_from(origin: str, part: float, world: World, _kind: str) -> None:
    """All of another state, or a mixture with ours."""
    source: Path = getattr(world, origin)
    random = Random(part)
    if part == 1:
        shutil.rmtree(world.root / ".letterpress")
        (world.root / ".letterpress").mkdir()
    for path in sorted((source / ".letterpress").rglob("*")):
        target = world.root / path.relative_to(source)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif random.random() < part:
            shutil.copyfile(path, target)


MUTATIONS: dict[str, Mutation] = {
    "first byte": partial(changed, partial(flipped, at=0)),
    "a byte of the seal": partial(changed, lambda data: flipped(data, at=min(0.9, 40 / (len(data) or 1)))),
    "a byte in the middle": partial(changed, partial(flipped, at=0.5)),
    "last byte": partial(changed, partial(flipped, at=1)),
    "half of it": partial(changed, partial(cut, at=0.5)),
    "nothing of it": partial(changed, partial(cut, at=0)),
    "other words under the same seal": partial(changed, with_another_text),
    "the ledger's content": partial(swapped_with_another_kind, "outputs/*/ledger"),
    "the content of the last report": partial(swapped_with_another_kind, "outputs/*/last-report"),
    "that of somebody else": partial(taken_from, "theirs"),
    "that of another project with our key": partial(taken_from, "under_our_key"),
    "an older one of ours": partial(taken_from, "older"),
}
WHOLE_STATES: dict[str, Mutation] = {
    f"{part} of {origin}": partial(state_taken_from, origin, part)
    for origin in ("theirs", "under_our_key", "older")
    for part in (0.2, 0.4, 0.6, 0.8, 1)
}


# The best that a forger can do is to write what we would write, with other words, and to seal it with a key.


def other_words(payload: bytes) -> bytes:
    return payload.replace("新".encode(), b"FOR").replace("本文です".encode(), b"FORGED TEXT.")


def resealed(schema: bytes, world: World, kind: str) -> None:
    for path in world.state(kind):
        payload = read_sealed(path, schema, bytes) or b""
        with key_of(THEIRS):
            write_sealed(path, schema, other_words(payload))


def forge_bodies(world: World, _kind: str) -> None:
    with key_of(THEIRS):
        version = digest(f"{product_version()} {PARSE_VERSION}".encode())
        with ArtifactCache.open(world.twin, version)[0] as cache:
            for part in ("document", "body"):
                keys = list(cache.keys(part))
                found = zip(keys, cache.get_all(keys, part), strict=True)
                cache.put_all(part, {key: other_words(data or b"") for key, data in found})
            cache.save()
    shutil.copytree(world.twin / ".letterpress/cache", world.root / ".letterpress/cache", dirs_exist_ok=True)


def forge_page_with_record(world: World, _kind: str) -> None:
    """A page of theirs in the site, and a ledger that says it is what a build made of today's inputs."""
    output, page = world.root / "site", "posts/letter-1/index.html"
    ledger, _ = load_ledger(world.root, output)
    assert page in ledger.records
    (output / page).write_bytes(b"FORGED")
    seen = digest_file(str(output / page))
    record = msgspec.structs.replace(ledger.records[page], digest=seen.digest, stat=seen.stat)
    with key_of(THEIRS):
        save_ledger(
            world.root, output, msgspec.structs.replace(ledger, records={**ledger.records, page: record})
        )


def forge_page_of_the_report(world: World, _kind: str) -> None:
    page = world.root / ".letterpress/report/report.html"
    drawn = read_sealed(world.root / ".letterpress/drawn", b"drawn 1", bytes) or b""
    page.write_bytes(b"FORGED")
    with key_of(THEIRS):
        save_drawn(world.root, drawn[:16], b"FORGED")


def forge_stats_of_sources(world: World, _kind: str) -> None:
    """Our files are said to hold their words, and their documents are there."""
    known, _ = load_file_stats(world.root)
    with key_of(THEIRS):
        theirs, _ = load_file_stats(world.theirs)
        save_file_stats(
            world.root,
            {
                path: msgspec.structs.replace(each, digest=theirs[path].digest) if path in theirs else each
                for path, each in known.items()
            },
        )
    shutil.copytree(
        world.theirs / ".letterpress/cache", world.root / ".letterpress/cache", dirs_exist_ok=True
    )


def forge_publishing(world: World, _kind: str) -> None:
    written(made(world.home / "stage"), {"0": "FORGED", "1": "FORGED"})
    forged = digest(b"FORGED")
    moves = (Move("0", "index.html", forged), Move("1", "new.html", forged))
    with key_of(THEIRS):
        write_journal(world.home, Journal(stage="inside", moves=moves, remove=("files/0.txt",)))


SCHEMAS = {
    "files": b"files 1",
    "configuration": b"configuration 1",
    "drawn": b"drawn 1",
    "cache/index": b"artifacts 1",
    "outputs/*/ledger": b"ledger 4",
    "outputs/*/records-*": b"records 3",
    "outputs/*/stats": b"stats 1",
    "outputs/*/last-report": b"report 2",
    "outputs/*/snapshot": b"snapshot 1",
}
BY_EXPERTS: dict[str, tuple[str, Mutation]] = {
    **{f"{kind} in other words": (kind, partial(resealed, schema)) for kind, schema in SCHEMAS.items()},
    "bodies": ("", forge_bodies),
    "a page with its record": ("", forge_page_with_record),
    "the page of the report": ("", forge_page_of_the_report),
    "what sources say": ("", forge_stats_of_sources),
    "a publishing": ("", forge_publishing),
}


def only(_world: World) -> None:
    """No more than the forgery, which a build with nothing to do meets."""


def without_ledger(world: World) -> None:
    """Whatever is in the cache is used, for all pages are made again."""
    for path in world.state("outputs/*/*"):
        if path.name in {"ledger", "last-report"}:
            path.unlink()


def without_site(world: World) -> None:
    shutil.rmtree(world.root / "site")


ALONG = (only, without_ledger, without_site)

FORGERIES = [
    *[(f"{kind}: {name}", kind, each) for kind, (name, each) in product(KINDS, MUTATIONS.items())],
    *[(name, "", each) for name, each in WHOLE_STATES.items()],
    *[(name, kind, each) for name, (kind, each) in BY_EXPERTS.items()],
]


def assert_as_clean(world: World, what: str) -> None:
    built = run(world.root)
    said = [each.code for each in built.report.diagnostics]
    assert built.report.published, (what, said)
    notes = {"cache-unreadable", "state-of-another-key", "output-replaced", "output-taken-over"}
    assert set(said) <= notes, (what, said)
    assert "FORGED" not in str(built.report), what
    assert len(said) == len(set(said)), (what, said)
    site = world.site()
    assert not [path for path, data in site.items() if b"FORGED" in data], what
    assert site == world.expected, what
    assert world.surroundings() == world.around, what


@pytest.mark.parametrize(("number", "along"), list(product(range(4), ALONG)))
def test_a_forgery_costs_time_and_nothing_else(
    number: int, along: Callable[[World], None], world: World, campaign: Campaign
) -> None:
    attempts = FORGERIES[number::4]
    for what, kind, forge in some(attempts, 4):
        world.restore()
        with campaign.attempt("forged state"):
            forge(world, kind)
            along(world)
            assert_as_clean(world, f"{what}, {along.__name__}")


def test_each_kind_of_file_is_there_to_be_forged(world: World) -> None:
    world.restore()
    assert [kind for kind in KINDS if not world.state(kind)] == []
    assert [kind for kind in KINDS if not world.state(kind, world.theirs)] == []
    kinds = {path for kind in KINDS for path in world.state(kind)}
    assert [path for path in world.state("**/*") if path not in kinds] == []


# What would be believed, because it is sealed with our key, has its paths looked at all the same.

PATHS = (
    "../outside/victim.html",
    "../../outside/victim.html",
    "a/../../../outside/victim.html",
    "{outside}/victim.html",
    "/{outside}/victim.html",
    "./../../outside/victim.html",
    "posts//../../../outside/victim.html",
    "link/victim.html",
    "link/folder/victim.html",
    "posts/link/victim.html",
    "link/new.html",
    "",
    "/",
    ".",
    "..",
    "\0",
    "a\0b",
)


def journal_of(part: str, path: str, evil: bytes) -> Journal:
    """A journal that does something to a path."""
    fields: dict[str, dict[str, Any]] = {
        "moves": {"moves": (Move("0", path, digest(evil)),)},
        "moves from": {"moves": (Move(path, "index.html", digest(b"mine")),)},
        "clear": {"clear": (path,)},
        "whole": {"whole": (path,)},
        "remove": {"remove": (path,)},
        "keep": {"keep": (Keep(path, "kept"),), "remove": (path,)},
        "keep as": {"keep": (Keep("index.html", path),), "remove": ("index.html",)},
    }
    return msgspec.structs.replace(Journal(stage="inside"), **fields[part])


@pytest.fixture
def links(world: World) -> Iterator[None]:
    """Links out of the project, where paths lead through them."""
    made_links = [world.root / "site/link", world.root / "site/posts/link"]
    for each in made_links:
        each.symlink_to(world.outside)
    yield
    for each in made_links:
        each.unlink()


JOURNALS = list(product(("moves", "moves from", "clear", "whole", "remove", "keep", "keep as"), PATHS))


@pytest.mark.usefixtures("links")
def test_a_journal_that_leads_elsewhere_is_not_carried_out(world: World, campaign: Campaign) -> None:
    evil = b"FORGED"
    for part, path in some(JOURNALS, 14):
        with campaign.attempt("forged state"):
            stage = made(world.home / "stage")
            for name in ("0", "tree/link/new.html", "link/victim.html"):
                written(stage, {name: evil.decode()})
            journal = journal_of(part, path.format(outside=world.outside), evil)
            write_journal(world.home, journal)
            what = f"{part} {path!r}"
            assert_as_clean(world, what)
            assert not (world.home / "journal").exists() or not journal.is_safe, what


@pytest.mark.usefixtures("links")
def test_a_ledger_that_leads_elsewhere_deletes_nothing_there(world: World, campaign: Campaign) -> None:
    output = world.root / "site"
    for path, is_left_over in some(list(product(PATHS, (False, True))), 10):
        with campaign.attempt("forged state"):
            named = path.format(outside=world.outside)
            ledger, _ = load_ledger(world.root, output)
            victim = digest_file(str(world.outside / "victim.html"))
            theirs = record_of(Inputs((), b""), 0, victim.digest, victim.stat)
            forged = msgspec.structs.replace(
                ledger,
                inputs=b"",
                records=ledger.records if is_left_over else {**ledger.records, named: theirs},
                left_over=(named,) if is_left_over else (),
            )
            save_ledger(world.root, output, forged)
            assert_as_clean(world, f"{path!r} {is_left_over}")
