# SPDX-License-Identifier: MIT
"""Fenced code, coloured by Pygments with classes only."""

import re
from functools import lru_cache

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
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415

    lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))
