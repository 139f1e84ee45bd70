# SPDX-License-Identifier: MIT
"""Foreign tags: what other systems and mailing services would have replaced, reported where readers would see it.

A tag is known by its name, by an attribute or by the tag that ends it; a word in brackets, such as `[video]` before a
title, is none. What is certain becomes what it means: pages that Zenn embeds become links.
"""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.markdown import diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place, Source
from letterpress.parse.markdown.text import Shown

_WORD = r"[A-Za-z][A-Za-z0-9_.-]{0,40}"
_FIELDS = (
    "お?名前|氏名|姓名|苗字|名字|姓|名|会社名|企業名|部署名?|役職|メールアドレス|宛名|顧客名|担当者名?|フリガナ|ふりがな"
    "|誕生日|都道府県|住所|電話番号|解除URL|解除リンク|配信解除|読者名|会員名|会員番号"
)
"""What Japanese mailing services put into a letter."""
_ASCII_FIELDS = "name|first_?name|last_?name|full_?name|e-?mail|company|NAME|FNAME|LNAME|EMAIL"

_BRACES = (
    r"\{\{(?:[^{}\n]{1,300}\}\}|[<%][ \t]?/?[a-z][^{}\n]{0,300})"
    r"|\{%-?[ \t]*[A-Za-z/][^{}\n]{0,300}\}?"
    r"|\{:[ \t]*[.#A-Za-z][^{}\n|]{0,200}\}"
    r"|\{[.#][A-Za-z][^{}\n|]{0,200}\}"
    r"|\{[a-z][a-z-]{1,30}=[\"'“”‘’][^{}\n|]{0,200}\}"
    rf"|\{{(?:{_ASCII_FIELDS}|{_FIELDS})\}}"
)
"""Tags of Hugo, Jekyll, Liquid and the like; attributes of kramdown and Pandoc."""

_LOOSE = (
    rf"(?<![A-Za-z0-9%])%(?:[A-Za-z][A-Za-z0-9_.-]{{1,40}}|{_FIELDS})%(?![A-Za-z0-9%])"
    rf"|(?<![A-Za-z0-9#])##(?:{_WORD}|{_FIELDS})##(?![A-Za-z0-9#])"
    r"|\(\((?![笑爆泣汗怒涙苦喜嬉]+\)\))(?=[^()\n]{0,100}?[ぁ-んァ-ヶ一-龠]{2})[^()\n]{2,300}\)\)"
)
"""Tags of mailing services and footnotes of Hatena, without a character that means something in Markdown."""

_MERGED = rf"\*\|[A-Za-z0-9_:]{{1,60}}\|\*|%%(?:{_WORD}|{_FIELDS})%%|<%[^%<>\n]{{1,100}}%>"

_HATENA = (
    r"\[https?://[^\s\[\]]{1,500}:(?:title|embed|bookmark|image|barcode|plain|cite|movie|sound)[^\[\]\n]{0,200}\]"
    r"|\[(?:[fgabd]:id:|id:[A-Za-z]|(?:isbn|asin|ISBN|ASIN|tex|twitter|youtube|gist|niconico):)[^\[\]\n]{1,300}\]"
    r"|\[:(?:contents|title|embed)[^\[\]\n]{0,60}\]"
)

