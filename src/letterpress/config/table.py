# SPDX-License-Identifier: MIT
"""letterpress.yaml: the table of its fields, the reader that follows it, and its JSON Schema."""

from typing import Any

import msgspec

from letterpress.config.editorial_table import EDITORIAL_KIND
from letterpress.config.settings import (
    BREAKS,
    IDENTITIES,
    Config,
    ExternalLinks,
    Feed,
    Markdown,
    NavigationItem,
    Permalinks,
    Sender,
    Subscribe,
)
from letterpress.config.severity_table import SEVERITIES
from letterpress.config.value_types import (
    BASE_URL,
    CADENCE,
    DEFAULTS,
    FLAG,
    LINK,
    LONG_TEXT,
    PLAIN_MAPPING,
    PLUGINS,
    TEXT,
    TEXTS,
    THEME,
    TIMEZONE,
    WEB_URL,
    ConfigReporter,
    choice,
    integer,
    pattern_kind,
)
from letterpress.diagnostics import ConfigError, Diagnostic, Language, Message, Severity, Span
from letterpress.encoding import decode_text
from letterpress.files import CONFIG_FILE
from letterpress.locale.tag_values import LANGUAGE
from letterpress.yaml_reader.field_specs import (
    SCHEMA_DIALECT,
    Row,
    Rows,
    list_of,
    read_rows,
    rows_schema,
    section,
)
from letterpress.yaml_reader.nodes import Mapping, Source
from letterpress.yaml_reader.reader import read_yaml

_BREAKS = choice("breaks-unknown", BREAKS)
_IDENTITY = choice("identity-unknown", IDENTITIES)
_LAW = choice("law-unknown", {"jp": "jp", "us": "us", "none": ""})

_MARKDOWN: Rows = (
    Row(name="breaks", kind=_BREAKS, about=Message("改行の扱い", "what a line end in a paragraph means")),
    Row(name="html", kind=FLAG, about=Message("本文の HTML を通すか", "whether raw HTML is passed on")),
    Row(name="highlight", kind=FLAG, about=Message("コードに色を付けるか", "whether code is coloured")),
)
_PERMALINKS: Rows = (
    Row(
        name="posts",
        kind=pattern_kind(("slug", "year", "month", "day"), ("slug",)),
        about=Message("記事の URL の形", "URL pattern of posts"),
    ),
    Row(
        name="newsletter",
        kind=pattern_kind(("number", "slug", "year", "month", "day"), ("number", "slug")),
        about=Message("号の URL の形", "URL pattern of issues"),
    ),
    Row(
        name="pages",
        kind=pattern_kind(("slug",), ("slug",)),
        about=Message("固定ページの URL の形", "URL pattern of pages"),
    ),
)
_FEED: Rows = (
    Row(name="items", kind=integer(1, 1000), about=Message("載せる記事の数", "items in a feed")),
    Row(
        name="max_bytes",
        kind=integer(10_000, 100_000_000),
        about=Message("大きさの上限（バイト）", "largest size in bytes"),
    ),
    Row(name="full_text", kind=FLAG, about=Message("全文を載せるか", "whether items carry the full text")),
    Row(
        name="terms",
        kind=FLAG,
        about=Message("タグと著者ごとのフィードをつくるか", "whether tags and authors have feeds"),
    ),
)
_SENDER: Rows = (
    Row(name="name", kind=TEXT, about=Message("送信者の名前", "the sender's name")),
    Row(name="address", kind=LONG_TEXT, about=Message("住所", "postal address")),
    Row(name="contact", kind=TEXT, about=Message("連絡先", "where readers can reach the sender")),
    Row(name="unsubscribe", kind=LINK, about=Message("配信停止の窓口", "where readers opt out")),
    Row(name="law", kind=_LAW, about=Message("従う法律", "the law whose demands are checked")),
)
_SUBSCRIBE: Rows = (
    Row(name="action", kind=WEB_URL, about=Message("登録フォームの送り先", "where the form posts to")),
    Row(name="field", kind=TEXT, about=Message("メールアドレス欄の名前", "name of the address field")),
)
_EXTERNAL_LINKS: Rows = (
    Row(name="ignore_hosts", kind=TEXTS, about=Message("確かめないホスト", "hosts that are never asked")),
)
_NAVIGATION: Rows = (
    Row(name="title", kind=TEXT, required=True, about=Message("見出し", "what the entry says")),
    Row(name="url", kind=LINK, required=True, about=Message("リンク先", "where it leads")),
)

