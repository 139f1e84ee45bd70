# SPDX-License-Identifier: MIT
"""The few words that the plan itself puts on pages and into feeds, in the site's language."""

import msgspec

from letterpress.locale.words import Words


class Labels(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What the plan calls the parts of a site."""

    archive: str
    newsletter: str
    tags: str
    issue_number: str
    """With `{n}` for the number or numbers."""
    issue_joiner: str
    """Between the numbers of a combined issue."""

    def newsletter_title(self, site_title: str) -> str:
        """The title of the newsletter's feed."""
        return f"{self.newsletter} | {site_title}"

    def issue(self, numbers: tuple[int, ...]) -> str:
        """`通巻12号` or `No. 12`; empty for an unnumbered extra."""
        if not numbers:
            return ""
        return self.issue_number.replace("{n}", self.issue_joiner.join(map(str, numbers)))


def labels_in(language: str, words: Words) -> Labels:
    """The labels of a site in this language."""
    return Labels(**{name: words.text(name, language) for name in Labels.__struct_fields__})
