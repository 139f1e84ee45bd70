# SPDX-License-Identifier: MIT
"""The few words that the plan itself puts on pages, in the site's language."""

from letterpress.config import Config
from letterpress.diagnostics import Language


def newsletter_title(config: Config) -> str:
    """The name of the newsletter's feed and archive."""
    word = "ニュースレター" if config.message_language == "ja" else "Newsletter"
    return f"{word} | {config.title}"


def issue_label(numbers: tuple[int, ...], language: Language) -> str:
    """`通巻12号` or `No. 12`; empty for an unnumbered extra."""
    if not numbers:
        return ""
    written = "・".join(map(str, numbers)) if language == "ja" else "–".join(map(str, numbers))
    return f"通巻{written}号" if language == "ja" else f"No. {written}"
