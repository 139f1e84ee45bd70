# SPDX-License-Identifier: MIT
"""The parser, put together once per process and set of options."""

from collections.abc import Callable
from functools import lru_cache, partial

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from letterpress.diagnostics import Diagnostic
from letterpress.parse.markdown.block import BlockParser, paragraph
from letterpress.parse.markdown.fast import IS_PROVEN, accelerate
from letterpress.parse.markdown.inline import InlineParser, backtick, escape
from letterpress.parse.markdown.options import LETTER, MarkdownOptions
from letterpress.parse.markdown.references import collect_references
from letterpress.parse.markdown.rendering import BodyRenderer
from letterpress.parse.markdown.rules.autolinks import autolink
from letterpress.parse.markdown.rules.callouts import callouts
from letterpress.parse.markdown.rules.code import highlighted
from letterpress.parse.markdown.rules.containers import container
from letterpress.parse.markdown.rules.contents import contents
from letterpress.parse.markdown.rules.definitions import definition, drop_second_notes, report_definitions
from letterpress.parse.markdown.rules.emphasis_checks import report_emphasis
from letterpress.parse.markdown.rules.fences import fence
from letterpress.parse.markdown.rules.figures import figures
from letterpress.parse.markdown.rules.footnotes import footnotes
from letterpress.parse.markdown.rules.foreign_markup import report_foreign_markup
from letterpress.parse.markdown.rules.foreign_tags import link_embeds, report_foreign_tags
from letterpress.parse.markdown.rules.headings import heading_ids, own_ids
from letterpress.parse.markdown.rules.html_checks import report_html
from letterpress.parse.markdown.rules.issue_links import issue_link
from letterpress.parse.markdown.rules.line_joins import join_lines
from letterpress.parse.markdown.rules.links import image, link
from letterpress.parse.markdown.rules.lint import report_mistakes
from letterpress.parse.markdown.rules.list_numbers import numbered_list
from letterpress.parse.markdown.rules.lost_line_ends import (
    keep_drawn_lines_apart,
    report_lost_line_ends,
    split_at_wide_indents,
)
from letterpress.parse.markdown.rules.near_misses import report_near_misses
from letterpress.parse.markdown.rules.numeric_references import report_numeric_references
from letterpress.parse.markdown.rules.ruby import ruby
from letterpress.parse.markdown.rules.tables import table
from letterpress.parse.markdown.rules.tasks import task_lists
from letterpress.parse.markdown.url_policy import is_plain
from letterpress.plugins.calls import attempt
from letterpress.plugins.discovery import Plugin
from letterpress.plugins.loading import PluginError, load_plugin

NESTING = 100
"""How deep blocks and inline markup may nest; deeper, they are text."""
Extension = Callable[[MarkdownIt], object]
"""What a plugin brings as `markdown`: it adds rules to a parser that has all of ours, or takes some away."""


class Parser(MarkdownIt):
    """markdown-it, with all URLs let through: `targets` decides what becomes of them, and says so."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Return true for any URL."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return the URL as it is written in HTML."""
        return url if is_plain(url) else super().normalizeLink(url)


@lru_cache(maxsize=16)
def parser(options: MarkdownOptions, *, prerenders: bool = True) -> Parser:
    """Return the parser for some options.

    Args:
        options: How it reads Markdown.
        prerenders: Whether simple blocks may do without tokens; they have them anyway where plugins may look for them.

    Raises:
        PluginError: A plugin cannot be loaded or refuses the parser.
    """
    md = plain_parser(options)
    if IS_PROVEN and options.format != LETTER:
        accelerate(md, prerenders=prerenders and not options.plugins)
    return md


def plain_parser(options: MarkdownOptions) -> Parser:
    """Make the parser as its rules describe it; `parser` gives the same HTML in less time.

    Raises:
        PluginError: A plugin cannot be loaded or refuses the parser.
    """
    md = Parser("commonmark", {"maxNesting": NESTING}, renderer_cls=BodyRenderer)
    block, inline = BlockParser(), InlineParser()
    block.ruler = md.block.ruler
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    md.block, md.inline = block, inline
    md.options["html"] = options.html
    md.options["breaks"] = options.breaks == "hard" or options.format == LETTER
    md.options["highlight"] = highlighted if options.highlight else None
    md.enable(["table", "strikethrough"])
    md.use(footnotes).use(deflist_plugin)
    _add_rules(md, options)
    if options.format == LETTER:
        from letterpress.parse.markdown.letter import read_as_letter  # noqa: PLC0415 - most sites have none

        read_as_letter(md)
    for plugin in options.plugins:
        _extend(md, plugin)
    return md


def _add_rules(md: MarkdownIt, options: MarkdownOptions) -> None:
    """Add the rules of letterpress."""
    md.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("list", numbered_list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("fence", fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("reference", definition)
    md.block.ruler.at("paragraph", paragraph)
    md.inline.ruler.at("escape", escape)
    md.inline.ruler.at("backticks", backtick)
    md.block.ruler.before(
        "blockquote", "container", container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.at("link", link)
    md.inline.ruler.at("image", image)
    md.inline.ruler.before("link", "issue_link", issue_link)
    md.inline.ruler.before("link", "ruby", ruby)
    md.inline.ruler.before("link", "bare_url", autolink)
    md.core.ruler.after("block", "callouts", callouts)
    md.core.ruler.after("callouts", "own_ids", own_ids)
    md.core.ruler.after("block", "second_notes", drop_second_notes)
    md.core.ruler.push("tasks", task_lists)
    md.core.ruler.push("figures", figures)
    joins = options.breaks == "japanese" and options.format != LETTER
    if joins:
        md.core.ruler.before("inline", "wide_indents", split_at_wide_indents)
        md.core.ruler.push("drawn_lines", keep_drawn_lines_apart)
        md.core.ruler.push("line_joins", join_lines)
    md.core.ruler.push("heading_ids", heading_ids)
    md.core.ruler.push("contents", contents)
    md.core.ruler.push("embeds", link_embeds)
    md.core.ruler.push("references", collect_references)
    md.core.ruler.push("foreign_markup", report_foreign_markup)
    md.core.ruler.push("foreign_tags", report_foreign_tags)
    md.core.ruler.push("lint", report_mistakes)
    if not md.options["breaks"]:
        md.core.ruler.push("lost_line_ends", report_lost_line_ends)
    md.core.ruler.push("emphasis_checks", report_emphasis)
    md.core.ruler.push("definitions", report_definitions)
    md.core.ruler.push("numeric_references", report_numeric_references)
    if options.html:
        # Before `references`, which puts holes into raw HTML.
        md.core.ruler.before("references", "html_checks", report_html)
    if options.format != LETTER:
        md.core.ruler.push("near_misses", report_near_misses)


def _extend(md: MarkdownIt, plugin: Plugin) -> None:
    """Let a plugin extend the parser.

    Raises:
        PluginError: It cannot be loaded, or refuses.
    """
    extend: Extension | None = load_plugin(plugin).markdown
    if extend is not None:
        refused = attempt((plugin,), "markdown", partial(extend, md), at=extend)
        if isinstance(refused, Diagnostic):
            raise PluginError(refused)
