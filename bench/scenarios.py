# SPDX-License-Identifier: MIT
"""What is measured: cold builds of all generators, and what letterpress makes of an edited project."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench import corpus
from bench.equality import Work, differences, work_of
from bench.folders import HEAP, changed, check_out, digests, put_aside, read_all
from bench.generators import OUTPUT, POSTS, Generator
from bench.processes import Usage, peak_memory, timed
from bench.series import Series, alternate

Found = TypeVar("Found", Usage, int)

_SAMPLE = 200
"""How many posts are compared between generators."""


class Project(NamedTuple):
    """One generator's project of a corpus."""

    generator: Generator
    folder: Path

    def build(self) -> Usage:
        """Build it as it stands."""
        return timed(self.generator.command, self.folder)

    def build_cold(self) -> Usage:
        """Build it with no trace of another build, its posts in the system's file cache."""
        self.generator.clean(self.folder)
        _settle()
        read_all(self.folder / POSTS)
        return self.build()

    def memory(self) -> int:
        """The most memory of a cold build, in bytes."""
        self.generator.clean(self.folder)
        return peak_memory(self.generator.command, self.folder)


class Equality(NamedTuple):
    """How the work of a generator compares with letterpress's."""

    name: str
    work: Work
    compared: int
    differing: tuple[str, ...]
    """Slugs of posts that say something else."""


class NewPost(NamedTuple):
    """What a new post did to a built site."""

    usage: Usage
    changed: int
    """Output files that came, went or changed."""
    files: int
    """Output files in all."""


def projects(generators: Sequence[Generator], folder: Path, count: int) -> list[Project]:
    """The same posts as a project of each generator, not built yet."""
    posts = list(corpus.posts(count))
    return [Project(generator, generator.prepare(folder, posts)) for generator in generators]


def cold(subjects: Sequence[Project], runs: int, tell: Callable[[str], None]) -> dict[str, Series]:
    """Cold builds by generator; memory is measured in a build of its own beforehand, which also warms up.

    Args:
        subjects: The same posts for each generator.
        runs: How many builds of each.
        tell: Called with the result of every build, for those who wait.
    """
    memories = [_told(subject, subject.memory, tell) for subject in subjects]
    usages = alternate([partial(_told, subject, subject.build_cold, tell) for subject in subjects], runs)
    return {
        subject.generator.name: Series(usage, memory)
        for subject, usage, memory in zip(subjects, usages, memories, strict=True)
    }


def _told(subject: Project, measure: Callable[[], Found], tell: Callable[[str], None]) -> Found:
    found = measure()
    tell(f"{subject.generator.name}: {_words(found)}")
    return found


def _words(found: Usage | int) -> str:
    return f"{found / 1e6:.0f} MB" if isinstance(found, int) else f"{found.seconds:.2f} s"


def equality(first: Project, others: Sequence[Project], count: int) -> Iterator[Equality]:
    """Compare finished builds with the first."""
    slugs = [corpus.slug_of(number) for number in range(0, count, max(1, count // _SAMPLE))]
    for each in (first, *others):
        found = differences(first.folder, each.folder, slugs)
        differing = tuple(difference.slug for difference in found)
        yield Equality(each.generator.name, work_of(each.folder), len(slugs), differing)


def edited(subject: Project, count: int, runs: int, *, checked_out: bool) -> Series:
    """Builds after the body of one post in the middle was edited.

    Args:
        subject: A built project.
        count: Of its posts.
        runs: How many.
        checked_out: Whether every file is new, as in CI, or only the edited one, as on a writer's machine.
    """
    file = subject.folder / POSTS / f"{corpus.slug_of(count // 2)}.md"

    def build() -> Usage:
        if checked_out:
            check_out(subject.folder)
        with file.open("a", encoding="utf-8") as text:
            text.write("\nOne more sentence for the end of this letter.\n")
        _settle()
        return subject.build()

    build()
    return Series(tuple(build() for _ in range(runs)))


def unchanged(subject: Project, runs: int) -> Series:
    """Builds of a project in which nothing has changed since the last."""
    subject.build()
    _settle()
    memory = peak_memory(subject.generator.command, subject.folder)
    return Series(tuple(subject.build() for _ in range(runs)), memory)


def new_post(subject: Project, count: int) -> NewPost:
    """Build once with one more post, the newest; the project is as before afterwards, but for its builds."""
    before = digests(subject.folder / OUTPUT)
    post = corpus.post(count, corpus.LAST.replace(month=7, day=1))
    subject.generator.write(subject.folder, post)
    _settle()
    usage = subject.build()
    after = digests(subject.folder / OUTPUT)
    put_aside(subject.folder / POSTS / f"{post.slug}.md", subject.folder.with_name(HEAP))
    return NewPost(usage, changed(before, after), len(after))


def _settle() -> None:
    """Let the disk come to rest and its clock move on, as they have when a person starts a build."""
    os.sync()
    time.sleep(0.05)
