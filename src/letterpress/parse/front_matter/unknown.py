# SPDX-License-Identifier: MIT
"""Fields that letterpress does not have, and those of another kind of document."""

from letterpress.diagnostics import Message, did_you_mean, nearest
from letterpress.document import DocumentKind
from letterpress.parse.front_matter.reading import FieldReading
from letterpress.parse.front_matter.table import FIELDS_BY_NAME, Field
from letterpress.yaml_reader.nodes import Scalar
from letterpress.yaml_reader.values import shortened

KIND_WORDS: dict[DocumentKind, Message] = {
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


def warn_unknown(reading: FieldReading, key: Scalar) -> None:
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
    reading.warn("field-unknown", key.span, message, hint)


def warn_misplaced(reading: FieldReading, key: Scalar, field: Field, kind: DocumentKind) -> None:
    """Warn of a field that means nothing for this kind of document."""
    here = KIND_WORDS[kind]
    there = [KIND_WORDS[owner] for owner in field.belongs_to]
    message = Message(
        f"`{key.text}` は{'と'.join(word.ja for word in there)}の項目です。{here.ja}では読み飛ばします",
        f"`{key.text}` belongs to {' and '.join(word.en for word in there)}; it is ignored in {here.en}",
    )
    reading.warn("field-misplaced", key.span, message)
