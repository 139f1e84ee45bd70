# SPDX-License-Identifier: MIT
"""The diagnostics of Markdown; docs/diagnostics/markdown.md lists their codes."""

from letterpress.diagnostics import Diagnostic, Message, Severity
from letterpress.parse.language.bare_urls import meant_url
from letterpress.parse.language.drawings import Mark
from letterpress.parse.markdown.source_map import Place, Source
from letterpress.parse.markdown.url_policy import UrlKind

_LONGEST_TAG = 80
"""How much of a tag is quoted in a message."""


def empty_target(source: Source, place: Place, *, image: bool) -> Diagnostic:
    """Tell of a link or an image without a target."""
    what = Message(ja="画像の参照先がありません", en="this image has no source")
    if not image:
        what = Message(ja="リンク先がありません", en="this link leads nowhere")
    return source.diagnostic("link-target-empty", Severity.WARNING, place, what)


def refused_scheme(source: Source, place: Place, url: str, kind: UrlKind) -> Diagnostic:
    """Tell of a target whose scheme is not on the list of allowed ones."""
    scheme = url.strip().split(":", 1)[0].lower()
    dangerous = kind is UrlKind.DANGEROUS
    return source.diagnostic(
        "link-scheme-refused",
        Severity.ERROR if dangerous else Severity.WARNING,
        place,
        Message(
            ja=f"`{scheme}:` で始まる URL は使えないため、リンクにしませんでした",
            en=f"a URL that begins with `{scheme}:` is not linked",
        ),
        Message(
            ja="使えるのは http、https、mailto、tel と、プロジェクト内の相対パスです",
            en="use http, https, mailto, tel or a path inside the project",
        ),
    )


def cut_url(source: Source, place: Place, url: str) -> Diagnostic:
    """Tell of a bare URL behind which Japanese text stands that reads like the rest of it."""
    return source.diagnostic(
        "url-cut",
        Severity.WARNING,
        place,
        Message(
            ja=f"リンク先は、日本語の手前までの `{url}` になっています",
            en=f"the link leads to `{url}` alone, because a bare URL ends where Japanese begins",
        ),
        Message(
            ja="続きも URL なら全体を `<` と `>` で囲み、文なら URL の後に半角の空白を入れてください",
            en="put the whole URL between `<` and `>`, or a space behind it if the text only goes on there",
        ),
    )


def accidental_heading(source: Source, line: int) -> Diagnostic:
    """Tell of a ruler line right below a paragraph, which Markdown reads as a heading."""
    text = source.lines[line]
    column = len(text) - len(text.lstrip(" \t>"))
    place = Place(line, column, max(1, len(text.rstrip()) - column))
    return source.diagnostic(
        "heading-by-ruler",
        Severity.WARNING,
        place,
        Message(
            ja="この罫線のために、直前の段落が見出しになっています",
            en="this ruler turns the paragraph above it into a heading",
        ),
        Message(ja="罫線の前に空行を入れてください", en="put an empty line before the ruler"),
    )


def block_comment(source: Source, place: Place) -> Diagnostic:
    """Tell of the comments in which WordPress keeps its blocks; they change how the lines after them are read."""
    return source.diagnostic(
        "leftover-tag",
        Severity.WARNING,
        place,
        Message(
            ja="WordPress のブロックの印 `<!-- wp: -->` が残っています",
            en="comments that mark blocks of WordPress, `<!-- wp: -->`, are left over",
        ),
        Message(
            ja="読者には見えませんが、`<!-- wp:` と `<!-- /wp:` で始まる印をすべて消すと読みやすくなります",
            en="readers do not see them; the text is easier to read without any `<!-- wp:` and `<!-- /wp:`",
        ),
    )


def foreign_tag(source: Source, place: Place, tag: str) -> Diagnostic:
    """Tell of a tag of another system, which readers would see as it is."""
    if len(tag) > _LONGEST_TAG:
        tag = tag[:_LONGEST_TAG] + "…"
    return source.diagnostic(
        "leftover-tag",
        Severity.WARNING,
        place,
        Message(
            ja=f"ほかの配信サービスや CMS の記法 `{tag}` がそのまま残っています",
            en=f"`{tag}` is left over from another system and shows as it is",
        ),
        Message(
            ja="消すか、読者に見せる文字なら `` ` `` で囲んでください",
            en="remove it, or put it between backticks if readers are meant to see it",
        ),
    )


def html_in_letter(source: Source, place: Place, tag: str) -> Diagnostic:
    """Tell of HTML in a letter, which readers would see as it is."""
    return source.diagnostic(
        "leftover-tag",
        Severity.WARNING,
        place,
        Message(
            ja=f"`format: letter` の文では、HTML の `{tag}` がそのまま見えます",
            en=f"`{tag}` is HTML, which shows as it is with `format: letter`",
        ),
        Message(
            ja="消すか、Markdown として読むよう `format: letter` を外してください",
            en="delete it, or take `format: letter` away so that the text is read as Markdown",
        ),
    )


