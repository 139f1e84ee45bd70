# SPDX-License-Identifier: MIT
"""Diagnostics about front matter as a whole: unknown or misplaced fields, and what is missing or contradicts itself."""

from collections.abc import Mapping
from typing import Any

from letterpress.diagnostics import Message, Span, did_you_mean, nearest
from letterpress.document import DocumentKind
from letterpress.parse.front_matter.file_names import slug_of_name
from letterpress.parse.front_matter.options import FieldReporter
from letterpress.parse.front_matter.safe_paths import name_problem
from letterpress.parse.front_matter.table import FIELDS_BY_NAME, Field
from letterpress.yaml_reader.nodes import Scalar
from letterpress.yaml_reader.values import shortened

_KIND_WORDS: dict[DocumentKind, Message] = {
    "post": Message("記事", "posts"),
    "issue": Message("号", "issues"),
    "page": Message("固定ページ", "pages"),
}

_ELSEWHERE = {
    "タイトル": "title", "題": "title", "題名": "title", "日付": "date", "公開日": "date", "更新日": "updated",
    "タグ": "tags", "カテゴリ": "categories", "カテゴリー": "categories", "分類": "categories",
    "著者": "authors", "書き手": "authors", "説明": "description", "概要": "description", "下書き": "draft",
    "段階": "stage", "顧客段階": "stage", "ステージ": "stage", "顧客ステージ": "stage", "価値テーマ": "value_theme",
    "画像": "image", "連載": "series", "号": "issue",
    "permalink": "slug", "url": "slug", "keywords": "tags", "cover": "image", "thumbnail": "image",
    "featured_image": "image", "hero": "image", "locale": "lang", "language": "lang", "guid": "id", "uuid": "id",
    "subtitle": "description", "lead": "description", "last_modified_at": "updated", "created": "date",
}  # fmt: skip
"""What other tools and Japanese writers call the same."""


def warn_unknown(reporter: FieldReporter, key: Scalar) -> None:
    """Warn of a field that does not exist, with the one that was probably meant."""
    name = key.text
    shown = shortened(name)
    close = _ELSEWHERE.get(name.lower()) or nearest(name.lower().replace("-", "_"), tuple(FIELDS_BY_NAME))
    hint = (
        did_you_mean(close)
        if close
        else Message("テンプレート用の値なら `extra` の中に書きます", "values for templates go into `extra`")
    )
    message = Message(
        f"`{shown}` という項目はありません。読み飛ばしました",
        f"`{shown}` is not a known field and is ignored",
    )
    reporter.warn("field-unknown", key.span, message, hint)


def warn_misplaced(reporter: FieldReporter, key: Scalar, field: Field, kind: DocumentKind) -> None:
    """Warn of a field that means nothing for this kind of document."""
    here = _KIND_WORDS[kind]
    there = [_KIND_WORDS[owner] for owner in field.belongs_to]
    message = Message(
        f"`{key.text}` は{'と'.join(word.ja for word in there)}の項目です。{here.ja}では読み飛ばします",
        f"`{key.text}` belongs to {' and '.join(word.en for word in there)}; it is ignored in {here.en}",
    )
    reporter.warn("field-misplaced", key.span, message)


def report_missing_title(reporter: FieldReporter, path: str, position: tuple[int, int, int]) -> None:
    """Report that a document has no title, at the place of an empty one."""
    message = Message("`title` がありません", "there is no `title`")
    reporter.error("title-missing", Span(path, *position), message)


def report_missing_date(reporter: FieldReporter, path: str) -> None:
    """Report that neither the writer nor the file's name gives a date."""
    message = Message("`date` がありません", "there is no `date`")
    hint = Message(
        "`date: 2026-11-21` のように書くか、ファイル名を `2026-11-21-名前.md` のようにします",
        "write `date: 2026-11-21`, or name the file `2026-11-21-name.md`",
    )
    reporter.error("date-missing", Span(path, 1, 1, 3), message, hint)


def check_file_name(reporter: FieldReporter, path: str) -> None:
    """Report a file name that gives no safe slug."""
    name = slug_of_name(path)
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
        reporter.error("slug-unsafe", Span(path), message, hint)


def check_expiry(
    reporter: FieldReporter, path: str, values: Mapping[str, Any], position: tuple[int, int, int]
) -> None:
    """Warn of a document that expires before it is published."""
    if "expires" in values and "date" in values and values["expires"] <= values["date"]:
        message = Message(
            "`expires` が `date` より前なので、公開されません",
            "`expires` is not after `date`, so it never appears",
        )
        reporter.warn("expires-before-date", Span(path, *position), message)
