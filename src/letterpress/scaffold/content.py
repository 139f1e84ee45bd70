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


def post_path(slug: str, day: dt.date) -> str:
    """The path of a new post, relative to the project."""
    return f"content/posts/{day.isoformat()}{'-' + slug if slug else ''}.md"


def post_text(
    *,
    title: str,
    stages: Sequence[str],
    value_theme: str,
    language: Language,
    tags: Sequence[str] = (),
    questions: Sequence[Message] = (),
    reason: str = "",
) -> str:
    """Make the text of a new post: a draft.

    Args:
        title: Its title.
        stages: The ids of the customer stages that it is for.
        value_theme: The id of its value theme.
        language: The language of the body.
        tags: Its tags.
        questions: What the body asks its writer; an opening line where there is nothing to ask.
        reason: Why this stage and value theme, as a comment in the front matter.
    """
    comment = "".join(f"# {line}\n" for line in reason.splitlines())
    stage = stages[0] if len(stages) == 1 else f"[{', '.join(stages)}]"
    opening = "ここに書きはじめます。" if language == "ja" else "Start writing here."
    body = "".join(f"- {question.text(language)}\n" for question in questions) or f"{opening}\n"
    return (
        f"---\n{comment}title: {quoted(title)}\nstage: {stage}\nvalue_theme: {value_theme}\n"
        f"tags: [{', '.join(map(quoted, tags))}]\ndraft: true\n---\n\n{body}"
    )


def page_path(slug: str) -> str:
    """The path of a new page, relative to the project."""
    return f"content/pages/{slug or 'page'}.md"


def page_text(*, title: str, language: Language) -> str:
    """Make the text of a new page: a draft."""
    opening = "ここに書きはじめます。" if language == "ja" else "Start writing here."
    return f"---\ntitle: {quoted(title)}\ndraft: true\n---\n\n{opening}\n"


def issue_path(number: int, slug: str) -> str:
    """The path of a new issue, relative to the project."""
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
