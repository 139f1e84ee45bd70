# SPDX-License-Identifier: MIT
"""New content files: their paths, their texts with front matter filled in, and writing them."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from letterpress.diagnostics import Diagnostic, Language, LetterpressError, Message, Severity, Span

_SEPARATORS = re.compile(r"[\s/\\:*?\"<>|#%&{}$!'@+`=.,;()\[\]\u0000-\u001f\u007f、。・「」『』!?:()]+")
_MAX_LENGTH = 60


def file_slug(title: str) -> str:
    """Make a file name of a title: NFC, lower case, never transliterated; it may be empty."""
    return _SEPARATORS.sub("-", normalize("NFC", title).lower()).strip("-")[:_MAX_LENGTH].rstrip("-")


def post_path(title: str, day: dt.date) -> str:
    """The path of a new post, relative to the project."""
    slug = file_slug(title)
    return f"content/posts/{day.isoformat()}{'-' + slug if slug else ''}.md"


def post_text(*, title: str, stage: str, value_theme: str, language: Language, reason: str = "") -> str:
    """Make the text of a new post: a draft for one stage and one value theme, with the reason as a YAML comment."""
    comment = "".join(f"# {line}\n" for line in reason.splitlines())
    opening = "ここに書きはじめます。" if language == "ja" else "Start writing here."
    return (
        f"---\n{comment}title: {quoted(title)}\nstage: {stage}\nvalue_theme: {value_theme}\n"
        f"tags: []\ndraft: true\n---\n\n{opening}\n"
    )


def issue_path(number: int, title: str) -> str:
    """The path of a new issue, relative to the project."""
    slug = file_slug(title)
    return f"content/newsletter/{number:03}{'-' + slug if slug else ''}.md"


def issue_text(*, number: int, title: str, day: dt.date, items: Sequence[str], language: Language) -> str:
    """Make the text of a new issue that carries some posts: a draft."""
    carried = "items:\n" + "".join(f"  - {item}\n" for item in items) if items else "items: []\n"
    greeting = "いつもお読みくださりありがとうございます。" if language == "ja" else "Thank you for reading."
    return (
        f"---\ntitle: {quoted(title)}\nissue: {number}\ndate: {day.isoformat()}\n"
        f'preheader: ""\n{carried}draft: true\n---\n\n{greeting}\n'
    )


def create(root: Path, path: str, text: str) -> Path:
    """Write a new file, and make the folders above it.

    Raises:
        LetterpressError: There is a file of that name, which is kept; or the file cannot be written.
    """
    file = root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LetterpressError(unwritable(path, error)) from None
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise LetterpressError(
            Diagnostic(
                code="file-exists",
                severity=Severity.ERROR,
                message=Message("同じ名前のファイルがもうあります", "there is a file of this name already"),
                span=Span(path),
                hint=Message("題名か日付を変えてください", "choose another title or date"),
            )
        ) from None
    except OSError as error:
        raise LetterpressError(unwritable(path, error)) from None
    return file


def unwritable(path: str, error: OSError) -> Diagnostic:
    """Make the diagnostic of a file that cannot be written."""
    reason = error.strerror or type(error).__name__
    return Diagnostic(
        code="unwritable",
        severity=Severity.ERROR,
        message=Message(f"書き込めません：{reason}", f"it cannot be written: {reason}"),
        span=Span(path),
    )


def quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
