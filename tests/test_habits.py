# SPDX-License-Identifier: MIT
"""The rules of the house as tests: who may import whom, and what a value may hold."""

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.paths import REPOSITORY

SOURCE = REPOSITORY / "src" / "letterpress"


def import_table() -> dict[str, set[str]]:
    """What each room may import, as docs/architecture.md says with its reasons."""
    page = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$", page, re.MULTILINE)
    names = [room for room, _ in rows]
    foundation = set(names[: names.index("locale")])
    table = {room: set(re.findall(r"`(\w+)`", allowed)) for room, allowed in rows}
    return {
        room: allowed | (foundation if dict(rows)[room].startswith("foundation") else set())
        for room, allowed in table.items()
    }


MAY_IMPORT = import_table()

THIRD_PARTY_HOMES: dict[str, str | tuple[str, ...]] = {
    # The one reads what people write; the other writes a file that people go on with.
    "yaml": ("yaml_reader", "scaffold/editors"),
    "babel": "locale/cldr",
    "markdown_it": "parse/markdown",
    "mdit_py_plugins": "parse/markdown",
    "pygments": "parse/markdown",
    "jinja2": "render",
    "markupsafe": "render",
    "feedgen": "render/feeds",
    "lxml": "render/feeds",
    "watchdog": "preview",
    "starlette": "preview",
    "uvicorn": "preview",
    "anyio": "preview",
    "click": "cli",
    "rich": "cli/progress_lines",
    "tzlocal": "cli/init",
    "css_inline": "editions/edition",
    "icalendar": "report/calendar",
    "dask": "workers/dask",
    "distributed": "workers/dask",
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, inside functions as well, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            yield module, node.lineno
            if module == "letterpress":
                yield from ((f"letterpress.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(path)
    allowed = MAY_IMPORT[room] | {room}
    wrong = [
        f"line {line}: {name}"
        for name, line in imported(path)
        if name.startswith("letterpress.") and name.split(".")[1] not in allowed | {"__version__"}
    ]
    assert wrong == []


def test_the_table_has_no_circle() -> None:
    def above(room: str) -> set[str]:
        found: set[str] = set()
        todo = [room]
        while todo:
            for other in MAY_IMPORT[todo.pop()] - found:
                found.add(other)
                todo.append(other)
        return found

    assert [room for room in MAY_IMPORT if room in above(room)] == []


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def modules_imported(path: Path, known: set[str]) -> set[str]:
    """The modules of letterpress that a file names in any import, those in functions and for types included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if names <= known else {node.module} | names
    return (found & known) - {name_of(path)}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in turn; none where there are none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_one_that_imports_it() -> None:
    known = {name_of(path) for path in modules()}
    assert circle({name_of(path): modules_imported(path, known) for path in modules()}) == []


def test_a_circle_of_imports_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}


def test_the_architecture_lists_every_module() -> None:
    page = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
    tree = page.partition("## Every module, in a line")[2].split("```")[1]
    listed: list[str] = []
    folders: list[str] = []
    for line in tree.strip("\n").splitlines():
        name = line.split()[0]
        folders[(len(line) - len(line.lstrip())) // 2 :] = [name.removesuffix("/")]
        if not name.endswith("/"):
            listed.append("/".join(folders) + ".py")
    there = [path.relative_to(SOURCE).as_posix() for path in modules() if path.name != "__init__.py"]
    assert sorted(listed) == there


def test_a_library_is_used_in_its_home_alone() -> None:
    wrong = []
    for path in modules():
        place = path.relative_to(SOURCE).with_suffix("").as_posix()
        for name, line in imported(path):
            library = name.split(".")[0]
            if library in sys.stdlib_module_names or library in {"letterpress", "msgspec"}:
                continue
            homes = THIRD_PARTY_HOMES.get(library, ())
            if not any(
                f"{place}/".startswith(f"{home}/") for home in ((homes,) if isinstance(homes, str) else homes)
            ):
                wrong.append(f"{place}:{line}: {library}")
    assert wrong == []


def test_no_module_is_named_for_leftovers() -> None:
    names = {part for path in modules() for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert names & {"utils", "helpers", "common", "core", "base", "manager", "misc"} == set()


def test_every_module_says_what_it_is_for() -> None:
    missing = [str(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert missing == []


def test_every_value_is_frozen() -> None:
    """A struct that is not frozen, or holds a list, dict or set, is not a value."""
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and _is_struct(node):
                where = f"{path.relative_to(SOURCE)}:{node.lineno}: {node.name}"
                inherits_frozen = not any(ast.unparse(each) == "msgspec.Struct" for each in node.bases)
                if not inherits_frozen and not any(each.arg == "frozen" for each in node.keywords):
                    wrong.append(f"{where} is not frozen")
                wrong += [
                    f"{where}.{ast.unparse(field.target)} can be changed"
                    for field in node.body
                    if isinstance(field, ast.AnnAssign)
                    and ast.unparse(field.annotation).split("[")[0] in {"list", "dict", "set"}
                ]
    assert wrong == []


COUNTLESS = ("model/", "plan/", "editorial/", "document.py", "parse/front_matter/decoder.py", "load/tree.py")
"""Where the values live that a large project has by the ten thousand."""


def test_values_that_come_by_the_thousand_are_no_business_of_the_collector() -> None:
    """A tree of frozen values has no circles; without this a build spends a quarter of its time looking for some."""
    wrong = []
    for path in modules():
        place = path.relative_to(SOURCE).as_posix()
        if place.startswith(COUNTLESS) and place != "plan/outputs/kind.py":  # twenty kinds, made once
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                words = {ast.unparse(each) for each in getattr(node, "keywords", ())}
                if isinstance(node, ast.ClassDef) and "frozen=True" in words and "gc=False" not in words:
                    wrong.append(f"{place}:{node.lineno}: {node.name}")
    assert wrong == []


def _is_struct(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).split("[")[0] == "msgspec.Struct" for base in node.bases)


def test_broad_catches_stand_at_the_named_borders_alone() -> None:
    """YAML, template, plugin (one extends Markdown); and the command line, where a fault of ours is exit code 3."""
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.type is not None:
                passes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                if ast.unparse(node.type) in {"Exception", "BaseException"} and not passes_on:
                    found.append(path.relative_to(SOURCE).as_posix())
    borders = (
        "yaml_reader/",
        "render/templates/pages.py",
        "parse/markdown/parser.py",
        "plugins",
        "cli/main.py",
    )
    assert [place for place in found if not place.startswith(borders)] == []
