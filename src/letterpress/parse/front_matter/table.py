# SPDX-License-Identifier: MIT
"""The field table: every name that front matter may use, how it is read, and what it means."""

from collections.abc import Mapping

from letterpress.diagnostics import Message
from letterpress.document import DocumentKind
from letterpress.locale.tags import LANGUAGE
from letterpress.parse.front_matter import identity_types as identity_kinds
from letterpress.parse.front_matter import value_types as kinds
from letterpress.parse.front_matter.reading import FieldReading
from letterpress.yaml_reader.field_specs import Row


class Field(Row[FieldReading], frozen=True, kw_only=True):
    """One field of front matter."""

    belongs_to: tuple[DocumentKind, ...] = ("post", "issue", "page")
    """The kinds of document that it means something for."""

    @property
    def place(self) -> str:
        """The name by which its position is known: `draft` has three names that do not mean the same."""
        return "draft" if self.target == "draft" else self.name


_DATED: tuple[DocumentKind, ...] = ("post", "issue")
_POST: tuple[DocumentKind, ...] = ("post",)
_ISSUE: tuple[DocumentKind, ...] = ("issue",)

FIELDS: tuple[Field, ...] = (
    Field(
        name="title",
        kind=kinds.TEXT,
        required=True,
        about=Message("題名", "The title"),
    ),
    Field(
        name="date",
        kind=kinds.MOMENT,
        aliases=("publishDate", "pubDate", "published_at"),
        about=Message(
            "公開する日、または日時。書かなければファイル名の日付",
            "The day or moment of publishing; the file name's date where absent",
        ),
    ),
    Field(
        name="stage",
        kind=kinds.STAGES_KIND,
        aliases=("customer_stage",),
        target="stages",
        belongs_to=_DATED,
        about=Message(
            "だれに向けたものか（顧客ステージ）。1つでも複数でもよい",
            "Whom it is for: one or several customer stages",
        ),
    ),
    Field(
        name="value_theme",
        kind=kinds.VALUE_THEME,
        aliases=("theme",),
        belongs_to=_DATED,
        about=Message("何を届けるものか（価値テーマ）", "What it offers its readers"),
    ),
    Field(
        name="phase",
        kind=kinds.PHASE,
        belongs_to=_DATED,
        about=Message("購入前・購入時・購入後のどれか", "Before, at or after buying"),
    ),
    Field(
        name="purpose",
        kind=kinds.PURPOSE,
        belongs_to=_DATED,
        about=Message("発信の目的のどれにあたるか", "Which of the channel's purposes it serves"),
    ),
    Field(
        name="problem",
        kind=kinds.TEXT,
        belongs_to=_DATED,
        about=Message("読者が片づけたい困りごと", "What the reader wants to solve"),
    ),
    Field(
        name="draft",
        kind=kinds.FLAG,
        about=Message("下書きかどうか", "Whether it is a draft"),
    ),
    Field(
        name="published",
        kind=kinds.PUBLISHED,
        target="draft",
        about=Message("`false` なら下書き", "`false` makes it a draft"),
    ),
    Field(
        name="status",
        kind=kinds.STATUS,
        target="draft",
        about=Message("`draft` なら下書き", "`draft` makes it a draft"),
    ),
    Field(
        name="updated",
        kind=kinds.MOMENT,
        aliases=("lastmod", "modified"),
        about=Message("内容を改めた日", "When its content was last revised"),
    ),
    Field(
        name="expires",
        kind=kinds.MOMENT,
        aliases=("expiryDate",),
        about=Message("公開を終える日", "When it is taken down"),
    ),
    Field(
        name="slug",
        kind=identity_kinds.SLUG,
        about=Message(
            "URL の最後の部分。書かなければファイル名", "The last part of its URL; the file name where absent"
        ),
    ),
    Field(
        name="id",
        kind=kinds.TEXT,
        about=Message(
            "変わることのない識別名。URL を変えてもフィードで同じ記事と扱われる",
            "A name that never changes, so that feeds know it again after its URL changed",
        ),
    ),
    Field(
        name="description",
        kind=kinds.TEXT,
        aliases=("summary", "excerpt"),
        about=Message("一覧や検索結果に出る紹介文", "What lists and search results show"),
    ),
    Field(
        name="tags",
        kind=kinds.LIST,
        aliases=("tag",),
        belongs_to=_POST,
        about=Message("タグ。1つでも複数でもよい", "One or several tags"),
    ),
    Field(
        name="categories",
        kind=kinds.LIST,
        aliases=("category",),
        belongs_to=_POST,
        about=Message("カテゴリー。1つでも複数でもよい", "One or several categories"),
    ),
    Field(
        name="series",
        kind=kinds.TEXT,
        belongs_to=_DATED,
        about=Message("連載の名前", "The series it belongs to"),
    ),
    Field(
        name="authors",
        kind=kinds.LIST,
        aliases=("author",),
        about=Message("著者。`authors.yaml` の id", "Who wrote it, by the ids in `authors.yaml`"),
    ),
    Field(
        name="image",
        kind=identity_kinds.IMAGE,
        about=Message(
            "記事の画像。原稿と同じ場所のファイル、サイト内のパス、または URL",
            "Its picture: a file beside it, a path of the site or a URL",
        ),
    ),
    Field(
        name="image_alt",
        kind=kinds.TEXT,
        about=Message("画像が見えない人のための説明", "What the picture shows, for those who cannot see it"),
    ),
    Field(
        name="lang",
        kind=LANGUAGE,
        about=Message("サイトと違う言語で書いたときの、その言語", "Its language, where it is not the site's"),
    ),
    Field(
        name="aliases",
        kind=identity_kinds.ALIASES,
        aliases=("redirect_from",),
        about=Message("ここへ転送する古いパス", "Old paths that lead here"),
    ),
    Field(
        name="canonical",
        kind=identity_kinds.CANONICAL,
        about=Message("転載のとき、元の記事の URL", "The URL of the original, where this is a copy"),
    ),
    Field(
        name="pin",
        kind=kinds.FLAG,
        belongs_to=_POST,
        about=Message("一覧の先頭に置くか", "Whether lists show it first"),
    ),
    Field(
        name="toc",
        kind=kinds.FLAG,
        about=Message("目次を出すか", "Whether it shows a table of contents"),
    ),
    Field(
        name="feed",
        kind=kinds.FLAG,
        belongs_to=_DATED,
        about=Message("フィードに載せるか", "Whether feeds carry it"),
    ),
    Field(
        name="search",
        kind=kinds.FLAG,
        about=Message("検索で見つかるようにするか", "Whether the site's search finds it"),
    ),
    Field(
        name="cta",
        kind=kinds.CTA,
        belongs_to=_DATED,
        about=Message("読んだ人に何をうながすか", "What it asks its readers to do"),
    ),
    Field(
        name="next",
        kind=kinds.PROMISE,
        belongs_to=_DATED,
        about=Message(
            "次回の予告。題名、または `title`、`series`、`due`",
            "What it promises: a title, or `title`, `series` and `due`",
        ),
    ),
    Field(
        name="follows",
        kind=kinds.LIST,
        belongs_to=_DATED,
        about=Message("予告を果たした元の記事の id", "Ids of the posts whose promise it keeps"),
    ),
    Field(
        name="report",
        kind=kinds.REPORT,
        target="ignored_rules",
        belongs_to=_DATED,
        about=Message("編集レポートでの扱い", "How the editorial report treats it"),
    ),
    Field(
        name="extra",
        kind=kinds.EXTRA,
        about=Message("テンプレートで使う自由な値", "Anything that templates may use"),
    ),
    Field(
        name="issue",
        kind=identity_kinds.NUMBERS,
        aliases=("number",),
        target="numbers",
        belongs_to=_ISSUE,
        about=Message(
            "号数。書かなければファイル名の数字", "The issue's number; the file name's where absent"
        ),
    ),
    Field(
        name="subject",
        kind=kinds.TEXT,
        belongs_to=_ISSUE,
        about=Message("メールの件名", "The email's subject"),
    ),
    Field(
        name="preheader",
        kind=kinds.TEXT,
        belongs_to=_ISSUE,
        about=Message("受信箱で件名に続いて見える一文", "What inboxes show after the subject"),
    ),
    Field(
        name="items",
        kind=kinds.LIST,
        belongs_to=_ISSUE,
        about=Message("この号に載せる記事の id", "Ids of the posts that the issue carries"),
    ),
)

FIELDS_BY_NAME: Mapping[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.aliases)
}
"""Every name that a writer may use."""