_KNOWN = (
    "accordion|adsense|afTag|audio|blogcard|blog_parts|btn|button|caption|col|column|contact-form(?:-7)?|embed|embedpost"
    "|faq|featured_products|gallery|googlemaps?|gravityform|instagram|linkcard|mailpoet_form|more|newsletter|ninja_form"
    "|page-list|playlist|posts?|products?|product_page|quote|rate|rev_slider|row|shortcode|sitemap|slider|speech|table"
    "|tablepress|tabs?|timeline|toc|TOC|tweet|twitter|video|vimeo|word_balloon|wpforms|yarpp|youtube"
)
"""Names of WordPress's own tags, and of plugins and themes in wide use."""
_CLEAR = (
    "adsense|afTag|blogcard|blog_parts|contact-form(?:-7)?|featured_products|gallery|googlemaps?|gravityform|linkcard"
    "|mailpoet_form|ninja_form|page-list|playlist|product_page|rev_slider|shortcode|sitemap|tablepress|toc|TOC"
    "|word_balloon|wpforms|yarpp"
)
"""Those of them that hardly stand in brackets otherwise."""
_FAMILIES = (
    "(?:su|vc|et_pb|fusion|wpcf7|mc4wp|swell|jin|tcd|woocommerce|wp|elementor|bbp|gallery|recent)"
    "[_-][a-z0-9_-]{1,40}"
)
_QUOTES = "\"'“”‘’″＂"
_NAME = "[a-z][a-z0-9_-]{0,40}"
_SHORTCODES = (
    # An attribute in quotation marks of any kind, or an address; the bracket at the end may be missing.
    rf"\[{_NAME}(?:[ \t][^\[\]\n]{{0,200}}?)??[ \t]{_NAME}[ \t]?=[ \t]?"
    rf"(?:[{_QUOTES}]|https?://)[^\[\]\n]{{0,1000}}(?:\]|$)"
    # Other attributes: of a known name, of a name made of parts, or several of them.
    rf"|\[(?:{_KNOWN})[ \t][^\[\]\n=]{{0,200}}=[^\[\]\n]{{0,1000}}\]"
    r"|\[contact-form-7[ \t][^\[\]\n]{1,200}\]"
    rf"|\[[a-z][a-z0-9]{{0,20}}[_-][a-z0-9_-]{{0,30}}[ \t]{_NAME}=[^\s\[\]=]{{1,200}}[ \t]?/?\]"
    rf"|\[{_NAME}(?:[ \t]{_NAME}=[^\s\[\]=]{{1,200}}){{2,9}}[ \t]?/?\]"
    rf"|\[(?:{_FAMILIES})[ \t]?/?\]"
)
_WIKI = rf"\[\[(?!issue:)(?:{_WORD}|{_FIELDS}|[^\[\]\n|]{{1,80}}\|[^\[\]\n|]{{1,80}})\]\](?!\()"

_LINES = (
    r"^:::+[ \t]?[A-Za-z{][^\n]{0,200}"
    r"|^(?:!!!|\?\?\?\+?)[ \t](?:note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question"
    r"|help|faq|warning|caution|attention|failure|fail|missing|danger|error|bug|example|quote|cite|details)\b[^\n]{0,200}"
    rf"|^===[!+]?[ \t][{_QUOTES}][^\n]{{0,200}}"
    r"|^--8<--[^\n]{0,200}"
    r"|^\|{1,2}<$"
)
"""Lines that begin a block of MkDocs or Docusaurus, or end one of Hatena."""

_SIZED = r"!\[[^\[\]\n]{0,200}\]\([^()\s]{1,300} =[0-9]{0,5}x[0-9]{0,5}\)"
"""An image of Zenn or Qiita with its size."""
_EMBED = r"@\[[a-z]{3,20}\]\([^()\s]{1,300}\)"

