# SPDX-License-Identifier: MIT
"""What is in an output folder that no record accounts for: pages that say letterpress made them, and foreign files."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from letterpress.digests import Digest
from letterpress.files import digest_file, file_stat, open_file
from letterpress.load.walk import to_nfc
from letterpress.plan.staleness import Record, record_of
from letterpress.publish.recovery import INTERRUPTED

_READ = 1 << 18
"""As many bytes of a page are looked at; what names its maker stands at its beginning."""

_OF_A_SITE = frozenset(("404.html", "robots.txt", "sitemap.xml"))
"""What a folder has at its top if it is a site of its own, which is not looked into."""

_names_us_as_generator = re.compile(
    rb"""<meta\s+name=["']?generator["']?\s+content=["']?letterpress[\s"'/>]""", re.IGNORECASE
).search


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in an output folder besides the outputs that a ledger knows; paths are relative to it."""

    left_over: tuple[str, ...]
    """Pages and feeds that say letterpress made them, and that no output of the plan replaces."""
    foreign: tuple[str, ...]
    """Other files, but for hidden ones; a folder that is a site of its own counts as one."""
    ours: frozenset[str]
    """Files in the place of today's outputs that letterpress made: pages and feeds that say so, and what is no page.

    A page that does not say so counts too where no other does, for then it is the theme that does not. Empty where
    nothing at all says so.
    """
    is_ours: bool
    """Whether any page or feed says that letterpress made it."""


def survey(output: Path, records: AbstractSet[str], planned: Mapping[str, Digest]) -> Survey:
    """Look at every file of an output folder that no record accounts for; links are not followed.

    Args:
        output: The output folder; it need not exist.
        records: The paths that a ledger knows.
        planned: The paths of today's outputs, with the digest of a copied file, else empty.
    """
    left_over: list[str] = []
    foreign: list[str] = []
    in_place: dict[str, bool] = {}
    makers: set[str] = set()
    folded: dict[str, str] | None = None
    for path in _files(output, records | planned.keys(), foreign):
        if path in records:
            continue
        is_made = is_made_by_letterpress(f"{output}/{path}")
        if is_made:
            makers.add(path.rpartition(".")[2])
        if path in planned:
            in_place[path] = is_made
            if not is_made and not _has(f"{output}/{path}", planned[path]):
                foreign.append(path)
        elif not is_made:
            foreign.append(path)
        else:
            folded = folded or {each.casefold(): each for each in planned}
            # On a file system that ignores case it may be today's output under its former spelling.
            twin = folded.get(path.casefold())
            if twin is None or not _is_same(f"{output}/{path}", f"{output}/{twin}"):
                left_over.append(path)
    ours = [
        path
        for path, is_made in in_place.items()
        if is_made or not ("html" in makers and path.endswith(".html"))
    ]
    return Survey(
        left_over=tuple(sorted(left_over)),
        foreign=tuple(sorted(foreign)),
        ours=frozenset(ours if makers else ()),
        is_ours=bool(makers),
    )


def is_made_by_letterpress(file: str) -> bool:
    """Whether a page or a feed says that letterpress made it: by its `generator`, in the head of a page."""
    try:
        if file.endswith(".html"):
            head = _beginning(file).partition(b"<body")[0]
            return _names_us_as_generator(head) is not None
        return file.endswith(".xml") and b"<generator>letterpress</generator>" in _beginning(file)
    except OSError:
        return False


def records_found(output: Path, paths: Iterable[str]) -> dict[str, Record]:
    """Records of files as they are now, by which a build owns them; what cannot be read has none."""
    found: dict[str, Record] = {}
    for path in paths:
        try:
            seen = digest_file(f"{output}/{path}")
        except OSError:
            continue
        found[path] = record_of(INTERRUPTED, 0, seen.digest, seen.stat)
    return found


def _files(output: Path, known: AbstractSet[str], foreign: list[str]) -> Iterator[str]:
    """Every file that is neither hidden nor in a hidden folder."""
    for above, names, files in os.walk(output):
        folder = to_nfc(Path(above).relative_to(output).as_posix())
        prefix = "" if folder == "." else f"{folder}/"
        if prefix and any(f"{prefix}{name}" not in known for name in _OF_A_SITE.intersection(files)):
            foreign.append(prefix)
            names.clear()
            continue
        names[:] = [name for name in names if not name.startswith(".")]
        links = [name for name in names if os.path.islink(f"{above}/{name}")]  # noqa: PTH114 - for every folder
        for name in (*files, *links):
            if not name.startswith("."):
                yield f"{prefix}{to_nfc(name)}"


def _beginning(file: str) -> bytes:
    with open_file(Path(file)) as opened:
        return opened.read(_READ) or b""


def _has(file: str, digest: Digest) -> bool:
    try:
        return bool(digest) and digest_file(file).digest == digest
    except OSError:
        return False


def _is_same(one: str, other: str) -> bool:
    try:
        return file_stat(os.lstat(one)) == file_stat(os.lstat(other))
    except OSError:
        return False
