# SPDX-License-Identifier: MIT
"""Run the modules of plugins, and take from each what it brings.

A plugin of the project runs under a name of its own that no import statement can say, from the bytes that were
digested. So no folder of the project needs to be among those that Python imports from, an edited plugin is another
module, and a module that is called like one of the standard library is in nobody's way.
"""

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from importlib import import_module, invalidate_caches
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Span, nearest
from letterpress.digests import digest_value
from letterpress.plugins.diagnostics import (
    SEAMS,
    brings_nothing,
    broken,
    differs,
    name_taken,
    not_loaded,
    seam_unknown,
    wrong_type,
)
from letterpress.plugins.discovery import Plugin, digest_of, find_installed

if TYPE_CHECKING:
    import ast

PREFIX = "letterpress_plugin_"
"""What the private names of plugins begin with."""
_STAMP = "__letterpress_digest__"
"""The attribute by which an installed module says as which version it was imported."""
_ALIKE = 0.8
"""How alike a name must be to one of a seam to be pointed out; `check` and `checks` are."""

_FUNCTION = Message("関数", "a function")
_FUNCTIONS = Message("関数のタプル", "a tuple of functions")
_TUPLE = Message("タプル", "a tuple")
_MAPPING = Message("名前から関数への辞書", "a mapping from names to functions")

Filters = Mapping[str, Callable[..., Any]]
NO_FILTERS: Filters = MappingProxyType({})


class PluginError(Exception):
    """A plugin is at fault; raised where no result can be returned, and told by whoever asked for one."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message.en)
        self.diagnostic = diagnostic


class LoadedPlugin(msgspec.Struct, frozen=True, kw_only=True):
    """What a plugin brings, one field a seam; the rooms that use a seam say what its functions take."""

    plugin: Plugin
    markdown: Callable[[Any], object] | None = None
    """Extends the Markdown parser; see `letterpress.parse.markdown.parser`."""
    checks: tuple[Callable[..., Any], ...] = ()
    """See `letterpress.check`."""
    rules: tuple[Any, ...] = ()
    """See `letterpress.editorial.rules`."""
    outputs: tuple[Any, ...] = ()
    """See `letterpress.plan.outputs`."""
    filters: Filters = NO_FILTERS
    """For templates, by name; see `letterpress.render.templates`."""
    warnings: tuple[Diagnostic, ...] = ()


class Plugins(msgspec.Struct, frozen=True, kw_only=True):
    """The plugins of a project that could be loaded."""

    loaded: tuple[LoadedPlugin, ...] = ()
    """In the order of the configuration."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Of those that could not be, and warnings."""

    def bringing(self, seam: str) -> tuple[Plugin, ...]:
        """The plugins that bring something for a seam."""
        return tuple([each.plugin for each in self.loaded if getattr(each, seam)])

    def are_all(self, names: tuple[str, ...]) -> bool:
        """Whether every plugin of these names could be loaded."""
        return {each.plugin.name for each in self.loaded} == set(names)


NO_PLUGINS = Plugins()


def load_plugins(plugins: tuple[Plugin, ...]) -> Plugins:
    """What the plugins of a project bring; one that is at fault is left out and told."""
    loaded, faults = [], []
    for plugin in plugins:
        try:
            loaded.append(load_plugin(plugin))
        except PluginError as error:
            faults.append(error.diagnostic)
    warnings = [warning for each in loaded for warning in each.warnings]
    return Plugins(loaded=tuple(loaded), diagnostics=(*faults, *warnings))


def load_plugin(plugin: Plugin) -> LoadedPlugin:
    """What a plugin brings; its module runs once in a process.

    Raises:
        PluginError: It cannot be run, or something that it brings is not what it must be.
    """
    module = _module(plugin)
    found = {seam: vars(module)[seam] for seam in SEAMS if seam in vars(module)}
    for seam, value in found.items():
        wanted = _wanted(seam, value)
        if wanted is not None:
            span, excerpt = place_of_name(plugin, seam)
            raise PluginError(wrong_type(plugin.name, seam, span, excerpt, wanted, _wrong_part(value)))
    close = tuple(_misspelt(vars(module)))
    if not found:
        span, excerpt = place_of_name(plugin, close[0][0]) if close else line_of(plugin, "", 0)
        raise PluginError(brings_nothing(plugin.name, span, excerpt, close[0] if close else None))
    warnings = tuple(
        [seam_unknown(plugin.name, *place_of_name(plugin, name), name, seam) for name, seam in close]
    )
    lists = {seam: tuple(found.get(seam, ())) for seam in ("checks", "rules", "outputs")}
    return LoadedPlugin(
        plugin=plugin,
        markdown=found.get("markdown"),
        filters=found.get("filters", NO_FILTERS),
        warnings=warnings,
        **lists,
    )


