# SPDX-License-Identifier: MIT
"""The words of a theme in the language of a page; every language that a word is looked for in is an input."""

from collections.abc import Mapping
from typing import NamedTuple

from letterpress.diagnostics import Message, suggestion
from letterpress.locale.cldr import Conventions
from letterpress.locale.dates import needs_conventions
from letterpress.locale.tags import broader_tags
from letterpress.locale.words import Word, languages_tried
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.render.templates.errors import misused

CLDR = InputKey(InputKind.CLDR)


class _Language(NamedTuple):
    """One of the languages that a word is looked for in."""

    key: InputKey
    words: Mapping[str, Word]
    conventions: Conventions | None
    """None where all that is known of plural forms is that `one` is for 1."""


class PageWords:
    """The words for pages in one language."""

    def __init__(
        self,
        page: str,
        site: str,
        words: Mapping[str, Mapping[str, Word]],
        conventions: Mapping[str, Conventions],
    ) -> None:
        """Find the words for a page.

        Args:
            page: The language of the page.
            site: That of the site, whose words are the next best.
            words: The words by language.
            conventions: How some languages count.
        """
        self._page = page
        own = {tag: conventions.get(whole) for whole in (site, page) for tag in broader_tags(whole)}
        self._languages = [
            _Language(InputKey(InputKind.WORDS, tag), words.get(tag, {}), own.get(tag))
            for tag in languages_tried(page, site)
        ]

    def text(self, key: str, values: Mapping[str, object], reads: set[InputKey]) -> str:
        """A word with its values filled in.

        Args:
            key: Its name.
            values: What to put in the place of `{name}`; `n` decides on the plural form.
            reads: Is told of every language that the word was looked for in.

        Raises:
            Refused: There is no such word in any of them.
        """
        for language in self._languages:
            reads.add(language.key)
            word = language.words.get(key)
            if word is not None:
                break
        else:
            raise self._missing(key)
        if isinstance(word, str):
            text = word
        else:
            if needs_conventions(language.key.subject):
                reads.add(CLDR)
            text = word.get(_form(values.get("n"), language), word["other"])
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def _missing(self, key: str) -> Exception:
        known = dict.fromkeys(each for language in self._languages for each in language.words)
        return misused(
            f"テーマに `{key}` という言葉がありません",
            f"the theme has no word `{key}`",
            suggestion(key, tuple(known))
            or Message(
                f"テーマの `i18n/{self._page}.yaml` に書きます",
                f"write it in `i18n/{self._page}.yaml` of the theme",
            ),
        )


def _form(number: object, language: _Language) -> str:
    """The plural form that a number takes in a language."""
    if not isinstance(number, int) or number < 0:
        return "other"
    if language.conventions is not None:
        return language.conventions.plural(number)
    return "one" if number == 1 else "other"
