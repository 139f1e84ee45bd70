# SPDX-License-Identifier: MIT
"""Copies, readings and comparisons of whole folders; nothing is deleted here.

A file system may be slow to give new files the places of those just deleted, so that whoever builds next would pay
for what was deleted before: see docs/decisions/0007-benchmarks.md.
"""

import shutil
import tempfile
from hashlib import blake2b
from pathlib import Path

HEAP = "aside"
"""The folder beside the projects for what nobody needs any more."""


def put_aside(path: Path, heap: Path) -> None:
    """Take a file or folder out of the way, if it is there, without deleting anything.

    Args:
        path: Where nothing will be afterwards.
        heap: A folder on the same file system; made if need be.
    """
    if path.exists():
        heap.mkdir(exist_ok=True)
        path.rename(Path(tempfile.mkdtemp(dir=heap)) / path.name)


def read_all(folder: Path) -> None:
    """Have the system hold every file of a folder in memory, as it does what was just checked out or written."""
    for file in folder.iterdir():
        file.read_bytes()


def digests(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with the digest of what it holds."""
    return {
        file.relative_to(folder).as_posix(): blake2b(file.read_bytes(), digest_size=16).digest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> int:
    """How many files came, went, or hold something else."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def check_out(project: Path) -> None:
    """Make every file of a project anew in its old place: same bytes, but another inode and a new time.

    That is what a CI run finds that has checked out the sources and restored cache and output.
    """
    fresh = project.with_name(f"{project.name}-fresh")
    shutil.copytree(project, fresh, symlinks=True, copy_function=shutil.copyfile)
    put_aside(project, project.with_name(HEAP))
    fresh.rename(project)
