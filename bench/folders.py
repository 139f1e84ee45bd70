# SPDX-License-Identifier: MIT
"""Copies and comparisons of whole folders."""

import shutil
from hashlib import blake2b
from pathlib import Path


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
    shutil.rmtree(project)
    fresh.rename(project)
