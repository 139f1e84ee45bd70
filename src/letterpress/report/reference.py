# SPDX-License-Identifier: MIT
"""The reference of diagnostics and rules: what docs/diagnostics and docs/report.md say of one, read from there."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

import letterpress
from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from letterpress.diagnostics import Language, Message

_ROW = re.compile(
    r"\| `(?P<code>[a-z0-9-]+)` \| (?P<severity>[a-z, ]+) \| (?P<ja>.+?)<br>(?P<en>.+) \| (?P<example>.+) \|"
)
_ESCAPED = re.compile(r"\\([|*_<>\[\]`])")


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be known of a diagnostic or a rule."""

    code: str
    severity: str
    """One or several, with commas between; empty for a rule, whose text says when it is which."""
    meaning: Message
    """What it means and what to do; Markdown."""
    example: str
    """A message as it is shown; empty for a rule."""
    page: Message
    """The path of the page, which may differ by language."""


def references() -> dict[str, Reference]:
    """Read the reference of every diagnostic and every rule, by code."""
    docs = _docs()
    return {each.code: each for each in (*_diagnostics(docs), *_rules(docs))}


def _docs() -> Path:
    package = Path(letterpress.__file__).parent
    installed = package / "docs"
    return installed if installed.is_dir() else package.parent.parent / "docs"


def _diagnostics(docs: Path) -> Iterator[Reference]:
    for page in sorted((docs / "diagnostics").glob("*.md")):
        where = f"docs/diagnostics/{page.name}"
        for row in map(_ROW.fullmatch, page.read_text("utf-8").splitlines()):
            if row:
                yield Reference(
                    code=row["code"],
                    severity=row["severity"],
                    meaning=Message(_ESCAPED.sub(r"\1", row["ja"]), _ESCAPED.sub(r"\1", row["en"])),
                    example=_ESCAPED.sub(r"\1", row["example"]).strip("`").strip(),
                    page=Message(where, where),
                )


def _rules(docs: Path) -> Iterator[Reference]:
    pages = {"ja": docs / "ja/report.md", "en": docs / "report.md"}
    texts: dict[Language, dict[str, str]] = {
        "ja": _sections(pages["ja"].read_text("utf-8")),
        "en": _sections(pages["en"].read_text("utf-8")),
    }
    for rule in (*RULES, *OPTIONAL_RULES):
        yield Reference(
            code=rule,
            severity="",
            meaning=Message(texts["ja"][rule], texts["en"][rule]),
            example="",
            page=Message("docs/ja/report.md", "docs/report.md"),
        )


def _sections(text: str) -> dict[str, str]:
    """The text on each rule, by its slug: a section of the page, or a row of the table of optional rules."""
    found: dict[str, str] = {}
    for section in re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        found[heading.split(" ")[0]] = body.strip()
    for rule, meaning, severity in re.findall(
        r"^\| `([a-z-]+)` \| (.+) \| (.+) \|$", text, flags=re.MULTILINE
    ):
        if rule in OPTIONAL_RULES:
            found[rule] = f"{meaning} ({severity})"
    return found
