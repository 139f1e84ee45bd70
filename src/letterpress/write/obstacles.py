# SPDX-License-Identifier: MIT
"""What stands in the way of new outputs: found before the first file moves."""

import os
import stat
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Literal

import msgspec

from letterpress.diagnostics import Diagnostic, Message
from letterpress.write import problems

Kind = Literal["missing", "folder", "file", "link", "cleared"]

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


class Obstacles(msgspec.Struct, frozen=True, kw_only=True):
    """What to do before files can move."""

    clear: frozenset[str]
    """Own stale files to delete first, relative to the output folder."""
    missing: tuple[str, ...]
    """Folders that can be made before anything is deleted, each after those above it; "" is the output itself."""
    diagnostics: tuple[Diagnostic, ...]
    """Errors about what is not ours to move."""


def find_obstacles(
    output: Path, targets: Iterable[str], occupied: Iterable[str], stale: AbstractSet[str]
) -> Obstacles:
    """Look at everything above the targets.

    Args:
        output: The output folder.
        targets: Paths of the files to come, relative to it.
        occupied: Those of them where a folder is.
        stale: Own files that this build removes anyway.
    """
    kinds: dict[str, Kind] = {}
    clear: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for folder in sorted({parent for target in targets for parent in _parents(target, kinds)}):
        above = kinds[folder.rpartition("/")[0]] if folder else "folder"
        kind = above if above in {"missing", "cleared"} else _kind(f"{output}/{folder}")
        if kind in {"file", "link"} and folder in stale:
            clear.add(folder)
            kind = "cleared"
        elif kind in {"file", "link"}:
            reason = A_FILE if kind == "file" else A_LINK
            diagnostics.append(problems.output_blocked(_shown(output, folder), reason))
        kinds[folder] = kind
    missing = [folder for folder, kind in kinds.items() if kind == "missing"]
    for target in occupied:
        inside = [f"{target}/{name}" for name in _files_below(output / target)]
        foreign = next((path for path in inside if path not in stale), None)
        clear.update(inside)
        if foreign is not None:
            diagnostics.append(problems.output_blocked(_shown(output, target), _a_folder(Path(foreign).name)))
    return Obstacles(clear=frozenset(clear), missing=tuple(sorted(missing)), diagnostics=tuple(diagnostics))


def _parents(path: str, seen: dict[str, Kind]) -> Iterator[str]:
    """The folders above a path that have not been met before, the output folder ("") among them."""
    while path:
        path = path.rpartition("/")[0]
        if path in seen:
            return
        seen[path] = "folder"
        yield path


def _kind(path: str) -> Kind:
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    if stat.S_ISLNK(mode):
        return "link"
    return "folder" if stat.S_ISDIR(mode) else "file"


def _files_below(folder: Path) -> Iterator[str]:
    """Everything below a folder that is not a folder, by relative path; symbolic links are not followed."""
    for above, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(above) / name).is_symlink()]
        for name in (*files, *links):
            yield (Path(above) / name).relative_to(folder).as_posix()


def _shown(output: Path, path: str) -> str:
    return f"{output.name}/{path}" if path else output.name
