# SPDX-License-Identifier: MIT
"""The layout of a project: the role of each file, by the folder that it lies in."""

import re
from pathlib import Path

import msgspec

from letterpress.document import DocumentKind
from letterpress.files import CONTENT_FOLDER, open_file
from letterpress.load import diagnostics as problems
from letterpress.load.themes import PACKAGED_PREFIX, theme_folders
from letterpress.load.walk import SERVER_FILES, FoundFile, Walker, is_ignored, printable

SOURCE_FOLDERS: tuple[tuple[str, DocumentKind], ...] = (
    ("content/newsletter", "issue"),
    ("content/pages", "page"),
    ("content/posts", "post"),
)
STATIC = f"{CONTENT_FOLDER}/static"
DATA = f"{CONTENT_FOLDER}/data"
THEMES = "themes"
AUTHORS = f"{CONTENT_FOLDER}/authors.yaml"

_OTHER_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx", ".md")
_OTHER_TEXTS = (".txt", ".text", ".rst", ".adoc", ".org", ".textile", ".htm", ".html")
_begins_front_matter = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:#[^\n]*\n)*[A-Za-z_]+:").match
_DATA_ENDINGS = (".yaml", ".yml", ".csv", ".json")
_WORDS = re.compile(r"i18n/[^/]+\.ya?ml")
_KNOWN_ENTRIES = frozenset({"authors.yaml", "data", "newsletter", "pages", "posts", "static"})


def document_kind(path: str) -> DocumentKind:
    """The kind of document of a Markdown file.

    Args:
        path: The path that the scan gives it.
    """
    return next(kind for folder, kind in SOURCE_FOLDERS if path.startswith(f"{folder}/"))


class ProjectFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a project by role, before any of them is read."""

    sources: tuple[tuple[DocumentKind, tuple[FoundFile, ...]], ...] = ()
    beside: tuple[FoundFile, ...] = ()
    static: tuple[FoundFile, ...] = ()
    data: tuple[FoundFile, ...] = ()
    authors: tuple[FoundFile, ...] = ()
    """content/authors.yaml; empty where there is none."""
    theme: tuple[tuple[str, FoundFile], ...]
    """The files of the theme, each with its path below the theme's folder."""
    words: tuple[FoundFile, ...] = ()
    """The theme's files of words, those of the packaged theme first."""


def find_project_files(walker: Walker, root: Path, theme: str) -> ProjectFiles:
    """Find the files of a project; the walker collects diagnostics.

    Raises:
        ConfigError: There is no theme of that name.
    """
    found = _theme_files(walker, root, theme)
    words = tuple([file for name, file in found if _WORDS.fullmatch(name)])
    # A file of the project replaces a packaged one, but for words, of which it need not have all.
    files = tuple(sorted({name: file for name, file in found if not _WORDS.fullmatch(name)}.items()))
    if not walker.may_enter(root / CONTENT_FOLDER, CONTENT_FOLDER):
        return ProjectFiles(theme=files, words=words)
    if not (root / CONTENT_FOLDER).is_dir():
        walker.diagnostics.append(problems.content_missing(_spelled_otherwise(root)))
        return ProjectFiles(theme=files, words=words)
    sources, beside = _documents(walker, root)
    static = walker.files(root / STATIC, STATIC, _is_ignored_in_static)
    data = _data(walker, root)
    _report_misplaced(walker, root)
    walker.report_left_out()
    return ProjectFiles(
        sources=tuple(sources),
        beside=tuple(beside),
        static=tuple(static),
        data=tuple(data),
        authors=tuple(walker.files(root / AUTHORS, AUTHORS)),
        theme=files,
        words=words,
    )


def _documents(
    walker: Walker, root: Path
) -> tuple[list[tuple[DocumentKind, tuple[FoundFile, ...]]], list[FoundFile]]:
    """The Markdown files, and the files beside them."""
    sources: list[tuple[DocumentKind, tuple[FoundFile, ...]]] = []
    beside: list[FoundFile] = []
    for folder, kind in SOURCE_FOLDERS:
        files = walker.files(root / folder, folder)
        sources.append((kind, tuple([file for file in files if file.path.endswith(".md")])))
        for file in [file for file in files if not file.path.endswith(".md")]:
            if file.path.lower().endswith(_OTHER_MARKDOWN) or _has_front_matter(file):
                walker.diagnostics.append(problems.source_ending(file.path))
            else:
                beside.append(file)
    return sources, beside


def _has_front_matter(file: FoundFile) -> bool:
    """Whether a text beside the sources begins as a source does, so that it is one by another ending."""
    if not file.path.lower().endswith(_OTHER_TEXTS):
        return False
    try:
        with open_file(Path(file.real)) as opened:
            return _begins_front_matter(opened.read(512) or b"") is not None
    except OSError:
        return False  # which is told when it is to be copied


def _data(walker: Walker, root: Path) -> list[FoundFile]:
    found = walker.files(root / DATA, DATA)
    for file in found:
        if not file.path.lower().endswith(_DATA_ENDINGS):
            walker.diagnostics.append(problems.data_ending(file.path))
    return [file for file in found if file.path.lower().endswith(_DATA_ENDINGS)]


def _theme_files(walker: Walker, root: Path, theme: str) -> list[tuple[str, FoundFile]]:
    """The theme's files with their paths below its folder, those of the packaged theme first."""
    files: list[tuple[str, FoundFile]] = []
    for prefix, folder in reversed(theme_folders(root, theme)):
        is_packaged = prefix.startswith(PACKAGED_PREFIX)
        walk = Walker(folder) if is_packaged else walker
        if is_packaged or walker.may_enter(root / THEMES, THEMES):
            files += [(file.path[len(prefix) + 1 :], file) for file in walk.files(folder, prefix)]
    return files


def _report_misplaced(walker: Walker, root: Path) -> None:
    """Warn of files and folders directly in content/ that have no role."""
    folder = root / CONTENT_FOLDER
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    for name in sorted(names):
        if is_ignored(name):
            walker.leave_out(CONTENT_FOLDER, name)
        elif name not in _KNOWN_ENTRIES:
            walker.diagnostics.append(problems.source_misplaced(f"{CONTENT_FOLDER}/{printable(name)}"))


def _spelled_otherwise(root: Path) -> str:
    """The folder that is probably meant to be content/, by its name; empty where there is none."""
    names = sorted(entry.name for entry in root.iterdir() if entry.is_dir())
    return next((name for name in names if name.lower() == CONTENT_FOLDER), "")


def _is_ignored_in_static(name: str) -> bool:
    return is_ignored(name) and name not in SERVER_FILES