CONFIG_FIELDS: Rows = (
    Row(
        name="title",
        kind=TEXT,
        required=True,
        example="たよりの下ごしらえ",
        about=Message("サイトの名前", "what the site is called"),
    ),
    Row(
        name="base_url",
        kind=BASE_URL,
        required=True,
        example="https://example.com",
        about=Message("公開先の URL", "where the site will be published"),
    ),
    Row(
        name="language",
        kind=LANGUAGE,
        required=True,
        example="ja",
        about=Message(
            "サイトの言語（`ja`、`en`、`fr` などの言語タグ）",
            "the site's language, a tag such as `ja`, `en` or `fr`",
        ),
    ),
    Row(
        name="timezone",
        kind=TIMEZONE,
        required=True,
        example="Asia/Tokyo",
        about=Message("日付の時間帯", "the time zone that dates are in"),
    ),
    Row(name="description", kind=TEXT, about=Message("サイトの紹介", "what the site is about")),
    Row(name="theme", kind=THEME, about=Message("見た目（テーマ）", "the look")),
    Row(
        name="theme_settings",
        kind=PLAIN_MAPPING,
        about=Message("テーマに渡す値", "values for the theme"),
    ),
    Row(name="cadence", kind=CADENCE, about=Message("発行の間隔", "how often readers hear from you")),
    Row(name="editorial", kind=EDITORIAL_KIND, about=Message("編集レポート", "the editorial report")),
    Row(
        name="identity",
        kind=_IDENTITY,
        about=Message(
            "id と URL をつくるもの：名前だけの `name` か、日付も入れる `dated`",
            "what ids and URLs are made of: the name alone (`name`), or its date too (`dated`)",
        ),
    ),
    Row(
        name="permalinks",
        kind=section(_PERMALINKS, Permalinks),
        about=Message("URL の形", "URL patterns"),
    ),
    Row(
        name="page_size",
        kind=integer(1, 1000),
        about=Message("一覧の1ページに並べる記事の数", "posts on a page of a list"),
    ),
    Row(name="feed", kind=section(_FEED, Feed), about=Message("フィード", "feeds")),
    Row(name="sender", kind=section(_SENDER, Sender), about=Message("送信者", "who sends the newsletter")),
    Row(
        name="subscribe",
        kind=section(_SUBSCRIBE, Subscribe),
        about=Message("登録フォーム", "the form of the mailing service"),
    ),
    Row(
        name="external_links",
        kind=section(_EXTERNAL_LINKS, ExternalLinks),
        about=Message("ほかのサイトへのリンクの確かめ方", "how links to other sites are checked"),
    ),
    Row(
        name="navigation",
        kind=list_of(section(_NAVIGATION, NavigationItem)),
        about=Message("サイトの案内", "the site's navigation"),
    ),
    Row(
        name="authors",
        kind=TEXTS,
        about=Message("著者の書かれていない記事の著者", "author ids of posts that name none"),
    ),
    Row(
        name="defaults",
        kind=list_of(DEFAULTS),
        about=Message("場所ごとのフロントマター", "front matter by path"),
    ),
    Row(
        name="diagnostics",
        kind=list_of(SEVERITIES),
        about=Message("場所ごとの診断の重さ", "severities of diagnostics by path"),
    ),
    Row(
        name="markdown",
        kind=section(_MARKDOWN, dict),
        about=Message("Markdown の読み方", "how Markdown is read"),
    ),
    Row(name="plugins", kind=PLUGINS, about=Message("プラグインのモジュール", "plugin modules, in order")),
    Row(name="output", kind=TEXT, about=Message("出力のフォルダー", "the output folder")),
)


def read_config(data: bytes, path: str = CONFIG_FILE) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Read a project's configuration.

    Args:
        data: UTF-8 with or without a byte order mark, with any line ends.
        path: What diagnostics call the file.

    Returns:
        The configuration, checked and completed, and warnings.

    Raises:
        ConfigError: With every error and warning, where there is an error.
    """
    text, diagnostics = decode_text(data, path)
    if text is None:
        raise ConfigError(*diagnostics)
    mapping, found = read_yaml(text, path)
    diagnostics += found
    source = Source(path, text)
    if mapping is None:
        if diagnostics:
            raise ConfigError(*diagnostics)
        mapping = Mapping((), Span(path, 1, 1, 1), source)
    names_plugins = any(key.text == "plugins" for key, _ in mapping.entries)
    reporter = ConfigReporter(source, names_plugins=names_plugins)
    values = read_rows(reporter, CONFIG_FIELDS, mapping)
    diagnostics += reporter.diagnostics
    if values is None or any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        raise ConfigError(*diagnostics)
    return _config(values), diagnostics


def _config(values: dict[str, Any]) -> Config:
    config = Config(**(values | {"markdown": Markdown()}))
    breaks = "japanese" if config.message_language == "ja" else "commonmark"
    markdown = Markdown(**({"breaks": breaks} | values.get("markdown", {})))
    return msgspec.structs.replace(config, markdown=markdown)


def config_schema(language: Language = "en") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of letterpress.yaml, made from the table that reads it.

    Args:
        language: The language of the descriptions.
    """
    return {"$schema": SCHEMA_DIALECT, "title": CONFIG_FILE, **rows_schema(CONFIG_FIELDS, language)}
