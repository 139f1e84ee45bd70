# SPDX-License-Identifier: MIT
"""Where the plugins are that letterpress.yaml names, and what they consist of; nothing is run here.

A plugin is a module beside letterpress.yaml, or else an installed one. The files of one in the project are read once:
what is digested is what runs, here and on workers elsewhere, to which it is sent.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

import msgspec

from letterpress.diagnostics import ConfigError, Diagnostic, Span
from letterpress.digests import Digest, digest, digest_value
from letterpress.files import CONFIG_FILE
from letterpress.plugins.diagnostics import missing, outside, unreadable


class Plugin(msgspec.Struct, frozen=True, kw_only=True):
    """A module that letterpress.yaml names, with its files as they were found."""

    name: str
    """As letterpress.yaml has it."""
    path: str
    """Of its file or folder, as messages call it: relative to the project, absolute for an installed one."""
    place: str
    """The absolute path of the same on the machine that builds, with `/`."""
    digest: Digest
    """Of its name and its files."""
    sources: tuple[tuple[str, bytes], ...] = ()
    """Its files, each by what follows `path` in its own; none for an installed one, which workers have to have."""

    @property
    def is_installed(self) -> bool:
        """Whether it comes from an installed package, not from the project."""
        return not self.sources


def is_plugin_name(name: str) -> bool:
    """Whether a name can be a plugin's: that of a module, such as `seasons` or `tools.seasons`."""
    return all(part.isidentifier() for part in name.split("."))


def find_plugins(
    root: Path,
    names: tuple[str, ...],
    *,
    warnings: tuple[Diagnostic, ...] = (),
    config_file: str = CONFIG_FILE,
) -> tuple[Plugin, ...]:
    """The plugins of a project, in the order of its configuration.

    Args:
        root: The folder that holds letterpress.yaml.
        names: See `is_plugin_name`.
        warnings: What is wrong in letterpress.yaml besides.
        config_file: The path of letterpress.yaml, relative to the project or absolute.

    Raises:
        ConfigError: Plugins are missing or cannot be read; it has a diagnostic for each, and the warnings.
    """
    found = [_find(root, name, config_file) for name in dict.fromkeys(names)]
    problems = [each for each in found if isinstance(each, Diagnostic)]
    if problems:
        raise ConfigError(*warnings, *problems)
    return tuple([each for each in found if isinstance(each, Plugin)])


def plugin_places(root: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The files and folders in which the plugins of a project lie, or would lie if they were there."""
    found: list[Path] = []
    for name in names:
        top, _, below = name.partition(".")
        found += [root / top] if below else [root / f"{name}.py", root / name]
        try:
            installed = find_installed(name) if is_plugin_name(name) else None
        except Exception:  # noqa: BLE001 - to look for a dotted name runs the modules above it
            installed = None
        if installed is not None:
            found.append(Path(installed.place))
    return tuple(found)


def find_installed(name: str) -> Plugin | None:
    """An installed plugin, as it is on this machine; None where there is none of that name."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        # A dotted name below a module that is missing, or that has no others below it.
        return None
    if spec is None or spec.origin is None:
        return None
    return Plugin(
        name=name,
        path=_place_of(spec),
        place=_place_of(spec),
        digest=digest_value((name, [(rest, digest(data)) for rest, data in _installed_files(name, spec)])),
    )


def digest_of(name: str, sources: Sequence[tuple[str, bytes]]) -> Digest:
    """The digest of a plugin that has these files, see `Plugin.sources`."""
    return digest_value((name, sources))


def _find(root: Path, name: str, config_file: str) -> Plugin | Diagnostic:
    span, line = named_at(root, config_file, "plugins", name)
    if not is_plugin_name(name):
        return missing(name, span, line, ())
    stem = name.replace(".", "/")
    try:
        for path in (f"{stem}.py", stem):
            if _is_module(root / path):
                return _in_project(root, name, path)
    except OSError as error:
        return unreadable(name, span, error.strerror or str(error))
    if name.partition(".")[0] in sys.stdlib_module_names:
        return missing(name, span, line, tuple(_modules_in(root)))
    try:
        return find_installed(name) or missing(name, span, line, tuple(_modules_in(root)))
    except Exception as error:  # noqa: BLE001 - to look for a dotted name runs the modules above it
        return unreadable(name, span, f"{type(error).__name__}: {error}")


def _is_module(path: Path) -> bool:
    return path.is_file() if path.suffix == ".py" else (path / "__init__.py").is_file()


def _in_project(root: Path, name: str, path: str) -> Plugin | Diagnostic:
    """A plugin in the project's own folder."""
    sources = []
    for rest, file in _files(root / path):
        target = file.resolve()
        if not target.is_relative_to(root.resolve()):
            return outside(name, Span(path + rest), str(target))
        sources.append((rest, file.read_bytes()))
    return Plugin(
        name=name,
        path=path,
        place=(root.absolute() / path).as_posix(),
        digest=digest_of(name, sources),
        sources=tuple(sources),
    )


def _files(place: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a module, by what follows its own path; compiled and hidden ones left out."""
    if place.is_file():
        yield "", place
        return
    for folder, names, files in os.walk(place):
        names[:] = sorted(name for name in names if _counts(name))
        for name in sorted(filter(_counts, files)):
            file = Path(folder, name)
            yield f"/{file.relative_to(place).as_posix()}", file


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def _modules_in(root: Path) -> list[str]:
    """The names of the modules beside letterpress.yaml."""
    return sorted(path.stem for path in root.iterdir() if path.suffix in ("", ".py") and _is_module(path))


def _place_of(spec: ModuleSpec) -> str:
    """The folder of a package, the file of any other module."""
    origin = Path(spec.origin or "")
    return (origin.parent if spec.submodule_search_locations else origin).as_posix()


def _installed_files(name: str, spec: ModuleSpec) -> Iterator[tuple[str, bytes]]:
    """The files that an installed plugin may consist of: those of its topmost package."""
    top = find_spec(name.partition(".")[0])
    whole = top if top is not None and top.origin is not None else spec
    place = Path(_place_of(whole))
    if place.exists():
        yield from ((rest, file.read_bytes()) for rest, file in _files(place))


def named_at(root: Path, path: str, section: str, name: str) -> tuple[Span, str]:
    """Where letterpress.yaml has a name in a section, and the line there; the whole file where that cannot be told.

    Args:
        root: The project's folder.
        path: That of letterpress.yaml, relative to the project or absolute.
        section: The key that the name stands below.
        name: What to look for.
    """
    try:
        lines = (root / path).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return Span(path), ""
    start = next((at for at, line in enumerate(lines) if line.startswith(section)), len(lines))
    word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
    for at, line in enumerate(lines[start:], start + 1):
        match = word.search(line, len(section) if at == start + 1 else 0)
        if match:
            return Span(path, at, match.start() + 1, len(name)), line
    return Span(path), ""