_tags = re.compile(
    f"{_LINES}|{_BRACES}|{_MERGED}|{_LOOSE}|{_EMBED}|{_SIZED}|{_WIKI}|{_HATENA}|{_SHORTCODES}", re.MULTILINE
)
_between_percents = re.compile(rf"%(?:[A-Za-z][A-Za-z0-9_.-]{{1,40}}|{_FIELDS})%")
_sized = re.compile(_SIZED.replace(r"!\[", r"!(?=\[)\[", 1))
_paired = re.compile(rf"\[(/?)({_NAME})(?:=[^\[\]\n]{{1,500}})?\]")
_alone = re.compile(rf"^[ \t]*(\[(?:{_CLEAR})[ \t]?/?\])[ \t]*$", re.MULTILINE)
_known = re.compile(f"(?:{_KNOWN}|{_FAMILIES})")
_brackets = re.compile(
    rf"\[(?:/[a-z]|\[|:[a-z]|https?:|[fgabd]:id:|id:[A-Za-z]|(?:isbn|asin|ISBN|ASIN|tex|twitter|youtube|gist|niconico):"
    rf"|(?:{_KNOWN})(?:[ \t]?/?\][ \t]*$|[ \t][^\[\]\n]{{0,200}}=)|contact-form-7[ \t]|{_FAMILIES}[ \t]?/?\]"
    rf"|{_NAME}[ \t][^\[\]\n]{{0,240}}=)",
    re.MULTILINE,
)
"""What a tag in brackets begins with; a search for this alone is faster."""
_block_comment = re.compile(r"<!--[ \t]*/?wp:[a-z]")
_super_pre = re.compile(r"\|[A-Za-z0-9.+#_-]*\|?$", re.MULTILINE)
_markup = re.compile(r"<[^<>]{0,2000}>")
_code_element = re.compile(r"<(code|kbd|samp|tt)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_visible = re.compile(r"[^\n]")
_verbatim = re.compile(r"<(?:pre|code|script|style|textarea)\b", re.IGNORECASE)
_video = re.compile(r"[A-Za-z0-9_-]{6,20}\Z")
_WEB = ("https://", "http://")


def link_embeds(state: StateCore) -> None:
    """Turn `@[card](URL)` and `@[youtube](id)` into links that show their address; others are no links."""
    if "@" not in state.src or "@[" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and "@[" in token.content:
            children = token.children or []
            for index in range(len(children) - 3):
                before, opening, label, closing = children[index : index + 4]
                if (
                    before.type == label.type == "text"
                    and before.content.endswith("@")
                    and opening.type == "link_open"
                    and closing.type == "link_close"
                ):
                    _embed(before, opening, label, closing)


def _embed(before: Token, opening: Token, label: Token, closing: Token) -> None:
    """Make a link, or text as it was written, of the tokens of an embedded page."""
    url = str(opening.attrs["href"])
    if label.content == "youtube" and _video.match(url):
        url = f"https://www.youtube.com/watch?v={url}"
    if url.startswith(_WEB):
        before.content = before.content[:-1]
        opening.attrs["href"] = label.content = url
        return
    label.content = f"[{label.content}]({url})"
    for token in (opening, closing):
        token.type, token.tag, token.nesting, token.attrs = "text", "", 0, {}


def report_foreign_tags(state: StateCore) -> None:
    """Report every foreign tag that is neither code nor has become something else."""
    text = state.src
    targets: Targets = state.env["targets"]
    if "|" in text and ">|" in text:
        _super_pres(state.tokens, targets)
    # Simple blocks have no tokens, and no tag is simple.
    blocks = [token for token in state.tokens if token.type in ("inline", "html_block")]
    if blocks and _may_hold_tags("\n".join([token.content for token in blocks])):
        paired = _pairs(text)
        for token in blocks:
            if token.type == "html_block":
                _in_html(token, targets, paired)
            elif "ours" not in token.meta:
                _in_block(token, targets, paired)
    if "<" in text and "wp:" in text and (comment := _block_comment.search(text)):
        _block_comments(state.tokens, targets, comment[0])


def _may_hold_tags(text: str) -> bool:
    """Return whether a text may hold foreign tags; single characters are found ten times as fast as pairs."""
    return (
        ("{" in text and ("{{" in text or "{%" in text or _braces.search(text) is not None))
        or ("|" in text and ("*|" in text or "|<" in text))
        or ("%" in text and ("%%" in text or "<%" in text or _between_percents.search(text) is not None))
        or ("#" in text and _hashes.search(text) is not None)
        or ("(" in text and "((" in text)
        or ("@" in text and "@[" in text)
        or ("!" in text and ("!!! " in text or ("![" in text and _sized.search(text) is not None)))
        or ("?" in text and ("??? " in text or "???+ " in text))
        or ("=" in text and "=== " in text)
        or ("<" in text and "--8<--" in text)
        or ":::" in text
        or ("[" in text and _brackets.search(text) is not None)
    )


_hashes = re.compile(rf"#(?=#(?:[A-Za-z]|{_FIELDS}))")
_braces = re.compile(rf"\{{[:.#]|\{{[a-z][a-z-]{{1,30}}=|\{{(?:{_ASCII_FIELDS}|{_FIELDS})\}}")


def _pairs(text: str) -> frozenset[str]:
    """Return the names of tags that one tag begins and another ends."""
    if "[/" not in text:
        return frozenset()
    ended = {found[2] for found in _paired.finditer(text) if found[1]}
    return frozenset([name for name in ended if any(f"[{name}{behind}" in text for behind in "] =")])


def _found(text: str, paired: frozenset[str]) -> Iterator[re.Match[str]]:
    """Find what may be a tag in the text of a block; a tag that ends another is told with that one."""
    starts: set[int] = set()
    for found in _tags.finditer(text):
        starts.add(found.start())
        yield found
    if "[" not in text:
        return
    for found in _paired.finditer(text):
        is_end, name = found.groups()
        if (name in paired and not is_end) or (is_end and name not in paired and _known.fullmatch(name)):
            if found.start() not in starts:
                yield found
            starts.add(found.start())
    yield from (found for found in _alone.finditer(text) if found.start(1) not in starts)


def _in_block(inline: Token, targets: Targets, paired: frozenset[str]) -> None:
    """Report the tags in one block that are neither code nor a link."""
    if next(_found(inline.content, paired), None) is None:
        return
    content, shown = _without_code(inline), Shown(_shown(inline), _tags)
    source: Source = targets.source
    for found in _found(content, paired):
        group = 1 if found.re is _alone else 0
        tag = found[group]
        # The stars of *|TAG|* have become emphasis, so that it cannot be found in the text.
        if tag in shown or tag.startswith("*|"):
            place = source.within(inline, found.start(group), found.end(group))
            targets.diagnostics.append(diagnostics.foreign_tag(source, place, tag))


def _without_code(inline: Token) -> str:
    """Return the source of a block with nothing but gaps for code and for tags of HTML."""
    content, cursor = inline.content, 0
    if "<" in content:
        content = _code_element.sub(lambda found: "\0" * len(found[0]), content)
    parts: list[str] = []
    for token in inline.children or ():
        if token.type == "code_inline":
            start = inline.content.find(token.markup, cursor)
            end = inline.content.find(token.markup, start + len(token.markup)) + len(token.markup)
        elif token.type == "html_inline":
            start = inline.content.find(token.content, cursor)
            end = start + len(token.content)
        else:
            continue
        if cursor <= start < end:
            parts += (content[cursor:start], "\0" * (end - start))
            cursor = end
    return "".join((*parts, content[cursor:]))


def _shown(inline: Token) -> str:
    """Return the text of a block as it was written, with a gap for what is code, a tag or an image."""
    parts: list[str] = []
    for token in inline.children or ():
        if token.type == "text":
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type not in ("link_open", "link_close") or token.markup != "linkify":
            parts.append("\0")
    return "".join(parts)


def _in_html(token: Token, targets: Targets, paired: frozenset[str]) -> None:
    """Report the tags between the elements of a block of raw HTML, which is told line by line."""
    if token.map is None or _verbatim.search(token.content):
        return
    bare = _markup.sub(lambda found: _visible.sub(" ", found[0]), token.content)
    source: Source = targets.source
    for line, text in enumerate(bare.split("\n"), token.map[0]):
        for found in _found(text, paired):
            group = 1 if found.re is _alone else 0
            written = source.lines[line] if line < len(source.lines) else ""
            place = Place(line, max(0, written.find(found[group])), len(found[group]))
            targets.diagnostics.append(diagnostics.foreign_tag(source, place, found[group]))


def _super_pres(tokens: list[Token], targets: Targets) -> None:
    """Report code of Hatena, which begins with `>|python|` and reads as a quotation."""
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open" and token.map and index + 2 < len(tokens):
            line = targets.source.lines[token.map[0]]
            column = len(line) - len(line.lstrip(" "))
            if line.startswith(">", column) and _super_pre.match(line, column + 1):
                place = Place(token.map[0], column, len(line.rstrip()) - column)
                targets.diagnostics.append(diagnostics.foreign_tag(targets.source, place, line.strip()))


def _block_comments(tokens: list[Token], targets: Targets, comment: str) -> None:
    """Report the first of the comments that WordPress keeps its blocks in, if it is in the page."""
    for token in tokens:
        if token.type == "html_block" and comment in token.content and token.map:
            line = token.map[0] + token.content[: token.content.index(comment)].count("\n")
            column = max(0, targets.source.lines[line].find(comment))
            place = Place(line, column, len(targets.source.lines[line]) - column)
            targets.diagnostics.append(diagnostics.block_comment(targets.source, place))
            return
