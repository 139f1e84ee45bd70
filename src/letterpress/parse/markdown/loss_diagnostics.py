# SPDX-License-Identifier: MIT
"""The diagnostics of text that Markdown loses, changes or leaves unread; listed in docs/diagnostics/markdown.md."""

import unicodedata

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


def forbidden_reference(
    source: Source, place: Place, written: str, code: int, *, is_lost: bool
) -> Diagnostic:
    """Tell of a numeric reference to a character that no source may hold.

    Args:
        source: The text.
        place: Of the reference.
        written: The reference.
        code: The number in it; beyond Unicode for any that is too large.
        is_lost: Whether U+FFFD stands on the page in its place, and not the character itself.
    """
    named = f"U+{code:04X}" if code <= 0x10FFFF else ""
    if is_lost:
        message = Message(
            ja=f"`{written}` は使えない文字{f' {named} ' if named else ''}を指し、文字化けの印 `U+FFFD` になります",
            en=f"`{written}` names {named or 'no character'}, so readers see the mark of a lost character, `U+FFFD`",
        )
    else:
        message = Message(
            ja=f"`{written}` は、ページに置けない見えない文字 {named} を指しています",
            en=f"`{written}` names {named}, a character that readers do not see and that no page should hold",
        )
    return source.diagnostic(
        "reference-forbidden",
        Severity.WARNING,
        place,
        message,
        Message(
            ja="消すか、見せたい文字をそのまま書いてください。書いたとおりに見せるなら `&amp;#` とします",
            en="delete it, or type the character that is meant; to show it as it is typed, write `&amp;#`",
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


def open_element(source: Source, place: Place, name: str) -> Diagnostic:
    """Tell of an HTML element or a comment that nothing closes, so that it holds the rest of the page."""
    closing = "-->" if name == "!--" else f"</{name}>"
    return source.diagnostic(
        "html-unclosed",
        Severity.WARNING,
        place,
        Message(
            ja=f"この HTML は `{closing}` で閉じられておらず、以降の本文がその中に入ります",
            en=f"no `{closing}` closes this HTML, so the text below it becomes a part of it",
        ),
        Message(ja=f"終わりに `{closing}` を加えてください", en=f"add `{closing}` where it ends"),
    )


def endless_tag(source: Source, place: Place, name: str) -> Diagnostic:
    """Tell of a tag without its closing bracket, which swallows the text behind it."""
    return source.diagnostic(
        "html-unclosed",
        Severity.WARNING,
        place,
        Message(
            ja=f"タグ `<{name}` が `>` で終わっておらず、後ろの文字が表示されません",
            en=f"the tag `<{name}` does not end with `>`, so the text behind it does not show",
        ),
        Message(
            ja="`>` と、引用符の閉じ忘れを確かめてください",
            en="look for a missing `>` or a missing quotation mark",
        ),
    )


def unseen_tag(source: Source, place: Place) -> Diagnostic:
    """Tell of words in angle brackets that are no HTML element, so that no browser shows them."""
    return source.diagnostic(
        "html-unseen",
        Severity.WARNING,
        place,
        Message(
            ja="`<` と `>` で囲まれたこの部分は HTML のタグとして読まれ、表示されません",
            en="this stands between `<` and `>`, is taken for a tag of HTML, and does not show",
        ),
        Message(ja="文字として見せるなら `\\<` と書きます", en="to show it as text, write `\\<`"),
    )


def no_space(source: Source, place: Place, marks: str) -> Diagnostic:
    """Tell of a heading without a space behind its signs."""
    return source.diagnostic(
        "marker-without-space",
        Severity.WARNING,
        place,
        Message(
            ja=f"`{marks}` の後ろに空白がないため、見出しになっていません",
            en=f"without a space after `{marks}` this line is no heading",
        ),
        Message(ja=f"`{marks}` の後ろに半角の空白を入れてください", en=f"put a space after `{marks}`"),
    )


def full_width_mark(source: Source, place: Place, mark: str) -> Diagnostic:
    """Tell of a full-width sign that stands in the place of a mark of Markdown."""
    narrow = unicodedata.normalize("NFKC", mark)
    return source.diagnostic(
        "marker-full-width",
        Severity.WARNING,
        place,
        Message(
            ja=f"全角の `{mark}` は Markdown の記号ではなく、そのまま表示されます",
            en=f"the full-width `{mark}` is no mark of Markdown and shows as it is",
        ),
        Message(ja=f"半角の `{narrow}` にしてください", en=f"use `{narrow}`"),
    )


def wide_indent(source: Source, place: Place) -> Diagnostic:
    """Tell of a list item that is indented by full-width spaces."""
    return source.diagnostic(
        "list-not-nested",
        Severity.WARNING,
        place,
        Message(
            ja="全角の空白で字下げした行は、箇条書きになりません",
            en="a line that is indented by full-width spaces is no list item",
        ),
        Message(ja="半角の空白で字下げしてください", en="indent it by ordinary spaces"),
    )


def not_nested(source: Source, place: Place) -> Diagnostic:
    """Tell of a list that is not indented far enough to belong to the item above it."""
    return source.diagnostic(
        "list-not-nested",
        Severity.WARNING,
        place,
        Message(
            ja="字下げが足りないため、上の項目の中に入らず、別の箇条書きになっています",
            en="this list is not indented far enough to belong to the item above it",
        ),
        Message(
            ja="上の項目の文字が始まる位置まで、半角の空白で字下げしてください（`1. ` の下では3つ）",
            en="indent it by spaces up to where the text of that item begins: three of them below `1. `",
        ),
    )


def spaced_target(source: Source, place: Place, target: str) -> Diagnostic:
    """Tell of an address with a space in it, which is therefore no link or image."""
    return source.diagnostic(
        "target-with-space",
        Severity.WARNING,
        place,
        Message(
            ja="リンク先に空白があるため、リンクや画像にならず、そのまま表示されます",
            en="a space in the address keeps this from being a link or an image, and it shows as it is",
        ),
        Message(ja=f"`<{target.strip()}>` のように囲んでください", en=f"write `<{target.strip()}>`"),
    )


def quoting_sign(source: Source, place: Place) -> Diagnostic:
    """Tell of a sign at the beginning of a line that makes a quote of it, and does not show."""
    return source.diagnostic(
        "quote-by-sign",
        Severity.WARNING,
        place,
        Message(
            ja="行頭の `>` のために引用になり、`>` は表示されません",
            en="this `>` makes a quote of the line and does not show",
        ),
        Message(
            ja="不等号や顔文字なら `\\>` と書き、引用なら `>` の後ろに空白を入れます",
            en="write `\\>` for the sign itself, or put a space after it for a quote",
        ),
    )
