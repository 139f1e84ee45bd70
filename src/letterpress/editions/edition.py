# SPDX-License-Identifier: MIT
"""An edition: a rendered letter made fit for one mailing service."""

import re
from collections.abc import Iterable
from html import unescape

import css_inline
import msgspec

from letterpress.editions.profiles import Escape, Profile

UNSUBSCRIBE = "https://unsubscribe.letterpress.invalid/"
VIEW = "https://view.letterpress.invalid/"
"""What stands in a letter where the service puts its own addresses, until nothing else in it can be taken for them."""

_STYLE = re.compile(r"(<style\b[^<>]*+>.*?(?:</style>|\Z))", re.DOTALL)
_BODY = re.compile(r"<body\b[^<>]*+>")
_LAYOUT = re.compile(r"</?(?:table|tbody|tr|td)\b(?![^<>]*\bclass=\"data)[^<>]*+>")


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A letter as one mailing service takes it."""

    subject: str
    html: str
    text: str


def inlined(page: str) -> str:
    """Write the styles of a page into its elements; those that only a style sheet can say stay there.

    Nothing is loaded from anywhere.
    """
    inliner = css_inline.CSSInliner(
        load_remote_stylesheets=False, keep_style_tags=True, keep_at_rules=False, keep_link_tags=False
    )
    return _only_at_rules(inliner.inline(page))


def edition(*, subject: str, page: str, text: str, profile: Profile, view: str, unsubscribe: str) -> Edition:
    """Make a rendered letter fit for a mailing service.

    Args:
        subject: Of the letter.
        page: Its HTML, styles written into the elements.
        text: Its plain text.
        profile: What the service takes.
        view: Where the letter is on the web.
        unsubscribe: Where a reader opts out, if the site says so.
    """
    html = escaped_html(page if profile.whole_page else fragment(page), profile.escape)
    html = html.rstrip("\n") + "\n"
    return Edition(
        subject=escaped_text(subject, profile.escape),
        html=_addressed(html, profile, view, unsubscribe, is_html=True),
        text=_addressed(escaped_text(text, profile.escape), profile, view, unsubscribe, is_html=False),
    )


def fragment(page: str) -> str:
    """What stands in the body of a page."""
    found = _BODY.search(page)
    end = page.rfind("</body>")
    return page[found.end() : end].strip() + "\n" if found and found.end() <= end else page


def escaped_html(html: str, escapes: Iterable[Escape]) -> str:
    """Replace what a service would take for its template syntax by numeric entities, outside of style sheets.

    This has to come after the styles were written into the elements, because that decodes entities.
    """
    finds = [each.find for each in escapes]
    if not finds:
        return html
    pattern = re.compile("|".join(map(re.escape, sorted(finds, key=len, reverse=True))))
    parts = _STYLE.split(html)
    return "".join(
        [
            part if index % 2 else pattern.sub(lambda found: _entities(found[0]), part)
            for index, part in enumerate(parts)
        ]
    )


def escaped_text(text: str, escapes: Iterable[Escape]) -> str:
    """Replace it in plain text, where the service has a way to write it there."""
    known = {each.find: each.text for each in escapes if each.text}
    if not known:
        return text
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    return pattern.sub(lambda found: known[found[0]], text)


def left_in_text(text: str, escapes: Iterable[Escape]) -> tuple[str, ...]:
    """The template syntax in a plain text that the service has no way to write there."""
    return tuple([each.find for each in escapes if not each.text and each.find in text])


def words_of(html: str) -> str:
    """The words of an HTML text, without tags and style sheets, for counting."""
    bare = re.sub(r"<[^<>]*+>", " ", _STYLE.sub(" ", html))
    return " ".join(unescape(bare).split())


def _entities(text: str) -> str:
    return "".join([each if each.isalnum() else f"&#{ord(each)};" for each in text])


def _only_at_rules(page: str) -> str:
    """Leave in style sheets what cannot be written into an element: rules for dark mode and narrow screens."""

    def kept(found: re.Match[str]) -> str:
        rules = "\n".join(_at_rules(found[0]))
        return f"<style>\n{rules}\n</style>" if rules else ""

    return re.sub(r"<style\b[^<>]*+>(.*?)(?:</style>|\Z)", kept, page, flags=re.DOTALL)


def _at_rules(sheet: str) -> Iterable[str]:
    start = sheet.find("@media")
    while start >= 0:
        depth, at = 0, sheet.find("{", start)
        while at >= 0:
            depth += 1 if sheet[at] == "{" else -1
            if not depth:
                break
            at = next((index for index in range(at + 1, len(sheet)) if sheet[index] in "{}"), -1)
        if at < 0:
            return
        yield sheet[start : at + 1]
        start = sheet.find("@media", at)


def _addressed(text: str, profile: Profile, view: str, unsubscribe: str, *, is_html: bool) -> str:
    pairs = ((UNSUBSCRIBE, profile.unsubscribe or unsubscribe), (VIEW, profile.view or view))
    for placeholder, address in pairs:
        text = text.replace(
            placeholder, address.replace("&", "&amp;") if is_html and "://" in address else address
        )
    return text
