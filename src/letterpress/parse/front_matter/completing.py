# SPDX-License-Identifier: MIT
"""What front matter leaves to the file's name, and what it must not leave out."""

from typing import Any

from letterpress.diagnostics import Message, Span
from letterpress.document import DocumentKind
from letterpress.parse.front_matter.document_reading import Decoding
from letterpress.parse.front_matter.file_names import bare_name, date_of, number_of
from letterpress.parse.front_matter.identity_types import hyphenated
from letterpress.parse.front_matter.reading import FieldReading
from letterpress.parse.front_matter.safe_paths import name_problem
from letterpress.yaml_reader.dates import DateProblem, parse_moment
from letterpress.yaml_reader.values import shortened


def complete(decoding: Decoding, *, path: str, kind: DocumentKind) -> None:
    """Add to the values what the file's name says, and report what is missing.

    Args:
        decoding: What the writer gave; it takes date, numbers and problems.
        path: The document's.
        kind: Decides what is needed.
    """
    reading, values, positions = decoding.reading, decoding.values, decoding.positions
    if not values.get("title") and ("title" in values or "title" not in decoding.names):
        span = Span(path, *positions.get("title", (1, 1, 3)))
        reading.error("title-missing", span, Message("`title` がありません", "there is no `title`"))
    if "date" not in values and "date" not in decoding.names:
        _take_date(reading, values, path, is_needed=kind != "page" and not values.get("draft"))
    if kind == "issue" and "numbers" not in values and (number := number_of(path)):
        values["numbers"] = (int(number),)
    if "slug" not in decoding.names:
        _check_file_name(reading, path)
    if "expires" in values and "date" in values and values["expires"] <= values["date"]:
        span = Span(path, *positions.get("expires", (0, 0, 0)))
        message = Message(
            "`expires` が `date` より前なので、公開されません",
            "`expires` is not after `date`, so it never appears",
        )
        reading.warn("expires-before-date", span, message)


def _take_date(reading: FieldReading, values: dict[str, Any], path: str, *, is_needed: bool) -> None:
    text = date_of(path)
    if text is not None:
        moment = parse_moment(text, reading.zone)
        if isinstance(moment, DateProblem):
            hint = Message("ファイル名の先頭から読み取りました", "it was read from the file's name")
            reading.error(moment.code, Span(path), moment.message, hint)
        else:
            values["date"] = moment
    elif is_needed:
        hint = Message(
            "`date: 2026-11-21` のように書くか、ファイル名を `2026-11-21-名前.md` のようにします",
            "write `date: 2026-11-21`, or name the file `2026-11-21-name.md`",
        )
        reading.error(
            "date-missing", Span(path, 1, 1, 3), Message("`date` がありません", "there is no `date`"), hint
        )


def _check_file_name(reading: FieldReading, path: str) -> None:
    name = hyphenated(bare_name(path))
    problem = name_problem(name) if name else None
    if problem is not None:
        message = Message(
            f"ファイル名の `{shortened(name)}` は URL に使えません",
            f"`{shortened(name)}` in the file's name cannot be used in a URL",
        )
        hint = Message(
            f"{problem.ja}。`slug` を書くか、ファイル名を変えてください",
            f"{problem.en}; give a `slug` or rename the file",
        )
        reading.error("slug-unsafe", Span(path), message, hint)
