# SPDX-License-Identifier: MIT
"""All regular expressions of letterpress, found by importing every module, with the methods that are called on them."""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

import letterpress

SOURCE = Path(letterpress.__file__).parent


class Expression(NamedTuple):
    """A regular expression and how it is used."""

    name: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


def expressions() -> list[Expression]:
    """Every expression that a module holds, be it compiled, text for `re`, in a table or given by a cached function."""
    found: dict[tuple[Any, int], Expression] = {}
    for module in _modules():
        uses = _uses(module)
        for name, pattern in (*_held(module, uses), *_written(module, uses)):
            methods = tuple(sorted(uses.get(name) or {"search"}))
            key = pattern.pattern, pattern.flags
            if key not in found or len(methods) > len(found[key].methods):
                found[key] = Expression(f"{module.__name__.partition('.')[2]}.{name}", pattern, methods)
    return sorted(found.values(), key=attrgetter("name"))


def made_in_functions() -> set[str]:
    """The functions that compile an expression from what they are given, which no import can show."""
    found: set[str] = set()
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and any(map(_compiles, ast.walk(function))):
                given = function.args.args
                if given or not any("cache" in ast.dump(each) for each in function.decorator_list):
                    found.add(f"{file.relative_to(SOURCE).with_suffix('').as_posix()}.{function.name}")
    return found


def _compiles(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"


def _modules() -> Iterator[ModuleType]:
    for each in pkgutil.walk_packages(letterpress.__path__, "letterpress."):
        if not each.name.endswith("__main__"):
            yield importlib.import_module(each.name)


def _held(module: ModuleType, uses: dict[str, set[str]]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The expressions of a module, by the name under which it holds them."""
    for name, value in sorted(vars(module).items()):
        if name.startswith("__"):
            continue
        bound = getattr(value, "__self__", None)
        if isinstance(bound, re.Pattern):
            uses[name] = {value.__name__}
            yield name, bound
        elif isinstance(value, str) and name in uses.get("re.", ()):
            yield name, re.compile(value)
        elif isinstance(value, functools._lru_cache_wrapper):
            if value.__module__ == module.__name__ and _gives_pattern(value):
                given = value()
                for index, pattern in enumerate(_inside(given)):
                    yield f"{name}()[{index}]" if isinstance(given, tuple) else f"{name}()", pattern
        else:
            for pattern in _inside(value):
                yield name, pattern


def _written(module: ModuleType, uses: dict[str, set[str]]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The expressions that a module writes where it uses them, as in `re.sub("<[^<>]*>", ...)`."""
    for tree in _trees():
        if tree.module == module.__name__:
            for method, text, flags in sorted(tree.literals):
                uses[f"re.{method}({text!r})"] = {method}
                yield f"re.{method}({text!r})", re.compile(text, flags)


def _gives_pattern(function: Any) -> bool:
    signature = inspect.signature(function)
    return not signature.parameters and "Pattern" in str(signature.return_annotation)


def _inside(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _inside(each, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        yield from _inside(tuple(value.values()), depth + 1)
    elif depth < 4 and isinstance(value, msgspec.Struct):
        yield from _inside(tuple(getattr(value, field) for field in value.__struct_fields__), depth + 1)


def _uses(module: ModuleType) -> dict[str, set[str]]:
    """For each name of a module, the methods called on it anywhere in letterpress; another use counts as `search`.

    Under `re.` stand the names that are given to functions of `re`.
    """
    uses: dict[str, set[str]] = {"re.": set()}
    for tree in _trees() if hasattr(module, "__file__") else ():
        if tree.module != module.__name__ and not tree.imports(module.__name__):
            continue
        for name, method in tree.uses:
            if name.startswith("_") and tree.module != module.__name__:
                continue
            uses.setdefault(name, set()).add(method)
        uses["re."] |= tree.texts if tree.module == module.__name__ else tree.foreign_texts
    return uses


class _Tree(NamedTuple):
    module: str
    uses: frozenset[tuple[str, str]]
    texts: frozenset[str]
    foreign_texts: frozenset[str]
    literals: frozenset[tuple[str, str, int]]
    imported: frozenset[str]

    def imports(self, module: str) -> bool:
        return module in self.imported


@functools.cache
def _trees() -> tuple[_Tree, ...]:
    return tuple(_tree(file) for file in sorted(SOURCE.rglob("*.py")))


FLAGS_AT = {"split": 3, "sub": 4, "subn": 4}
"""Where a function of `re` takes flags among its positional arguments; any other takes them third."""


def _flags(call: ast.Call, method: str) -> int:
    """The flags that a call of a function of `re` gives."""
    place = FLAGS_AT.get(method, 2)
    given = [each.value for each in call.keywords if each.arg == "flags"] + call.args[place : place + 1]
    return int(eval(ast.unparse(given[0]), {"re": re})) if given else 0  # noqa: S307 - our own source


def _tree(file: Path) -> _Tree:
    tree = ast.parse(file.read_text("utf-8"))
    module = ".".join(("letterpress", *file.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    uses: set[tuple[str, str]] = set()
    texts: set[str] = set()
    foreign_texts: set[str] = set()
    literals: set[tuple[str, str, int]] = set()
    imported: set[str] = set()
    known: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            method = ast.unparse(node.func).removeprefix("re.")
            given = node.args[0]
            if isinstance(given, ast.Constant) and isinstance(given.value, str) and method != "compile":
                literals.add((method, given.value, _flags(node, method)))
            if isinstance(given, ast.Name | ast.Attribute) and method not in ("compile", "escape"):
                name = given.id if isinstance(given, ast.Name) else given.attr
                assert _flags(node, method) == 0, f"{file}: flags belong to the text of {name}"
                (texts if isinstance(given, ast.Name) else foreign_texts).add(name)
                uses.add((name, method))
                known.add(id(given))
        if isinstance(node, ast.Attribute):
            held = node.value.func if isinstance(node.value, ast.Call) else node.value
            name = (
                held.id
                if isinstance(held, ast.Name)
                else held.attr
                if isinstance(held, ast.Attribute)
                else ""
            )
            suffix = "()" if isinstance(node.value, ast.Call) else ""
            if name:
                uses.add((name + suffix, node.attr))
                known |= {id(held), id(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in known:
            uses.add((node.id, "search"))
    return _Tree(
        module,
        frozenset(uses),
        frozenset(texts),
        frozenset(foreign_texts),
        frozenset(literals),
        frozenset(imported),
    )
