# SPDX-License-Identifier: MIT
"""The inline rules of letters: line ends stay, and a sign means something only where it can mean nothing else."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from letterpress.parse.markdown import diagnostics
from letterpress.parse.markdown.references import Targets
from letterpress.parse.markdown.source_map import Place

KEPT = (
    "text",
    "newline",
    "issue_link",
    "ruby",
    "link",
    "image",
    "footnote_inline",
    "footnote_ref",
    "autolink",
)
"""The rules of Markdown that letters have as well; `bare_url` is added to them."""

_strong = re.compile(r"\*\*(?![\s*])([^*\n]*[^\s*])\*\*(?!\*)")
_mailbox = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\Z")
_domain = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}(?![A-Za-z0-9@])")
_MAILBOX = 64
_html = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|table|td|th|tr|u|ul)(?:\s[^<>\n]{0,300})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|#[0-9]{1,6});",
    re.IGNORECASE,
)


def read_inline_as_letter(md: MarkdownIt) -> None:
    """Let a parser that has all its inline rules read the lines of letters."""
    md.inline.ruler.at("newline", _line_end)
    md.inline.ruler.push("strong", _emphasis)
    md.inline.ruler.push("mail_address", _mail_address)
    md.inline.ruler.enableOnly([*KEPT, "bare_url", "strong", "mail_address"])
    md.inline.ruler2.enableOnly(["balance_pairs", "fragments_join"])


def report_html(state: StateCore) -> None:
    """Report the first tag or entity of HTML, which a letter shows as it is."""
    found = _html.search(state.src)
    if not found:
        return
    targets: Targets = state.env["targets"]
    line = state.src.count("\n", 0, found.start())
    column = found.start() - (state.src.rfind("\n", 0, found.start()) + 1)
    place = Place(line, column, len(found[0]))
    targets.diagnostics.append(diagnostics.html_in_letter(targets.source, place, found[0]))


def _line_end(state: StateInline, silent: bool) -> bool:
    """Read a line end, and leave the white space around it as it is."""
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        state.push("softbreak", "br", 0)
    state.pos += 1
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read `**words**`: two asterisks on either side of something that is read, none of them between digits."""
    start = state.pos
    if not state.src.startswith("**", start) or state.src[start - 1 : start] == "*":
        return False
    found = _strong.match(state.src, start, state.posMax)
    if not found or not any(map(str.isalnum, found[1])):
        return False
    before, behind = state.src[start - 1 : start], state.src[found.end() : found.end() + 1]
    if (before.isascii() and before.isalnum()) or (behind.isascii() and behind.isalnum()):
        return False
    if not silent:
        end = state.posMax
        state.push("strong_open", "strong", 1).markup = "**"
        state.pos, state.posMax = found.span(1)
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1).markup = "**"
        state.posMax = end
    state.pos = found.end()
    return True


def _mail_address(state: StateInline, silent: bool) -> bool:
    """Read a mail address, at its `@`."""
    at = state.pos
    if silent or state.linkLevel or state.src[at] != "@":
        return False
    mailbox = _mailbox.search(state.pending, max(0, len(state.pending) - _MAILBOX - 1))
    domain = _domain.match(state.src, at + 1, state.posMax) if mailbox else None
    if not mailbox or not domain:
        return False
    address = f"{mailbox[0]}@{domain[0]}"
    state.pending = state.pending[: mailbox.start()]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": f"mailto:{address}"}
    token.markup, token.info = "linkify", "auto"
    token.meta = {"start": at - len(mailbox[0]), "end": domain.end()}
    state.push("text", "", 0).content = address
    token = state.push("link_close", "a", -1)
    token.markup, token.info = "linkify", "auto"
    state.pos = domain.end()
    return True
