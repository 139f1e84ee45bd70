# SPDX-License-Identifier: MIT
"""The diagnostics of text that Markdown loses, changes or leaves unread; listed in docs/diagnostics/markdown.md."""

from msgspec.structs import replace

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
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


def unused_definition(source: Source, place: Place) -> Diagnostic:
    """Tell of a link definition that nothing uses, so that its line is not shown."""
    return source.diagnostic(
        "link-definition-unused",
        Severity.WARNING,
        place,
        Message(
            ja="この行はリンク定義として読まれ、どこからも使われていないため、表示されません",
            en="this line is read as a link definition that nothing uses, so it does not show",
        ),
        Message(
            ja="文として見せるなら、行頭を `\\[` にするか `[ ]` を外してください",
            en="to show it as text, begin it with `\\[` or leave out the brackets",
        ),
    )


def second_definition(source: Source, place: Place, first: Span) -> Diagnostic:
    """Tell of a link definition whose label is taken, so that it counts for nothing."""
    told = source.diagnostic(
        "link-definition-twice",
        Severity.WARNING,
        place,
        Message(
            ja=f"この名前のリンク定義は {first.line}行目にもあり、そちらだけが使われます",
            en=f"line {first.line} defines this name already, and only that one counts",
        ),
        Message(ja="どちらかの名前を変えてください", en="give one of them another name"),
    )
    return replace(told, related=(first,))


def second_note(source: Source, place: Place, label: str, first: Span) -> Diagnostic:
    """Tell of a footnote whose label is taken, so that it is not shown."""
    told = source.diagnostic(
        "footnote-twice",
        Severity.WARNING,
        place,
        Message(
            ja=f"脚注 `[^{label}]` は {first.line}行目にもあり、こちらは表示されません",
            en=f"line {first.line} defines footnote `[^{label}]` already, so this one does not show",
        ),
        Message(
            ja="印と脚注を、別の番号か名前にしてください",
            en="give this footnote and its mark another number or name",
        ),
    )
    return replace(told, related=(first,))


def open_fence(source: Source, place: Place) -> Diagnostic:
    """Tell of a fence that nothing closes, so that everything below it is code."""
    return source.diagnostic(
        "fence-unclosed",
        Severity.WARNING,
        place,
        Message(
            ja="ここで始まるコードが閉じられておらず、以降がすべてコードとして表示されます",
            en="nothing closes the code that begins here, so everything below it is shown as code",
        ),
        Message(
            ja="コードの終わりに同じ記号の行を加えるか、罫線のつもりなら前後に空行を置いて `---` と書きます",
            en="add a line of the same signs where the code ends; a ruler is written `---` between empty lines",
        ),
    )


def extra_cell(source: Source, place: Place) -> Diagnostic:
    """Tell of a cell beyond the header's columns, which is not shown."""
    return source.diagnostic(
        "table-cell-beyond-header",
        Severity.WARNING,
        place,
        Message(
            ja="見出しの行より多いセルは表示されません",
            en="a cell beyond the columns of the header is left out",
        ),
        Message(
            ja="見出しの行と区切りの行に列を足すか、文字としての `|` を `\\|` と書きます",
            en="add a column to the header and to the line below it, or write `\\|` for a bar in the text",
        ),
    )
