# SPDX-License-Identifier: MIT
"""Configuration values: letterpress.yaml and the author profiles as frozen structs, with every default."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import msgspec

from letterpress.config.vocabulary import VALUE_THEMES, ValueTheme
from letterpress.diagnostics import Language

BREAKS = {"japanese": "japanese", "hard": "hard", "commonmark": "commonmark"}
"""What a line end in a paragraph may mean, by the word for it."""
IDENTITIES = {"name": "name", "dated": "dated"}
"""Whether the date of a file's name is part of id and address, by the word for it."""
FORMATS = {"markdown": "markdown", "letter": "letter", "手紙": "letter", "便り": "letter"}
"""How a text may be read, by the word for it."""


class Markdown(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the Markdown parser."""

    breaks: str = "japanese"
    """`japanese`, `hard` or `commonmark`; the default is `commonmark` where the site's language is not Japanese."""
    html: bool = True
    """Whether raw HTML in a post is passed on."""
    highlight: bool = True
    """Whether fenced code is coloured by Pygments."""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the feeds."""

    items: int = 20
    max_bytes: int = 500_000
    """Full text is dropped from the oldest items first until the feed fits."""
    full_text: bool = True
    terms: bool = True
    """Whether every tag and author has a feed of its own."""


class Permalinks(msgspec.Struct, frozen=True, kw_only=True):
    """URL patterns; `{slug}`, `{year}`, `{month}`, `{day}` and, for issues, `{number}` are filled in."""

    posts: str = "/posts/{slug}/"
    newsletter: str = "/newsletter/{number}/"
    pages: str = "/{slug}/"


class Cadence(msgspec.Struct, frozen=True, kw_only=True):
    """The cadence: the days that may lie between two contacts."""

    days: int = 7
    posts: int | None = None
    """Days between posts, where posts and issues are watched apart."""
    issues: int | None = None
    """Days between issues, where posts and issues are watched apart."""


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """Limits at which the editorial rules report a finding; letterpress.yaml can change each of them."""

    window_posts: int = 10
    window_days: int = 180
    minimum_posts: int = 5
    """Rules about shares need this many posts; with fewer they report `insufficient data`."""
    unclassified: Fraction = Fraction(1, 5)
    sales_share_warning: Fraction = Fraction(3, 10)
    sales_share_error: Fraction = Fraction(1, 2)
    sales_streak_warning: int = 3
    sales_streak_error: int = 5
    gap_days: int = 60
    """Days of `stage-gap` and `no-participation`; the larger of this and `gap_cadences` is the limit."""
    gap_cadences: Fraction = Fraction(8)
    """The same in cadences."""
    silence_warning: Fraction = Fraction(3, 2)
    silence_error: Fraction = Fraction(3)
    slowing_ratio: Fraction = Fraction(3, 2)
    slowing_recent: int = 4
    slowing_before: int = 8
    slowing_before_minimum: int = 4
    runway_step: Fraction = Fraction(3, 2)
    runway_cadences: Fraction = Fraction(2)
    runway_always: bool = False
    """Whether `runway` reports also where nothing is scheduled."""
    faceless: Fraction = Fraction(1, 5)
    promise_days: int = 14
    promise_cadences: Fraction = Fraction(2)
    issue_mix_days: int = 180
    issue_mix_sales: Fraction = Fraction(1, 2)
    sales_language_title_strong: int = 1
    sales_language_title_weak: int = 2
    sales_language_hits: int = 3
    sales_language_per_thousand: Fraction = Fraction(5)
    sales_surge_days: int = 30
    sales_surge_posts: int = 3
    sales_surge_ratio: Fraction = Fraction(2)
    all_give_posts: int = 20


class Editorial(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the editorial report."""

    value_themes: tuple[ValueTheme, ...] = VALUE_THEMES
    thresholds: Thresholds = Thresholds()
    rules_off: tuple[str, ...] = ()
    rules_on: tuple[str, ...] = ()
    """Optional rules that are off by default and switched on here."""
    purposes: tuple[str, ...] = ()
    """Ids of the purposes that the publication serves."""
    public: bool = False
    """Whether templates may show stage and value theme to readers."""
    strong_terms: tuple[str, ...] = ()
    """The project's own sales terms beside the built-in list; `sales-language` reports a title with one of them."""
    weak_terms: tuple[str, ...] = ()
    """The same, but a title needs two of them."""


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """The sender of the newsletter."""

    name: str = ""
    address: str = ""
    contact: str = ""
    unsubscribe: str = ""
    law: str = ""


class ExternalLinks(msgspec.Struct, frozen=True, kw_only=True):
    """How links to other sites are checked."""

    ignore_hosts: tuple[str, ...] = ()
    """Hosts that are never asked."""


class Subscribe(msgspec.Struct, frozen=True, kw_only=True):
    """The subscription form of the mailing service."""

    action: str = ""
    """The URL that the form posts to; empty means no form."""
    field: str = "email"
    """The name of the form's field for the e-mail address."""


class NavigationItem(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the site's navigation."""

    title: str
    url: str


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """Default front matter of the files that match a glob."""

    pattern: str
    """Relative to `content/`, for example `posts/diary/*`."""
    fields: Mapping[str, str | tuple[str, ...] | bool]


class Severities(msgspec.Struct, frozen=True, kw_only=True):
    """The severities of some diagnostics of the files that match a glob."""

    pattern: str
    """Relative to `content/`, for example `posts/2008-*`."""
    by_code: Mapping[str, str]
    """Code to `note`, `warning` or `error`."""


class ProfileLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link to an author's page elsewhere."""

    title: str
    url: str


class AuthorProfile(msgspec.Struct, frozen=True, kw_only=True):
    """One author of content/authors.yaml."""

    id: str
    """The id that front matter names the author by."""
    name: str
    is_person: bool = True
    bio: str = ""
    image: str | None = None
    """A site path, a path below content/ or an absolute URL, as written."""
    links: tuple[ProfileLink, ...] = ()


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """A project's letterpress.yaml, checked and completed.

    It holds no path of the machine, so that its digest is the same in every checkout.
    """

    title: str
    base_url: str
    """Without a trailing slash, for example `https://example.com/sub`."""
    language: str
    """The language of the content: a BCP 47 tag in its usual spelling, for example `ja`, `fr` or `zh-Hant`."""
    timezone: str
    """An IANA name."""
    description: str = ""
    theme: str = "press"
    theme_settings: Mapping[str, Any] = msgspec.field(default_factory=dict)
    cadence: Cadence = Cadence()
    editorial: Editorial = Editorial()
    identity: str = "name"
    """`name`; or `dated`, where the date that a file's name begins with is part of id and address."""
    permalinks: Permalinks = Permalinks()
    page_size: int = 10
    """Posts on a full page of a list."""
    feed: Feed = Feed()
    sender: Sender = Sender()
    subscribe: Subscribe = Subscribe()
    external_links: ExternalLinks = ExternalLinks()
    navigation: tuple[NavigationItem, ...] = ()
    """Empty means that the navigation is made from the pages and lists of the site."""
    authors: tuple[str, ...] = ()
    """Author ids of a post that names none."""
    defaults: tuple[Defaults, ...] = ()
    diagnostics: tuple[Severities, ...] = ()
    """Severities by path; a later entry wins."""
    markdown: Markdown = Markdown()
    plugins: tuple[str, ...] = ()
    output: str = "site"
    """Relative to the project, or absolute."""

    @property
    def message_language(self) -> Language:
        """The language of messages about this site, where none is asked for."""
        return "ja" if self.language.partition("-")[0] == "ja" else "en"

    @property
    def base_path(self) -> str:
        """The path that every URL of the site starts with: empty, or `/sub` without a trailing slash."""
        _, _, rest = self.base_url.partition("://")
        _, slash, path = rest.partition("/")
        return slash + path.rstrip("/") if path.rstrip("/") else ""
