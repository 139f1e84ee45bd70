# SPDX-License-Identifier: MIT
"""Fixtures in Markdown: under each `## heading` an input and, after a line `=>`, the expected text."""

from pathlib import Path
from typing import NamedTuple

from letterpress.diagnostics import Diagnostic


class Case(NamedTuple):
    """One section of a fixture."""

    file: str
    """The name of the fixture without its ending."""
    name: str
    given: str
    expected: str


def cases_in(folder: Path) -> list[Case]:
    """Read every case of every fixture in a folder."""
    found = []
    for file in sorted(folder.glob("*.md")):
        _, *sections = file.read_text(encoding="utf-8").split("\n## ")
        for section in sections:
            name, _, rest = section.partition("\n")
            written, _, expected = rest.partition("=>\n")
            found.append(Case(file.stem, name, written, expected))
    return found


def case_id(case: Case) -> str:
    """The name of a case in the output of pytest."""
    return f"{case.file}: {case.name}"


def diagnostic_lines(problem: Diagnostic) -> list[str]:
    """A diagnostic as fixtures write it: place, marked text, severity, code and message; then the hint."""
    line, column, length = problem.span.line, problem.span.column, problem.span.length
    marked = problem.excerpt[column - 1 : column - 1 + length]
    place = f"{line}:{column} `{marked}` " if line else "file "
    lines = [f"{place}{problem.severity.word}[{problem.code}]: {problem.message.en}"]
    return lines if problem.hint is None else [*lines, f"hint: {problem.hint.en}"]