def names_taken(
    seam: str, label: Message, known: Container[str], named: Iterable[tuple[Plugin, str]]
) -> Iterator[Diagnostic]:
    """An error for every name that two plugins, or one and letterpress, give to different things.

    Args:
        seam: Which gives the names.
        label: What has them, with `{}` for the name.
        known: The names that letterpress gives.
        named: Each plugin with a name that it gives.
    """
    owners: dict[str, str] = {}
    for plugin, name in named:
        is_taken = name in known or name in owners
        owner = owners.setdefault(name, plugin.name)
        if is_taken:
            span, excerpt = place_of_name(plugin, seam)
            taken = Message(label.ja.format(name), label.en.format(name))
            yield name_taken(plugin.name, span, excerpt, taken, "" if name in known else owner)


def _wanted(seam: str, value: object) -> Message | None:
    """What a seam's value must be; None where it is that."""
    if seam == "markdown":
        return None if callable(value) else _FUNCTION
    if seam == "filters":
        fits = isinstance(value, Mapping) and all(
            isinstance(name, str) and callable(function) for name, function in value.items()
        )
        return None if fits else _MAPPING
    if not isinstance(value, tuple | list):
        return _FUNCTIONS if seam == "checks" else _TUPLE
    return _FUNCTIONS if seam == "checks" and not all(map(callable, value)) else None


def _wrong_part(value: object) -> object:
    """What is wrong about a seam's value: one of the functions that it maps names to, else all of it."""
    parts = value.values() if isinstance(value, Mapping) else ()
    return next((part for part in parts if not callable(part)), value)


def _misspelt(names: Mapping[str, object]) -> list[tuple[str, str]]:
    """The names in a module that were probably meant to be seams which it does not have."""
    absent = tuple(seam for seam in SEAMS if seam not in names)
    pairs = [
        (name, nearest(name, absent, _ALIKE))
        for name, value in names.items()
        if not name.startswith("_") and not isinstance(value, type | ModuleType)
    ]
    return [(name, seam) for name, seam in pairs if seam is not None]


def _module(plugin: Plugin) -> ModuleType:
    """The module of a plugin, run if it was not yet.

    Raises:
        PluginError: It raised an exception, or this machine has another one.
    """
    try:
        return _installed_module(plugin) if plugin.is_installed else _own_module(plugin)
    except SyntaxError as error:
        span, excerpt = line_of(plugin, error.filename or "", error.lineno or 0)
        if not span.path:
            raise PluginError(_not_run(plugin, error)) from error
        raise PluginError(broken(plugin.name, span, excerpt, error.msg)) from error
    except PluginError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(_not_run(plugin, error)) from error


def _not_run(plugin: Plugin, error: BaseException) -> Diagnostic:
    span, excerpt = place_of_error(plugin, error)
    return not_loaded(plugin.name, span, excerpt, reason_of(error), _import_hint(plugin, error))


def _own_module(plugin: Plugin) -> ModuleType:
    """The module of a plugin that lies in the project; an earlier version of it is let go.

    Raises:
        PluginError: Its files are not those that were digested, so that what came of them would be kept wrongly.
    """
    if digest_of(plugin.name, plugin.sources) != plugin.digest:
        raise PluginError(differs(plugin.name))
    name = f"{PREFIX}{digest_value((plugin.place, plugin.digest)).hex()}"
    module = sys.modules.get(name)
    if module is None:
        for finder in [each for each in sys.meta_path if isinstance(each, _Finder)]:
            if finder.plugin.place == plugin.place:
                sys.meta_path.remove(finder)
                _forget(finder.name)
        sys.meta_path.append(_Finder(name, plugin))
        module = import_module(name)
    return module


def _installed_module(plugin: Plugin) -> ModuleType:
    """An installed module, which is imported anew where an earlier version of it was.

    Raises:
        PluginError: This machine does not have that version.
    """
    module = sys.modules.get(plugin.name)
    stamp = getattr(module, _STAMP, None)
    if module is not None and stamp == plugin.digest:
        return module
    here = find_installed(plugin.name)
    if here is None or here.digest != plugin.digest:
        raise PluginError(differs(plugin.name))
    if stamp is not None:
        _forget(plugin.name.partition(".")[0])
        invalidate_caches()
    module = import_module(plugin.name)
    setattr(module, _STAMP, plugin.digest)
    return module


def _forget(top: str) -> None:
    """Have Python import a module, and those below it, anew."""
    for name in [each for each in sys.modules if each == top or each.startswith(f"{top}.")]:
        del sys.modules[name]


