# SPDX-License-Identifier: MIT
"""docs/diagnostics lists every diagnostic that the sources can make, with its severity and a true example."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from tests.support.paths import REPOSITORY

ROOT = REPOSITORY
SOURCES = sorted((ROOT / "src/letterpress").rglob("*.py"))
PAGES = sorted(path for path in (ROOT / "docs/diagnostics").glob("*.md") if path.name != "README.md")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ROW = re.compile(
    r"\| `(?P<code>[a-z0-9-]+)` \| (?P<severity>[a-z, ]+) \| (?P<meaning>.+) \| (?P<example>.+) \|"
)
EXAMPLE = re.compile(r"(?P<severity>error|warning|note)\[(?P<code>[a-z0-9-]+)\]: (?P<message>.+)")
Node = TypeVar("Node", bound=ast.AST)
TREES = [ast.parse(path.read_text("utf-8")) for path in SOURCES]


class Row:
    """A line of a table in docs/diagnostics."""

    def __init__(self, page: Path, match: re.Match[str]) -> None:
        self.page = page.name
        self.code = match["code"]
        self.severities = tuple(match["severity"].split(", "))
        self.meaning = match["meaning"]
        self.example = unquoted(match["example"])


def unquoted(span: str) -> str:
    """What a code span of Markdown shows."""
    marks = len(span) - len(span.lstrip("`"))
    inside = span.strip()[marks:-marks]
    return inside.strip() if inside.startswith((" ", "`")) or inside.endswith(("` ", "`")) else inside


def rows() -> list[Row]:
    return [
        Row(page, match)
        for page in PAGES
        for line in page.read_text("utf-8").splitlines()
        if (match := ROW.fullmatch(line))
    ]


def nodes(kind: type[Node]) -> Iterator[Node]:
    return (node for tree in TREES for node in ast.walk(tree) if isinstance(node, kind))


def places_of_code() -> dict[str, set[int]]:
    """Of every function and struct that takes a `code`: where among its positional arguments."""
    places: dict[str, set[int]] = {}
    for function in nodes(ast.FunctionDef):
        names = [each.arg for each in function.args.args if each.arg not in ("self", "cls")]
        if "code" in names:
            places.setdefault(function.name, set()).add(names.index("code"))
    for struct in nodes(ast.ClassDef):
        fields = [
            each.target.id
            for each in struct.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        if "code" in fields:
            places.setdefault(struct.name, set()).add(fields.index("code"))
    return places


def codes_in_tables() -> Iterator[str]:
    """The codes in a tuple of tuples that a loop takes apart: `for pattern, code, message in _SLIPS`."""
    tables = {
        target.id: assignment.value
        for assignment in nodes(ast.Assign)
        for target in assignment.targets
        if isinstance(target, ast.Name)
    }
    loops: list[ast.For | ast.comprehension] = [*nodes(ast.For), *nodes(ast.comprehension)]
    for loop in loops:
        if isinstance(loop.target, ast.Tuple) and isinstance(loop.iter, ast.Name):
            names = [getattr(each, "id", "") for each in loop.target.elts]
            table = tables.get(loop.iter.id)
            if "code" in names and isinstance(table, ast.Tuple):
                for row in table.elts:
                    if isinstance(row, ast.Tuple):
                        yield from texts(row.elts[names.index("code")])


def codes_in_sources() -> set[str]:
    """Every text that becomes a diagnostic's code: given as `code=`, where a function takes one, or named `code`."""
    places = places_of_code()
    found = set(codes_in_tables())
    for call in nodes(ast.Call):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = [each.value for each in call.keywords if each.arg == "code"]
        given += [call.args[at] for at in places.get(name, ()) if at < len(call.args)]
        found.update(text for value in given for text in texts(value))
    for assignment in nodes(ast.Assign):
        if any(isinstance(target, ast.Name) and target.id == "code" for target in assignment.targets):
            found.update(texts(assignment.value))
    for function in nodes(ast.FunctionDef):
        arguments = function.args
        defaults = zip(
            arguments.args[len(arguments.args) - len(arguments.defaults) :], arguments.defaults, strict=True
        )
        named = (*defaults, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))
        found.update(text for each, value in named if each.arg == "code" and value for text in texts(value))
    return {code for code in found if SLUG.fullmatch(code)}


