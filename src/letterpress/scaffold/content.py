# SPDX-License-Identifier: MIT
"""New content files: front matter filled in, a first line to write on from."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from letterpress.diagnostics import Diagnostic, Language, LetterpressError, Message, Severity, Span

_UNSAFE = re.compile(r"[\s/\\:*?\"<>|#%&{}$!'@+`=.,;()\[\]\u0000-\u001f\u007f、。・「」『』!?:()]+")
_LONGEST = 60


def file_slug(title: str) -> str:
    """A file name from a title: NFC, lower case where it is Latin, never transliterated; may be empty."""
    return _UNSAFE.sub("-", normalize("NFC", title).lower()).strip("-")[:_LONGEST].rstrip("-")


def post_path(title: str, day: dt.date) -> str:
    """Where a new post goes, relative to the project."""
    slug = file_slug(title)
    return f"content/posts/{day.isoformat()}{'-' + slug if slug else ''}.md"


def post_text(*, title: str, stage: str, value_theme: str, language: Language, reason: str = "") -> str:
    """The text of a new post: a draft, for one stage and one value theme, with the reason as a YAML comment."""
    comment = "".join(f"# {line}\n" for line in reason.splitlines())
    opening = "ここに書きはじめます。" if language == "ja" else "Start writing here."
    return (
        f"---\n{comment}title: {quoted(title)}\nstage: {stage}\nvalue_theme: {value_theme}\n"
        f"tags: []\ndraft: true\n---\n\n{opening}\n"
    )


def issue_path(number: int, title: str) -> str:
    """Where a new issue goes, relative to the project."""
    slug = file_slug(title)
    return f"content/newsletter/{number:03}{'-' + slug if slug else ''}.md"


def issue_text(*, number: int, title: str, day: dt.date, items: Sequence[str], language: Language) -> str:
    """The text of a new issue that carries these posts: a draft."""
    carried = "items:\n" + "".join(f"  - {item}\n" for item in items) if items else "items: []\n"
    greeting = "いつもお読みくださりありがとうございます。" if language == "ja" else "Thank you for reading."
    return (
        f"---\ntitle: {quoted(title)}\nissue: {number}\ndate: {day.isoformat()}\n"
        f'preheader: ""\n{carried}draft: true\n---\n\n{greeting}\n'
    )


def create(root: Path, path: str, text: str) -> Path:
    """Write a new file; the folders on the way are made.

    Raises:
        LetterpressError: There is a file of that name, which stays as it is; or the system refuses.
    """
    file = root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LetterpressError(_unwritable(path, error)) from None
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
        raise LetterpressError(_unwritable(path, error)) from None
    return file


def _unwritable(path: str, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return Diagnostic(
        code="unwritable",
        severity=Severity.ERROR,
        message=Message(f"書き込めません：{reason}", f"it cannot be written: {reason}"),
        span=Span(path),
    )


def quoted(text: str) -> str:
    """A YAML scalar that means exactly this text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