class _Finder:
    """Finds the modules of one plugin by their private names; Python keeps it among its own finders."""

    def __init__(self, name: str, plugin: Plugin) -> None:
        self.name = name
        self.plugin = plugin
        self._data = dict(plugin.sources)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Where a module comes from, for those of this plugin."""
        if name != self.name and not name.startswith(f"{self.name}."):
            return None
        stem = name[len(self.name) :].replace(".", "/")
        for rest, is_package in ((f"{stem}/__init__.py", True), (stem and f"{stem}.py", False)):
            if rest in self._data:
                below: list[str] | None = [] if is_package else None
                place = self.plugin.place + rest
                loader = _Loader(name, place, self.plugin.place, self._data)
                return spec_from_file_location(name, place, loader=loader, submodule_search_locations=below)
        return None


class _Loader(SourceFileLoader):
    """Runs a module from bytes that were read before; nothing compiled is kept."""

    def __init__(self, name: str, path: str, place: str, data: Mapping[str, bytes]) -> None:
        super().__init__(name, path)
        self._place = place
        self._bytes = data

    def get_data(self, path: str) -> bytes:
        """The content of a file of the plugin."""
        rest = Path(path).as_posix().removeprefix(self._place)
        if rest not in self._bytes:
            raise FileNotFoundError(path)
        return self._bytes[rest]

    def path_stats(self, path: str) -> Mapping[str, Any]:
        """Refused, so that Python neither looks for compiled code nor keeps any."""
        raise OSError(path)


def _import_hint(plugin: Plugin, error: BaseException) -> Message | None:
    """What to do about a module that was not found, where it is one of the plugin's own."""
    if not isinstance(error, ModuleNotFoundError) or plugin.is_installed or not error.name:
        return None
    first = error.name.partition(".")[0]
    if first == plugin.name.rpartition(".")[2] and plugin.path.endswith(first):
        return Message(
            "プラグインの中のモジュールは、`from . import NAME` のように点を付けて読み込みます",
            "a plugin imports its own modules with a dot: `from . import NAME`",
        )
    if (Path(plugin.place).parent / f"{first}.py").is_file():
        folder = plugin.path.removesuffix(".py")
        return Message(
            f"隣のファイルは読み込めません。`{folder}/__init__.py` と `{folder}/{first}.py` に分け、"
            f"`from . import {first}` と書いてください",
            f"files beside it are out of reach: make it `{folder}/__init__.py` with `{folder}/{first}.py`,"
            f" and write `from . import {first}`",
        )
    return None


def reason_of(error: BaseException) -> str:
    """An exception in one line, as Python would show it."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def place_of_error(plugin: Plugin, error: BaseException) -> tuple[Span, str]:
    """The line of a plugin that an exception passed last, and its text; the plugin as a whole where there is none."""
    found = "", 0
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if _rest(plugin, filename) is not None:
            found = filename, trace.tb_lineno
        trace = trace.tb_next
    return line_of(plugin, *found)


def place_of_function(plugin: Plugin, function: object) -> tuple[Span, str]:
    """The line where a function of a plugin begins, and its text; the plugin as a whole where that is not known."""
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    return line_of(plugin, code.co_filename, code.co_firstlineno) if code else line_of(plugin, "", 0)


def place_of_name(plugin: Plugin, name: str) -> tuple[Span, str]:
    """The line where a plugin's module gives something a name, and its text."""
    import ast  # noqa: PLC0415 - only a fault pays for it

    rest = "" if plugin.path.endswith(".py") else "/__init__.py"
    for node in ast.parse(_data(plugin, rest)).body:
        if name in _names_given(node):
            return line_of(plugin, plugin.place + rest, node.lineno)
    return line_of(plugin, "", 0)


def _names_given(node: "ast.stmt") -> set[str]:
    """The names that a statement of a module gives."""
    import ast  # noqa: PLC0415 - see above

    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    return {
        each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    } | {each.asname or each.name for each in ast.walk(node) if isinstance(each, ast.alias)}


def line_of(plugin: Plugin, filename: str, line: int) -> tuple[Span, str]:
    """A line of one of a plugin's files, and its text; the plugin as a whole where the file is not one of them."""
    rest = _rest(plugin, filename)
    if rest is None:
        return Span(plugin.path), ""
    lines = _data(plugin, rest).decode("utf-8-sig", errors="replace").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(text) - len(text.lstrip()) + 1
    return Span(plugin.path + rest, line, column, max(1, len(text.strip()))), text


def _rest(plugin: Plugin, filename: str) -> str | None:
    """What follows a plugin's own path in that of a file; None for a file that is not the plugin's."""
    path = filename.replace("\\", "/")
    if path == plugin.place:
        return ""
    return path[len(plugin.place) :] if path.startswith(f"{plugin.place}/") else None


def _data(plugin: Plugin, rest: str) -> bytes:
    if plugin.is_installed:
        try:
            return Path(plugin.place + rest).read_bytes()
        except OSError:
            return b""
    return dict(plugin.sources).get(rest, b"")
