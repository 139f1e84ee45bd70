# SPDX-License-Identifier: MIT
"""What a build needs to know of the languages that a site is written in: words, dates, and what is not known."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.digests import Digest
from letterpress.files import CONFIG_FILE
from letterpress.load import Reader, Tree
from letterpress.load.themes import PACKAGED_PREFIX
from letterpress.locale.cldr import EXTRA, Conventions, conventions, is_installed, library_digest
from letterpress.locale.dates import needs_conventions
from letterpress.locale.tags import broader_tags
from letterpress.locale.words import WordFile, Words, language_of_file, languages_tried, read_words
from letterpress.model.site import Site
from letterpress.plan.labels import Labels, labels_in

_OLD_WORDS = "strings.html"
"""The template that held the words of a theme before they had files of their own."""


class SiteLanguages(msgspec.Struct, frozen=True, kw_only=True):
    """What a build needs to know of the languages of a site."""

    words: Words
    """At least those of the languages in use."""
    labels: Labels
    conventions: Mapping[str, Conventions]
    """How dates are written and things counted, by language, where that is known and not by heart."""
    cldr: Digest
    """The version of the library that these come from; empty where there is no use for it."""
    diagnostics: tuple[Diagnostic, ...]


def languages_of(site: Site, tree: Tree, reader: Reader) -> SiteLanguages:
    """What a build needs to know of the languages of a site and of its published entries.

    Args:
        site: At least all of it that is going to be rendered.
        tree: The project's files.
        reader: Reads the files of words.

    Raises:
        LetterpressError: A file of words cannot be read.
    """
    language = site.config.language
    places = {
        entry.fields.lang: entry.document.span("lang")
        for entry in reversed((*site.posts, *site.issues, *site.pages))
    }
    tags = [language, *sorted({tag for tag in places if tag is not None} - {language})]
    words, problems = read_words(
        [
            WordFile(path=file.path, data=reader.read(file.path))
            for file in tree.words
            if language_of_file(file.path) in {None, *languages_tried(*tags)}
        ]
    )
    known = {tag: found for tag in tags if needs_conventions(tag) and (found := conventions(tag)) is not None}
    numeric = [tag for tag in tags if needs_conventions(tag) and tag not in known]
    diagnostics = [
        *problems,
        *_old_words(tree),
        *(each for tag in tags for each in _missing_words(tag, words, tree, site.config)),
    ]
    if numeric:
        of_site = language in numeric
        place = Span(CONFIG_FILE) if of_site else places[numeric[0]]
        diagnostics.append(_numeric_dates(numeric, place, of_site=of_site))
    return SiteLanguages(
        words=words,
        labels=labels_in(language, words),
        conventions=known,
        cldr=library_digest() if known or numeric else b"",
        diagnostics=tuple(diagnostics),
    )


def _missing_words(tag: str, words: Words, tree: Tree, config: Config) -> Iterator[Diagnostic]:
    """Name the words that a language lacks; of a language without any the site's own alone is of interest."""
    tags = broader_tags(tag)
    files = [file.path for file in tree.words if language_of_file(file.path) in tags]
    missing = words.missing(tag)
    if not missing or not (files or tag == config.language):
        return
    listed = [f"`{key}`" for key in missing]
    own = [path for path in files if not path.startswith(PACKAGED_PREFIX)]
    home = own[-1] if own else f"themes/{config.theme}/i18n/{tag}.yaml"
    yield Diagnostic(
        code="words-missing",
        severity=Severity.NOTE,
        message=Message(
            f"`{tag}` にない言葉は、ほかの言語で出ます：{'、'.join(listed)}",
            f"words that are not in `{tag}` are shown in another language: {', '.join(listed)}",
        ),
        span=Span(files[-1] if files else CONFIG_FILE),
        hint=Message(f"`{home}` に書けます", f"write them in `{home}`"),
    )


def _old_words(tree: Tree) -> Iterator[Diagnostic]:
    """Refuse words in the place where they are no longer looked for."""
    template = tree.templates.get(_OLD_WORDS)
    if template is not None:
        folder = template.path.removesuffix(f"templates/{_OLD_WORDS}") + "i18n"
        yield Diagnostic(
            code="theme-words-moved",
            severity=Severity.ERROR,
            message=Message(
                f"テーマの言葉は `{_OLD_WORDS}` から読まなくなりました",
                f"the words of a theme are no longer read from `{_OLD_WORDS}`",
            ),
            span=Span(template.path),
            hint=Message(
                f"`{folder}/ja.yaml` と `{folder}/en.yaml` に、1行に1つ `名前: 言葉` の形で移し、"
                "このファイルを消してください",
                f"move them to `{folder}/ja.yaml` and `{folder}/en.yaml`, one `name: word` to a line,"
                " and delete this file",
            ),
        )


def _numeric_dates(tags: Sequence[str], place: Span, *, of_site: bool) -> Diagnostic:
    shown = [f"`{tag}`" for tag in tags]
    hint = Message(
        f"月の名前を書くには `pip install babel` を実行するか、`{EXTRA}` を入れてください",
        f"for names of months, run `pip install babel`, or install `{EXTRA}`",
    )
    return Diagnostic(
        code="dates-numeric",
        severity=Severity.WARNING if of_site else Severity.NOTE,
        message=Message(
            f"{'、'.join(shown)} の日付は `2026-11-21` の形で書きます",
            f"dates in {', '.join(shown)} are written like `2026-11-21`",
        ),
        span=place,
        hint=None if is_installed() else hint,
    )
