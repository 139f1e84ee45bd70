# SPDX-License-Identifier: MIT
"""The field table: every name that front matter may use, how it is read, and what it means; and its JSON Schema."""

from collections.abc import Mapping
from typing import Any

from letterpress.diagnostics import Language, Message
from letterpress.document import DocumentKind
from letterpress.locale.tag_values import LANGUAGE
from letterpress.parse.front_matter import value_types
from letterpress.parse.front_matter.options import FieldReporter
from letterpress.yaml_reader.field_specs import SCHEMA_DIALECT, Row, rows_schema


class Field(Row[FieldReporter], frozen=True, kw_only=True):
    """One field of front matter."""

    belongs_to: tuple[DocumentKind, ...] = ("post", "issue", "page")
    """The kinds of document that it means something for."""
    any_true: bool = False
    """Whether several names may give it, which need not agree: one that says true decides."""
    is_spread: bool = False
    """Whether its value gives several attributes, by name."""
    has_item_positions: bool = False
    """Whether the position of each item of its list is kept."""


_DATED: tuple[DocumentKind, ...] = ("post", "issue")
_POST: tuple[DocumentKind, ...] = ("post",)
_ISSUE: tuple[DocumentKind, ...] = ("issue",)

FIELDS: tuple[Field, ...] = (
    Field(
        name="title",
        kind=value_types.TEXT,
        required=True,
        about=Message("題名", "The title"),
    ),
    Field(
        name="date",
        kind=value_types.MOMENT,
        aliases=("publishDate", "pubDate", "published_at"),
        about=Message(
            "公開する日、または日時。書かなければファイル名の日付",
            "The day or moment of publishing; the file name's date where absent",
        ),
    ),
    Field(
        name="stage",
        kind=value_types.STAGES_TYPE,
        aliases=("customer_stage",),
        attribute="stages",
        belongs_to=_DATED,
        about=Message(
            "だれに向けたものか（顧客ステージ）。1つでも複数でもよい",
            "Whom it is for: one or several customer stages",
        ),
    ),
    Field(
        name="value_theme",
        kind=value_types.VALUE_THEME,
        aliases=("theme",),
        belongs_to=_DATED,
        about=Message("何を届けるものか（価値テーマ）", "What it offers its readers"),
    ),
    Field(
        name="phase",
        kind=value_types.PHASE,
        belongs_to=_DATED,
        about=Message("購入前・購入時・購入後のどれか", "Before, at or after buying"),
    ),
    Field(
        name="purpose",
        kind=value_types.PURPOSE,
        belongs_to=_DATED,
        about=Message("発信の目的のどれにあたるか", "Which of the channel's purposes it serves"),
    ),
    Field(
        name="problem",
        kind=value_types.TEXT,
        belongs_to=_DATED,
        about=Message("読者が片づけたい困りごと", "What the reader wants to solve"),
    ),
    Field(
        name="draft",
        kind=value_types.FLAG,
        any_true=True,
        about=Message("下書きかどうか", "Whether it is a draft"),
    ),
    Field(
        name="published",
        kind=value_types.PUBLISHED,
        attribute="draft",
        any_true=True,
        about=Message("`false` なら下書き", "`false` makes it a draft"),
    ),
    Field(
        name="status",
        kind=value_types.STATUS,
        attribute="draft",
        any_true=True,
        about=Message("`draft` なら下書き", "`draft` makes it a draft"),
    ),
    Field(
        name="updated",
        kind=value_types.MOMENT,
        aliases=("lastmod", "modified"),
        about=Message("内容を改めた日", "When its content was last revised"),
    ),
    Field(
        name="expires",
        kind=value_types.MOMENT,
        aliases=("expiryDate",),
        about=Message("公開を終える日", "When it is taken down"),
    ),
    Field(
        name="slug",
        kind=value_types.SLUG,
        about=Message(
            "URL の最後の部分。書かなければファイル名", "The last part of its URL; the file name where absent"
        ),
    ),
    Field(
        name="id",
        kind=value_types.TEXT,
        about=Message(
            "変わることのない識別名。URL を変えてもフィードで同じ記事と扱われる",
            "A name that never changes, so that feeds know it again after its URL changed",
        ),
    ),
    Field(
        name="description",
        kind=value_types.TEXT,
        aliases=("summary", "excerpt"),
        about=Message("一覧や検索結果に出る紹介文", "What lists and search results show"),
    ),
    Field(
        name="tags",
        kind=value_types.LIST,
        aliases=("tag",),
        belongs_to=_POST,
        about=Message("タグ。1つでも複数でもよい", "One or several tags"),
    ),
    Field(
        name="categories",
        kind=value_types.LIST,
        aliases=("category",),
        belongs_to=_POST,
        about=Message("カテゴリー。1つでも複数でもよい", "One or several categories"),
    ),
    Field(
        name="series",
        kind=value_types.TEXT,
        belongs_to=_DATED,
        about=Message("連載の名前", "The series it belongs to"),
    ),
    Field(
        name="authors",
        kind=value_types.LIST,
        aliases=("author",),
        about=Message("著者。`authors.yaml` の id", "Who wrote it, by the ids in `authors.yaml`"),
    ),
    Field(
        name="image",
        kind=value_types.IMAGE,
        about=Message(
            "記事の画像。原稿と同じ場所のファイル、サイト内のパス、または URL",
            "Its picture: a file beside it, a path of the site or a URL",
        ),
    ),
    Field(
        name="image_alt",
        kind=value_types.TEXT,
        about=Message("画像が見えない人のための説明", "What the picture shows, for those who cannot see it"),
    ),
    Field(
        name="lang",
        kind=LANGUAGE,
        about=Message("サイトと違う言語で書いたときの、その言語", "Its language, where it is not the site's"),
    ),
    Field(
        name="aliases",
        kind=value_types.ALIASES,
        aliases=("redirect_from",),
        about=Message("ここへ転送する古いパス", "Old paths that lead here"),
    ),
    Field(
        name="canonical",
        kind=value_types.CANONICAL,
        about=Message("転載のとき、元の記事の URL", "The URL of the original, where this is a copy"),
    ),
    Field(
        name="pin",
        kind=value_types.FLAG,
        belongs_to=_POST,
        about=Message("一覧の先頭に置くか", "Whether lists show it first"),
    ),
    Field(
        name="toc",
        kind=value_types.FLAG,
        about=Message("目次を出すか", "Whether it shows a table of contents"),
    ),
    Field(
        name="feed",
        kind=value_types.FLAG,
        belongs_to=_DATED,
        about=Message("フィードに載せるか", "Whether feeds carry it"),
    ),
    Field(
        name="search",
        kind=value_types.FLAG,
        about=Message("検索で見つかるようにするか", "Whether the site's search finds it"),
    ),
    Field(
        name="breaks",
        kind=value_types.BREAKS_TYPE,
        about=Message(
            "改行の扱い。`hard` なら改行のまま。書かなければ `markdown.breaks` のとおり",
            "What a line end means, `hard` that it stays; as `markdown.breaks` where absent",
        ),
    ),
    Field(
        name="format",
        kind=value_types.FORMAT,
        about=Message(
            "本文の読み方。`letter` なら、メールマガジンのような飾りのない文として読む",
            "How the text is read: `letter` as a plain text mail, else as Markdown",
        ),
    ),
    Field(
        name="cta",
        kind=value_types.CTA,
        belongs_to=_DATED,
        about=Message("読んだ人に何をうながすか", "What it asks its readers to do"),
    ),
    Field(
        name="next",
        kind=value_types.PROMISE,
        belongs_to=_DATED,
        about=Message(
            "次回の予告。題名、または `title`、`series`、`due`",
            "What it promises: a title, or `title`, `series` and `due`",
        ),
    ),
    Field(
        name="follows",
        kind=value_types.LIST,
        belongs_to=_DATED,
        about=Message("予告を果たした元の記事の id", "Ids of the posts whose promise it keeps"),
    ),
    Field(
        name="report",
        kind=value_types.REPORT,
        attribute="ignored_rules",
        belongs_to=_DATED,
        about=Message("編集レポートでの扱い", "How the editorial report treats it"),
    ),
    Field(
        name="extra",
        kind=value_types.EXTRA,
        about=Message("テンプレートで使う自由な値", "Anything that templates may use"),
    ),
    Field(
        name="issue",
        kind=value_types.NUMBERS,
        aliases=("number",),
        attribute="numbers",
        belongs_to=_ISSUE,
        about=Message(
            "号数。書かなければファイル名の数字", "The issue's number; the file name's where absent"
        ),
    ),
    Field(
        name="subject",
        kind=value_types.TEXT,
        belongs_to=_ISSUE,
        about=Message("メールの件名", "The email's subject"),
    ),
    Field(
        name="preheader",
        kind=value_types.TEXT,
        belongs_to=_ISSUE,
        about=Message("受信箱で件名に続いて見える一文", "What inboxes show after the subject"),
    ),
    Field(
        name="items",
        kind=value_types.ITEMS,
        is_spread=True,
        has_item_positions=True,
        belongs_to=_ISSUE,
        about=Message(
            "この号に載せる記事の id。便りでの見せ方も書ける：`{id: …, show: full}`（`excerpt`、`link`）",
            "Ids of the posts that the issue carries; `{id: …, show: full}` says how a letter shows one (`excerpt`,"
            " `link`)",
        ),
    ),
)

FIELDS_BY_NAME: Mapping[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.aliases)
}
"""Every name that a writer may use."""


def front_matter_schema(kind: DocumentKind | None = None, language: Language = "en") -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of front matter from the table that reads it.

    Args:
        kind: Leaves out the fields of other kinds of document.
        language: Of the titles of the fields.
    """
    fields = tuple(field for field in FIELDS if kind is None or kind in field.belongs_to)
    return {"$schema": SCHEMA_DIALECT, "title": "letterpress front matter", **rows_schema(fields, language)}