def drawn_list(source: Source, place: Place, mark: Mark) -> Diagnostic:
    """Tell of lines that are list items to a reader of the source, but one paragraph to Markdown."""
    sign = "1. " if mark.is_number else "- "
    ja = f"箇条書きにするなら行頭を `{sign}` に、改行だけ残すなら行末に `\\` を置いてください"
    en = f"begin each with `{sign}` to make a list, or end each line with `\\` to keep the line ends"
    if mark.text[:-1].isdigit() and mark.text.isascii():
        ja, en = "番号の前に空行を入れてください", "put an empty line before the first number"
    return source.diagnostic(
        "list-by-hand",
        Severity.WARNING,
        place,
        Message(
            ja=f"`{mark.text}` で始まる行が前の行とつながり、一つの段落になっています",
            en=f"the lines that begin with `{mark.text}` run together into one paragraph",
        ),
        Message(
            ja=f"{ja}。全体がメールの文なら `format: letter` とします",
            en=f"{en}; if all of it is a mail, write `format: letter`",
        ),
    )


def letter_as_markdown(source: Source, place: Place, count: int) -> Diagnostic:
    """Tell of a text in short lines that Markdown joins."""
    return source.diagnostic(
        "letter-as-markdown",
        Severity.WARNING,
        place,
        Message(
            ja=f"メールのように短い行で書かれていますが、{count}か所の改行がなくなり、行がつながります",
            en=f"this is written in short lines like a mail, but {count} line ends go away and the lines run together",
        ),
        Message(
            ja="フロントマターに、改行だけ残すなら `breaks: hard`、罫線や「■」も生かすなら `format: letter` と書きます"
            "（`docs/ja/letters.md` に例があります）",
            en="in front matter, write `breaks: hard` to keep the line ends, or `format: letter` for rulers, titles"
            " and lists as well (`docs/letters.md` shows examples)",
        ),
    )


def missing_alternative(source: Source, place: Place) -> Diagnostic:
    """Tell of an image without an alternative text."""
    return source.diagnostic(
        "image-alt-missing",
        Severity.WARNING,
        place,
        Message(ja="画像に代替テキストがありません", en="this image has no alternative text"),
        Message(
            ja="`![` と `]` の間に、画像を見られない読者に伝えたいことを書いてください",
            en="say between `![` and `]` what readers who do not see the image should know",
        ),
    )


def undefined_note(source: Source, place: Place, label: str) -> Diagnostic:
    """Tell of a mark whose footnote does not exist."""
    return source.diagnostic(
        "footnote-undefined",
        Severity.WARNING,
        place,
        Message(ja=f"脚注 `[^{label}]` の内容がありません", en=f"there is no footnote `[^{label}]`"),
        Message(ja=f"`[^{label}]: 内容` の行を加えてください", en=f"add a line `[^{label}]: text`"),
    )


def unused_note(source: Source, place: Place, label: str) -> Diagnostic:
    """Tell of a footnote that no mark names, so that it is not shown."""
    return source.diagnostic(
        "footnote-unused",
        Severity.WARNING,
        place,
        Message(
            ja=f"脚注 `[^{label}]` は本文から参照されていないため、表示されません",
            en=f"nothing in the text refers to footnote `[^{label}]`, so it is left out",
        ),
    )


def undefined_link(source: Source, place: Place, label: str) -> Diagnostic:
    """Tell of a link by reference whose definition does not exist, or whose label is meant as its URL."""
    url = meant_url(label)
    return source.diagnostic(
        "link-definition-missing",
        Severity.WARNING,
        place,
        Message(ja=f"リンク定義 `[{label}]` がありません", en=f"there is no link definition `[{label}]`"),
        Message(
            ja=f"リンク先は丸かっこで、`({url})` と書きます", en=f"a target stands in parentheses: `({url})`"
        )
        if url
        else Message(ja=f"`[{label}]: リンク先` の行を加えてください", en=f"add a line `[{label}]: target`"),
    )


def overused_definition(source: Source, place: Place) -> Diagnostic:
    """Tell of a long link definition that is used so often that the rest of its uses stay text."""
    return source.diagnostic(
        "link-definition-overused",
        Severity.WARNING,
        place,
        Message(
            ja="この長いリンク定義は何度も使われていて、ページが大きくなりすぎるため、途中から使われません",
            en="this long link definition is used so often that the page would become too large; the rest stays text",
        ),
        Message(ja="リンク先か題名を短くしてください", en="shorten its target or its title"),
    )


def unequal_ruby(source: Source, place: Place, base: str) -> Diagnostic:
    """Tell of ruby whose readings are not as many as its characters."""
    return source.diagnostic(
        "ruby-mismatch",
        Severity.WARNING,
        place,
        Message(
            ja=f"`{base}` の文字数と読みの数が合わないため、ルビになりません",
            en=f"`{base}` does not have as many characters as readings, so it is not shown as ruby",
        ),
        Message(
            ja="読みは1つにまとめるか、1文字ごとに区切ってください",
            en="give one reading for the whole, or one for each character",
        ),
    )


def wide_space(source: Source, place: Place, marker: str) -> Diagnostic:
    """Tell of a full-width space where Markdown wants a narrow one."""
    what = (
        Message(ja="見出し", en="a heading")
        if marker.startswith("#")
        else Message(ja="箇条書き", en="a list item")
    )
    return source.diagnostic(
        "wide-space-after-marker",
        Severity.WARNING,
        place,
        Message(
            ja=f"`{marker}` の後ろが全角の空白のため、{what.ja}になっていません",
            en=f"the full-width space after `{marker}` keeps this line from being {what.en}",
        ),
        Message(ja="半角の空白に替えてください", en="use an ordinary space"),
    )
