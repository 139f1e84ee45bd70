# SPDX-License-Identifier: MIT
"""Where letterpress keeps what it needs between builds: `.letterpress/` in the project.

lock, files, configuration    of the project
cache/                        artifacts, compiled templates
outputs/NAME-DIGEST/          of one output folder: ledger, stats, last-report, snapshot, journal, stage/
replaced/                     files that are not ours and had to make room in an output folder
"""

import os
from contextlib import suppress
from pathlib import Path, PurePath

from letterpress.diagnostics import LetterpressError
from letterpress.digests import digest
from letterpress.store import diagnostics as problems

HOME = ".letterpress"

LOCK = "lock"
FILES = "files"
CONFIGURATION = "configuration"
CACHE = "cache"
REPLACED = "replaced"

LEDGER = "ledger"
RECORDS = "records-"
"""What the names of files start with that hold most of a ledger's records."""
STATS = "stats"
REPORT = "last-report"
SNAPSHOT = "snapshot"
JOURNAL = "journal"
"""The file that says what a publishing does."""


def state_home(root: Path) -> Path:
    """The project's `.letterpress/`, which is made if it is not there.

    Raises:
        LetterpressError: It is a file or a symbolic link, or cannot be made.
    """
    home = made(root / HOME)
    ignore = home / ".gitignore"
    if not ignore.exists():
        # Nothing in here belongs into the history of a project.
        with suppress(OSError):
            ignore.write_text("*\n", encoding="ascii")
    return home


def output_home(root: Path, output: Path) -> Path:
    """Where ledger, journal and stage of one output folder live; nothing is made.

    Each output folder has its own, so that a build to another folder never takes files there for its own.
    The name depends on the output's place in the project, not on where the project is.
    """
    try:
        place = output.relative_to(root.absolute()).as_posix()
    except ValueError:
        place = str(output)
    return root / HOME / "outputs" / f"{output.name or 'root'}-{digest(os.fsencode(place)).hex()[:8]}"


def made(folder: Path) -> Path:
    """The folder, which is made, with those above it, if it is not there.

    Args:
        folder: `.letterpress/`, or somewhere in it.

    Raises:
        LetterpressError: It, or one above it, is a file or a symbolic link (`state-unsafe`), or cannot be made.
    """
    if folder.name != HOME:
        made(folder.parent)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise LetterpressError(problems.state_unsafe(shown(folder)))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise LetterpressError(problems.write_failed(shown(folder), error)) from None
    return folder


def shown(path: Path) -> str:
    """A path in `.letterpress/` as messages spell it."""
    return PurePath(*path.parts[path.parts.index(HOME) :]).as_posix() if HOME in path.parts else path.name
