# SPDX-License-Identifier: MIT
"""The error page of a failed build, and the preview's other own pages, as HTML."""

from html import escape

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span, reading_order

SHOWN = 50
"""How many diagnostics the page shows."""

_FAILED = Message("ビルドできませんでした", "The build failed")
_LAST_GOOD = Message(
    "表示しているのは、最後に成功したビルドのサイトです。直して保存すると、この表示は消えます",
    "What you see is the site of the last good build. Save a correction and this message goes away",
)
_CLOSE = Message("閉じる", "Close")
_MORE = Message("ほかに{}件", "{} more")
SEVERITY_WORDS = {
    Severity.ERROR: Message("エラー", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.NOTE: Message("注記", "note"),
}


def error_fragment(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """Make the HTML of diagnostics, errors first, without script or style."""
    ordered = sorted(diagnostics, key=lambda found: (-found.severity, reading_order(found)))
    items = "".join(_item(diagnostic, language) for diagnostic in ordered[:SHOWN])
    rest = len(ordered) - SHOWN
    more = f'<p class="more">{_MORE.text(language).format(rest)}</p>' if rest > 0 else ""
    heading = f'<h1 data-close="{_CLOSE.text(language)}">{_FAILED.text(language)}</h1>'
    note = f'<p class="last-good">{_LAST_GOOD.text(language)}</p>'
    return f"{heading}{note}<ol>{items}</ol>{more}"


def error_page(fragment: str, language: Language) -> bytes:
    """Make the error page of a site that has never been built."""
    return page(_FAILED, f'<main id="letterpress-error">{fragment}</main>', language)


def page(title: Message, body: str, language: Language) -> bytes:
    """Make a page of the preview.

    Args:
        title: The title.
        body: The content as HTML.
        language: The language of messages.
    """
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title.text(language))}</title>"
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/__letterpress/preview.css">'
        f"</head><body>{body}</body></html>\n"
    ).encode()


def message_page(title: Message, language: Language) -> bytes:
    """Make a page that shows one sentence."""
    return page(title, f"<main><h1>{escape(title.text(language))}</h1></main>", language)


def _item(diagnostic: Diagnostic, language: Language) -> str:
    word = SEVERITY_WORDS[diagnostic.severity].text(language)
    hint = diagnostic.hint.text(language) if diagnostic.hint else ""
    related = "".join(f"<li><code>{escape(_place(span))}</code></li>" for span in diagnostic.related)
    return (
        f'<li class="{diagnostic.severity.word}"><p><code>{escape(_place(diagnostic.span))}</code> '
        f"<b>{word}</b> <code>{escape(diagnostic.code)}</code></p>"
        f"<p>{escape(diagnostic.message.text(language))}</p>{_excerpt(diagnostic)}"
        + (f"<ul>{related}</ul>" if related else "")
        + (f'<p class="hint">{escape(hint)}</p>' if hint else "")
        + "</li>"
    )


def _place(span: Span) -> str:
    """A span in words: `content/posts/hello.md:12:31`."""
    return ":".join((span.path, *(str(number) for number in (span.line, span.column) if number)))


def _excerpt(diagnostic: Diagnostic) -> str:
    """The source line with the span marked."""
    line, span = diagnostic.excerpt, diagnostic.span
    if not line:
        return ""
    start = max(0, span.column - 1 - diagnostic.skipped) if span.column else len(line)
    before, marked, after = line[:start], line[start : start + span.length], line[start + span.length :]
    return f"<pre>{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}</pre>"