def texts(value: ast.AST) -> Iterator[str]:
    """The texts that an expression may be: `"a"`, or `"a" if x else "b"`."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from texts(value.body)
        yield from texts(value.orelse)


def english_messages() -> list[re.Pattern[str]]:
    """Every English text of the sources as a pattern, with anything where a value goes."""
    found = ["".join(pattern_of(value)) for call in nodes(ast.Call) for value in english_parts(call)]
    return [re.compile(pattern, re.DOTALL) for pattern in found if len(pattern.replace(".+", "")) > 8]


def english_parts(call: ast.Call) -> Iterator[ast.expr]:
    yield from (each.value for each in call.keywords if each.arg == "en")
    if getattr(call.func, "id", "") in ("Message", "forbidden", "misused") and len(call.args) > 1:
        yield call.args[1]


def pattern_of(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield re.escape(str(value.value)).replace(r"\{\}", ".+")
    elif isinstance(value, ast.JoinedStr):
        for part in value.values:
            yield from pattern_of(part)
    else:
        yield ".+"


def test_the_pages_list_exactly_what_the_sources_can_say() -> None:
    assert codes_in_sources() == {row.code for row in rows()}


def test_no_code_is_listed_twice() -> None:
    codes = [row.code for row in rows()]

    assert sorted(codes) == sorted(set(codes))


def test_the_index_names_every_code_and_links_to_its_page() -> None:
    index = (ROOT / "docs/diagnostics/README.md").read_text("utf-8")
    listed = set(re.findall(r"\[`([a-z0-9-]+)`\]\(([a-z-]+\.md)\)", index))

    assert listed == {(row.code, row.page) for row in rows()}


@pytest.mark.parametrize("row", [pytest.param(row, id=row.code) for row in rows()])
def test_a_row_has_a_severity_both_languages_and_an_example_of_the_code(row: Row) -> None:
    example = EXAMPLE.search(row.example)

    assert set(row.severities) <= {"error", "warning", "note"}
    assert "<br>" in row.meaning
    assert example is not None
    assert example["code"] == row.code
    assert example["severity"] in row.severities


MESSAGES = english_messages()


@pytest.mark.parametrize("row", [pytest.param(row, id=row.code) for row in rows()])
def test_an_example_has_the_words_of_the_sources(row: Row) -> None:
    example = EXAMPLE.search(row.example)
    assert example is not None
    message = re.sub(r" \(page `[^`]+`\)$", "", example["message"].replace("\\|", "|"))

    assert [pattern.pattern for pattern in MESSAGES if pattern.fullmatch(message)] != [], message


def test_the_report_pages_have_a_section_for_every_editorial_rule() -> None:
    for page in ("docs/report.md", "docs/ja/report.md"):
        text = (ROOT / page).read_text("utf-8")
        headings = re.findall(r"^### ([a-z]+(?:-[a-z]+)*)(?: — .+)?$", text, re.MULTILINE)
        optional = [
            rule
            for rule in re.findall(r"^\| `([a-z]+-[a-z]+)` \|", text, re.MULTILINE)
            if rule in OPTIONAL_RULES
        ]

        assert headings == list(RULES), page
        assert optional == list(OPTIONAL_RULES), page


def test_every_code_of_front_matter_and_configuration_is_listed_with_an_example() -> None:
    """docs/diagnostics/front-matter.md and the sources name the same codes."""
    page = (ROOT / "docs" / "diagnostics" / "front-matter.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \|", page, re.MULTILINE))
    for code, severity in listed.items():
        assert f": {severity}[{code}]: " in page
    families = "|".join(sorted({code.partition("-")[0] for code in listed}))
    sources = ROOT / "src" / "letterpress"
    files = [
        sources / "encoding.py",
        sources / "parse" / "source_text.py",
        *(
            file
            for room in ("yaml_reader", "locale", "config", "parse/front_matter")
            for file in (sources / room).rglob("*.py")
        ),
    ]
    used = {
        code
        for file in files
        for code in re.findall(rf'"((?:{families})-[a-z0-9-]+)"', file.read_text(encoding="utf-8"))
    }
    assert used - {*RULES, *OPTIONAL_RULES} == set(listed)
