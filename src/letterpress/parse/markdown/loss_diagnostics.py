# SPDX-License-Identifier: MIT
"""The diagnostics of text that Markdown loses, changes or leaves unread; listed in docs/diagnostics/markdown.md."""

from letterpress.diagnostics import Diagnostic, Message, Severity
from letterpress.parse.markdown.source_map import Place, Source


def spaced_emphasis(source: Source, place: Place) -> Diagnostic:
    """Tell of stars that stay visible, because a space inside keeps them from being bold."""
    return source.diagnostic(
        "emphasis-with-space",
        Severity.WARNING,
        place,
        Message(
            ja="`**` の内側に空白があるため、太字にならず `**` がそのまま表示されます",
            en="a space inside the `**` keeps this from being bold, and the `**` show as they are",
        ),
        Message(ja="`**` のすぐ内側の空白を消してください", en="take out the space next to the `**`"),
    )


def emphasis_between_digits(source: Source, place: Place) -> Diagnostic:
    """Tell of a star between letters and digits that has become emphasis, so that readers do not see it."""
    return source.diagnostic(
        "emphasis-between-digits",
        Severity.WARNING,
        place,
        Message(
            ja="この `*` は強調の記号として読まれ、表示されません",
            en="this `*` is read as emphasis and does not show",
        ),
        Message(
            ja="掛け算や注の印なら `\\*` と書きます", en="for a product or the mark of a note write `\\*`"
        ),
    )
