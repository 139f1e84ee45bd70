# SPDX-License-Identifier: MIT
"""The language of the command line itself, and the help texts in it.

A module of its own, because the list of commands needs this much and no more.
"""

import os
from collections.abc import Mapping

from letterpress.diagnostics import Language, Message


def preferred_language(environment: Mapping[str, str]) -> Language:
    """The language of messages before a project's own is known: Japanese in a Japanese locale, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def help_text(ja: str, en: str) -> str:
    """The help text in the language of the locale.

    Commands are declared when their modules are imported, so the language is chosen once at each start.
    Click wraps at spaces and counts characters: keep Japanese lines short, with a space after a full stop.
    """
    return Message(ja, en).text(preferred_language(os.environ))
