# SPDX-License-Identifier: MIT
"""Two outputs under one name, and names that no output may have: found before anything is rendered."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.plan.jobs import Output, Plan

_LONGEST_NAME = 255
_RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{digit}" for digit in "123456789"),
        *(f"lpt{digit}" for digit in "123456789"),
    )
)
_FORBIDDEN = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)} | {"\x7f"}
_INVISIBLE = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

KIND_NAMES = {
    "home": Message("トップページ", "the front page"),
    "tag": Message("タグのページ", "a tag's page"),
    "category": Message("カテゴリーのページ", "a category's page"),
    "series": Message("連載のページ", "a series' page"),
    "author": Message("著者のページ", "an author's page"),
    "month": Message("月別アーカイブ", "a month's archive"),
    "archive": Message("アーカイブ", "the archive"),
    "newsletter": Message("ニュースレターの一覧", "the newsletter archive"),
    "not_found": Message("404ページ", "the not-found page"),
    "rss": Message("フィード", "a feed"),
    "json_feed": Message("フィード", "a feed"),
    "sitemap": Message("サイトマップ", "the sitemap"),
    "robots": Message("robots.txt", "robots.txt"),
}
_INDEX = Message("一覧のページ", "an index page")


def collisions(plan: Plan) -> Iterator[Diagnostic]:
    """An error for every two outputs whose names are equal after NFC and case folding, and for unsafe names.

    A file where another output needs a folder is a collision too.
    """
    owners: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for output in plan.outputs:
        key = normalize("NFC", output.path).casefold()
        if (problem := _unsafe(output)) is not None:
            yield problem
        other = owners.setdefault(key, output)
        if other is not output:
            yield _collision(other, output)
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    for key in owners.keys() & folders.keys():
        yield _collision(owners[key], folders[key])


def _collision(first: Output, second: Output) -> Diagnostic:
    # The one with a source is the one that its writer can change.
    if not second.source:
        first, second = second, first
    other = f"`{first.source}`" if first.source else ""
    name = KIND_NAMES.get(first.kind, _INDEX)
    return Diagnostic(
        code="url-collision",
        severity=Severity.ERROR,
        message=Message(
            f"`{second.path}` は{other or name.ja}の出力先でもあります",
            f"`{second.path}` is also the output of {other or name.en}",
        ),
        span=Span(second.source, 1 if second.source else 0, 1, 1),
        hint=Message(
            "どちらかの `slug`、ファイル名、または別名 (`aliases`) を変えてください",
            "change the `slug`, the file name or the alias of one of them",
        ),
        related=(Span(first.source, 1, 1, 1),) if first.source else (),
    )


def _unsafe(output: Output) -> Diagnostic | None:
    parts = output.path.split("/")
    if _is_safe(output.path, parts):
        return None
    return Diagnostic(
        code="output-name-unsafe",
        severity=Severity.ERROR,
        message=Message(
            f"`{output.path!r}` は出力の名前に使えません",
            f"`{output.path!r}` cannot be the name of an output",
        ),
        span=Span(output.source, 1 if output.source else 0, 1, 1),
        hint=Message(
            '`..`、制御文字、`\\ : * ? " < > |`、予約名 (CON など)、長すぎる名前は使えません',
            '`..`, control characters, `\\ : * ? " < > |`, reserved names such as CON, and very long names are refused',
        ),
    )


def _is_safe(path: str, parts: Iterable[str]) -> bool:
    if not _FORBIDDEN.isdisjoint(path) or not _INVISIBLE.isdisjoint(path):
        return False
    return all(
        part not in ("", ".", "..")
        and len(part.encode()) <= _LONGEST_NAME
        and not part.endswith((" ", "."))
        and part.partition(".")[0].casefold() not in _RESERVED
        for part in parts
    )
