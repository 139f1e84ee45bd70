# SPDX-License-Identifier: MIT
"""The generators: where each takes its posts from, how it is called, and what it leaves behind."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import forms, installation
from bench.corpus import Post
from bench.folders import HEAP, put_aside

OUTPUT = "site"
POSTS = Path("content/posts")

LETTERPRESS = "letterpress"
PRESS = "letterpress-press"
"""With the default theme and all that it does, beside the equal work."""
HUGO, ELEVENTY, PELICAN = "hugo", "eleventy", "pelican"
NAMES = (LETTERPRESS, HUGO, ELEVENTY, PELICAN, PRESS)


class Generator(NamedTuple):
    """One generator, installed."""

    name: str
    version: str
    command: tuple[str, ...]
    """Builds the project in the current folder."""
    form: Callable[[Post], str]
    caches: tuple[str, ...] = ()
    """What it keeps between builds, besides its output."""
    modules: Path | None = None
    """Node modules that its configuration is read beside."""

    def prepare(self, folder: Path, posts: Iterable[Post]) -> Path:
        """Put a project together, in a folder that holds none of it yet.

        Returns:
            Its folder.
        """
        project = folder / self.name
        shutil.copytree(installation.BENCH / "peers" / self.name.replace("-", "_"), project)
        if self.modules:
            (project / "node_modules").symlink_to(self.modules)
        (project / POSTS).mkdir(parents=True, exist_ok=True)
        for post in posts:
            self.write(project, post)
        return project

    def write(self, project: Path, post: Post) -> None:
        """Write one post's file."""
        (project / POSTS / f"{post.slug}.md").write_text(self.form(post), encoding="utf-8")

    def clean(self, project: Path) -> None:
        """Take away all that builds have made."""
        for name in (OUTPUT, *self.caches):
            put_aside(project / name, project.with_name(HEAP))


def installed(names: Sequence[str]) -> list[Generator]:
    """The generators of these names, in this order, installed first where they are not.

    Raises:
        InstallationError: One cannot be installed.
    """
    found: list[Generator] = []
    if {LETTERPRESS, PRESS} & set(names):
        found += _letterpress(installation.install_letterpress())
    if {HUGO, PELICAN} & set(names):
        environment = installation.install_python_peers()
        found += [_hugo(installation.hugo_program(environment)), _pelican(environment)]
    if ELEVENTY in names:
        found.append(_eleventy(installation.install_node_peers()))
    by_name = {generator.name: generator for generator in found}
    return [by_name[name] for name in names]


def _letterpress(programs: Path) -> list[Generator]:
    program = str(programs / "letterpress")
    # A finding of the editorial report must not look like a failed build.
    command = (program, "build", "--quiet", "--fail-on", "never")
    version = _version(program, "--version")
    return [
        Generator(name, version, command, forms.for_letterpress, (".letterpress",))
        for name in (LETTERPRESS, PRESS)
    ]


def _hugo(program: Path) -> Generator:
    # Without a folder of its own, its cache would lie in the machine's temporary folder.
    options = ("--quiet", "--destination", OUTPUT, "--cacheDir", str(installation.HOME / "hugo"))
    version = _version(str(program), "version")
    return Generator(HUGO, version, (str(program), "build", *options), forms.for_hugo, ("resources",))


def _pelican(environment: Path) -> Generator:
    program = str(environment / "bin" / "pelican")
    command = (program, "--quiet", "--settings", "pelicanconf.py")
    return Generator(PELICAN, _version(program, "--version"), command, forms.for_pelican)


def _eleventy(modules: Path) -> Generator:
    node = shutil.which("node") or "node"
    program = str(modules / "@11ty" / "eleventy" / "cmd.cjs")
    version = f"{_version(node, program, '--version')} on Node {_version(node, '--version')}"
    return Generator(ELEVENTY, version, (node, program, "--quiet"), forms.for_eleventy, (".cache",), modules)


def _version(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    found = re.search(r"\d+(\.\d+)+", done.stdout)
    return found[0] if found else done.stdout.strip()
