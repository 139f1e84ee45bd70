# SPDX-License-Identifier: MIT
"""Find what is in the way of new outputs, before the first file moves."""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from pathlib import Path

import msgspec

from letterpress.diagnostics import Diagnostic, Message
from letterpress.files import Folders
from letterpress.publish.diagnostics import output_blocked
from letterpress.store.diagnostics import write_failed

A_FILE = Message(ja="フォルダーが必要な場所にファイルがあります", en="a file is where a folder has to be")
A_LINK = Message(
    ja="フォルダーが必要な場所にシンボリックリンクがあります",
    en="a symbolic link is where a folder has to be",
)


def _a_folder(foreign: str) -> Message:
    return Message(
        ja=f"ファイルが必要な場所に、`{foreign}` を含むフォルダーがあります",
        en=f"a folder with `{foreign}` is where a file has to be",
    )


class Conflicts(msgspec.Struct, frozen=True, kw_only=True):
    """What to do before files can move."""

    clear: frozenset[str]
    """What to delete first, relative to the output folder: own stale files, and folders where a file has to be."""
    missing: tuple[str, ...]
    """Folders that can be made before that, each after those above it; "" is the output folder itself."""
    diagnostics: tuple[Diagnostic, ...]
    """Errors about what is not ours to move."""


def find_conflicts(
    output: Path, folders: Folders, targets: Sequence[str], occupied: Iterable[str], stale: AbstractSet[str]
) -> Conflicts:
    """Look at everything above the targets.

    Args:
        output: The output folder.
        folders: What is there.
        targets: Paths of the files to come, relative to it.
        occupied: Those of them where a folder is.
        stale: Own files that this build removes anyway.
    """
    above = sorted(_above(targets))
    blocked = [folder for folder in above if folders.kind(folder) in {"file", "link"}]
    clear = {folder for folder in blocked if folder in stale}
    diagnostics = [
        output_blocked(_shown(output, folder), A_FILE if folders.kind(folder) == "file" else A_LINK)
        for folder in blocked
        if not clear.intersection(_upwards(folder)) and folders.kind(folder.rpartition("/")[0]) == "folder"
    ]
    refused = (
        folder
        for folder in sorted(_above((*targets, *stale)))
        if folders.kind(folder) == "folder" and not _is_writable(f"{output}/{folder}")
    )
    # One is told: what forbids writing to a folder mostly forbids it for all of them.
    diagnostics += [
        write_failed(_shown(output, folder), PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        for folder in islice(refused, 1)
    ]
    for target in occupied:
        inside = [f"{target}/{name}" for name in _files_below(output / target)]
        foreign = next((path for path in inside if path not in stale), None)
        clear.update(inside, _folders_below(output, target))
        if foreign is not None:
            diagnostics.append(output_blocked(_shown(output, target), _a_folder(Path(foreign).name)))
    return Conflicts(
        clear=frozenset(clear),
        missing=tuple([folder for folder in above if folders.kind(folder) == "missing"]),
        diagnostics=tuple(diagnostics),
    )


def _above(paths: Iterable[str]) -> set[str]:
    """All folders above the paths, the output folder ("") among them."""
    found: set[str] = set()
    for path in paths:
        for folder in _upwards(path.rpartition("/")[0]):
            if folder in found:
                break
            found.add(folder)
    return found


def _upwards(folder: str) -> Iterator[str]:
    """A folder and those above it, the output folder ("") last."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def _is_writable(folder: str) -> bool:
    """Whether files can be made and deleted in a folder."""
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def _files_below(folder: Path) -> Iterator[str]:
    """Everything below a folder that is not a folder, by relative path; symbolic links are not followed."""
    for above, names, files in os.walk(folder):
        links = [name for name in names if (Path(above) / name).is_symlink()]
        for name in (*files, *links):
            yield (Path(above) / name).relative_to(folder).as_posix()


def _folders_below(output: Path, folder: str) -> Iterator[str]:
    """A folder and all folders below it, relative to the output folder."""
    for above, _, _ in os.walk(output / folder):
        yield Path(above).relative_to(output).as_posix()


def _shown(output: Path, path: str) -> str:
    return f"{output.name}/{path}" if path else output.name
