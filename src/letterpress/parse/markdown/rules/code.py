# SPDX-License-Identifier: MIT
"""Fenced code, coloured by Pygments with classes only."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

_name = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+#.-]*\Z")


def highlighted(code: str, language: str, _attributes: str) -> str:
    """Render code as HTML with classes; return nothing where the language is unknown, so that it stays plain."""
    lexer_name = language.lower()
    if not _name.match(lexer_name) or not _known(lexer_name):
        return ""
    return _highlight(code, lexer_name)


@lru_cache(maxsize=256)
def _known(name: str) -> bool:
    """Return whether Pygments has a lexer of that name that would colour anything."""
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 - only code with a language pays for it

    return name not in ("text", "plain") and any(name in aliases for _, aliases, _, _ in get_all_lexers())


@lru_cache(maxsize=256)
def _highlight(code: str, name: str) -> str:
    """Colour code, without a wrapper around it."""
    from pygments import highlight  # noqa: PLC0415 - only code with a language pays for it

    return str(highlight(code, _lexer_class(name)(stripnl=False, ensurenl=False), _formatter()))


@lru_cache(maxsize=256)
def _lexer_class(name: str) -> "type[Lexer]":
    """Return the class of a lexer, which takes as long to find as a short text takes to colour.

    A lexer itself may remember what it has read, so each text has its own.
    """
    from pygments.lexers import find_lexer_class_by_name  # noqa: PLC0415 - as above

    return find_lexer_class_by_name(name)


@cache
def _formatter() -> "HtmlFormatter[str]":
    """Return the one formatter, which works out the names of its classes when it is made."""
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415 - as above

    return HtmlFormatter(nowrap=True)
