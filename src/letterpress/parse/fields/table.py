# SPDX-License-Identifier: MIT
"""The field table: every name that front matter may use, with its meaning."""

from collections.abc import Mapping
from typing import Any

from letterpress.diagnostics import Message
from letterpress.parse.fields import kinds
from letterpress.parse.fields.reading import FieldReading
from letterpress.parse.fields.values import Kind
from letterpress.yaml_reader.rows import Row, ValueKind
from letterpress.yaml_reader.values import read_flag


class Field(Row[FieldReading], frozen=True, kw_only=True):
    """One field of front matter."""

    belongs_to: tuple[Kind, ...] = ("post", "issue", "page")


def _unpublished(reading: FieldReading, name: str, node: Any) -> bool | None:
    flag = read_flag(reading, name, node)
    return None if flag is None else not flag


_FLAG = ValueKind(read_flag, {"type": "boolean"})
_FLOW: tuple[Kind, ...] = ("post", "issue")

FIELDS: tuple[Field, ...] = (
    Field(name="title", kind=kinds.TEXT, required=True, about=Message("題", "the title")),
    Field(name="date", kind=kinds.MOMENT, aliases=("publishDate", "pubDate", "published_at"), about=Message("公開日時", "when it is published")),
    Field(name="updated", kind=kinds.MOMENT, aliases=("lastmod", "modified"), about=Message("更新日時", "when it was last changed")),
    Field(name="expires", kind=kinds.MOMENT, aliases=("expiryDate",), about=Message("公開を終える日時", "when it is taken down")),
    Field(name="draft", kind=_FLAG, about=Message("下書きかどうか", "whether it is a draft")),
    Field(name="published", kind=ValueKind(_unpublished, {"type": "boolean"}), target="draft", about=Message("公開するか", "whether it is not a draft")),
    Field(name="status", kind=ValueKind(kinds.read_status, {"type": "string"}), target="draft", about=Message("状態", "`draft` or `published`")),
    Field(name="stage", kind=ValueKind(kinds.read_stages, {}), aliases=("customer_stage",), target="stages", belongs_to=_FLOW, about=Message("顧客段階", "customer stage")),
    Field(name="value_theme", kind=ValueKind(kinds.read_value_theme, {}), aliases=("theme",), belongs_to=_FLOW, about=Message("価値テーマ", "value theme")),
    Field(name="phase", kind=kinds.TEXT, belongs_to=_FLOW, about=Message("購入の時期", "phase")),
    Field(name="purpose", kind=kinds.TEXT, belongs_to=_FLOW, about=Message("目的", "purpose")),
    Field(name="problem", kind=kinds.TEXT, belongs_to=_FLOW, about=Message("読者の困りごと", "the reader's problem")),
    Field(name="slug", kind=kinds.TEXT, about=Message("URL の末尾", "the last part of the URL")),
    Field(name="id", kind=kinds.TEXT, about=Message("変わらない識別名", "an id that never changes")),
    Field(name="description", kind=kinds.TEXT, aliases=("summary", "excerpt"), about=Message("紹介文", "a short description")),
    Field(name="tags", kind=kinds.TEXTS, aliases=("tag",), belongs_to=("post",), about=Message("タグ", "tags")),
    Field(name="categories", kind=kinds.TEXTS, aliases=("category",), belongs_to=("post",), about=Message("分類", "categories")),
    Field(name="series", kind=kinds.TEXT, belongs_to=_FLOW, about=Message("連載", "series")),
    Field(name="authors", kind=kinds.TEXTS, aliases=("author",), about=Message("書いた人", "author ids")),
    Field(name="image", kind=kinds.TEXT, about=Message("画像", "image")),
    Field(name="image_alt", kind=kinds.TEXT, about=Message("画像の説明", "alternative text of the image")),
    Field(name="lang", kind=kinds.TEXT, about=Message("言語", "language tag")),
    Field(name="aliases", kind=kinds.TEXTS, aliases=("redirect_from",), about=Message("古い URL", "old site paths")),
    Field(name="canonical", kind=kinds.TEXT, about=Message("正規 URL", "canonical URL")),
    Field(name="pin", kind=_FLAG, belongs_to=("post",), about=Message("先頭に固定", "pin")),
    Field(name="toc", kind=_FLAG, about=Message("目次", "table of contents")),
    Field(name="feed", kind=_FLAG, belongs_to=_FLOW, about=Message("フィードに載せるか", "whether feeds carry it")),
    Field(name="search", kind=_FLAG, about=Message("検索に載せるか", "whether search finds it")),
    Field(name="cta", kind=kinds.TEXTS, belongs_to=_FLOW, about=Message("読者への呼びかけ", "calls to action")),
    Field(name="next", kind=ValueKind(kinds.read_promise, {}), belongs_to=_FLOW, about=Message("次回予告", "what comes next")),
    Field(name="follows", kind=kinds.TEXTS, belongs_to=_FLOW, about=Message("予告を果たした記事", "whose promise it keeps")),
    Field(name="report", kind=ValueKind(kinds.read_ignored, {}), target="ignored_rules", belongs_to=_FLOW, about=Message("編集レポートの設定", "editorial report")),
    Field(name="extra", kind=ValueKind(kinds.read_extra, {"type": "object"}), about=Message("テンプレート用の自由な値", "anything, for templates")),
    Field(name="issue", kind=ValueKind(kinds.read_numbers, {}), aliases=("number",), target="numbers", belongs_to=("issue",), about=Message("号数", "issue number")),
    Field(name="subject", kind=kinds.TEXT, belongs_to=("issue",), about=Message("メールの件名", "email subject")),
    Field(name="preheader", kind=kinds.TEXT, belongs_to=("issue",), about=Message("件名に続く一文", "preheader")),
    Field(name="items", kind=kinds.TEXTS, belongs_to=("issue",), about=Message("載せる記事", "the posts it carries")),
)  # fmt: skip

FIELDS_BY_NAME: Mapping[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.aliases)
}
