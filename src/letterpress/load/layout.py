# SPDX-License-Identifier: MIT
"""Which file plays which part, told by where it lies."""

from pathlib import Path

import msgspec

from letterpress.document import DocumentKind
from letterpress.load import problems
from letterpress.load.file_names import SERVER_FILES, is_ignored
from letterpress.load.themes import PACKAGED, theme_folders
from letterpress.load.walk import Found, Walker

SOURCE_FOLDERS: tuple[tuple[str, DocumentKind], ...] = (
    ("content/newsletter", "issue"),
    ("content/pages", "page"),
    ("content/posts", "post"),
)
CONTENT = "content"
STATIC = "content/static"
DATA = "content/data"
THEMES = "themes"
AUTHORS = "content/authors.yaml"

_OTHER_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx", ".md")
_DATA_ENDINGS = (".yaml", ".yml", ".csv", ".json")
_KNOWN = frozenset({"authors.yaml", "data", "newsletter", "pages", "posts", "static"})


def source_kind(path: str) -> DocumentKind:
    """What a Markdown file of the scan is.

    Args:
        path: As the scan gives it.
    """
    return next(kind for folder, kind in SOURCE_FOLDERS if path.startswith(f"{folder}/"))


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a project by role, before any is read."""

    sources: tuple[tuple[DocumentKind, tuple[Found, ...]], ...] = ()
    beside: tuple[Found, ...] = ()
    static: tuple[Found, ...] = ()
    data: tuple[Found, ...] = ()
    authors: tuple[Found, ...] = ()
    """One or none."""
    theme: tuple[tuple[str, Found], ...]
    """Each with its path below the theme's folder."""


def roles(walker: Walker, root: Path, theme: str) -> Roles:
    """Walk the project; the walker collects what is wrong.

    Raises:
        ConfigError: There is no theme of that name.
    """
    files = tuple(sorted(_theme(walker, root, theme).items()))
    if not walker.admits(root / CONTENT, CONTENT):
        return Roles(theme=files)
    sources, beside = _documents(walker, root)
    static = walker.files(root / STATIC, STATIC, _is_ignored_in_static)
    _report_misplaced(walker, root)
    return Roles(
        sources=tuple(sources),
        beside=tuple(beside),
        static=tuple(static),
        data=tuple(_data(walker, root)),
        authors=tuple(walker.files(root / AUTHORS, AUTHORS)),
        theme=files,
    )


def _documents(
    walker: Walker, root: Path
) -> tuple[list[tuple[DocumentKind, tuple[Found, ...]]], list[Found]]:
    """The Markdown files, and what lies beside them."""
    sources: list[tuple[DocumentKind, tuple[Found, ...]]] = []
    beside: list[Found] = []
    for folder, kind in SOURCE_FOLDERS:
        files = walker.files(root / folder, folder)
        sources.append((kind, tuple([file for file in files if file.path.endswith(".md")])))
        for file in [file for file in files if not file.path.endswith(".md")]:
            if file.path.lower().endswith(_OTHER_MARKDOWN):
                walker.diagnostics.append(problems.source_ending(file.path))
            else:
                beside.append(file)
    return sources, beside


def _data(walker: Walker, root: Path) -> list[Found]:
    found = walker.files(root / DATA, DATA)
    for file in found:
        if not file.path.lower().endswith(_DATA_ENDINGS):
            walker.diagnostics.append(problems.data_ending(file.path))
    return [file for file in found if file.path.lower().endswith(_DATA_ENDINGS)]


def _theme(walker: Walker, root: Path, theme: str) -> dict[str, Found]:
    """The theme's files by their path below its folder; a file of the project replaces a packaged one."""
    files: dict[str, Found] = {}
    for prefix, folder in reversed(theme_folders(root, theme)):
        is_packaged = prefix.startswith(PACKAGED)
        walk = Walker(folder) if is_packaged else walker
        if is_packaged or walker.admits(root / THEMES, THEMES):
            files |= {file.path[len(prefix) + 1 :]: file for file in walk.files(folder, prefix)}
    return files


def _report_misplaced(walker: Walker, root: Path) -> None:
    """Name what lies directly in content/ and plays no part."""
    folder = root / CONTENT
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    for name in sorted(names):
        if name not in _KNOWN and not is_ignored(name):
            walker.diagnostics.append(problems.source_misplaced(f"{CONTENT}/{name}"))


def _is_ignored_in_static(name: str) -> bool:
    return is_ignored(name) and name not in SERVER_FILES
