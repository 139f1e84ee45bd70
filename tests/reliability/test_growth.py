# SPDX-License-Identifier: MIT
"""Time grows no faster than the text, whatever the text is: for every expression by steps, for all else by ratio.

A text of twice the length may take twice the work. What looks for each piece in all of the text, or tries every way to
divide it, takes four times the work or never ends.
"""

import gc
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from letterpress.body_tree.nodes import decode_tree
from letterpress.body_tree.plain_text import plain_text
from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.load import document_kind
from letterpress.parse.codec import decode_body, encode_document
from letterpress.parse.documents import parse_document, parse_tree
from letterpress.parse.options import parse_options
from letterpress.render.feeds.sanitizer import feed_html
from letterpress.report.terminal.diagnostics import diagnostics_text
from tests.support.campaign import WHOLE, Campaign, some
from tests.support.expressions import Expression, expressions, made_in_functions
from tests.support.hostile_texts import FRONT_MATTER, HOSTILE, LINES, PIECES
from tests.support.regex_steps import Matcher, TooManyStepsError, hostile_texts

OPTIONS = parse_options(
    Config(title="試し刷り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo")
)
PATH = "content/posts/2026-01-01-a.md"

EXPRESSIONS = expressions()

MATCHED = {"yaml_reader.syntax_errors._SLIPS"}
"""Expressions in tables that are matched at one place, which the source alone does not show."""

BOUNDED = {
    "report.reference._ROW": "it reads the pages on diagnostics that are part of letterpress",
    "report.reference.re.findall('^\\\\| `([a-z-]+)` \\\\| (.+) \\\\| (.+) \\\\|$')": "it reads the same pages",
    "load.left_out._COPIES": "the name of a file is no longer than 255 bytes",
    "parse.language.drawings._ruled()": "the words between two rulers are no wider than a title",
    "parse.markdown.rules.near_misses._file": "longer targets than 300 characters are left alone",
}
"""Expressions that meet no text of any length."""

LIMITED = {
    "parse.language.wording._INNERMOST": 200,
    "parse.documents._first_heading": 99,
    "parse.markdown.letter.inline._mailbox": 64,
    "parse.markdown.rules.foreign_tags._tags": 200,
    "parse.markdown.rules.html_checks._piece": 1_000,
}
"""Expressions that look ahead for so many characters at most: they are linear in texts that are longer than that."""

GIVEN = {
    "editions/edition.escaped_html": "a choice between fixed words",
    "editions/edition.escaped_text": "a choice between fixed words",
    "parse/language/term_search._pattern": "a choice between fixed words",
    "plugins/discovery.named_at": "a fixed word",
    "preview/live_links.__init__": "fixed words and the site's address",
    "render/feeds/sanitizer._raw_end": "a fixed word",
}
"""Functions that make expressions from words, in which nothing repeats."""

FEW, MANY = 64, 256
"""Repetitions of a hostile piece."""
LINEAR = 2
"""How many times more than linear the growth of steps may be; a square is four times more between these sizes."""


@pytest.fixture
def deep_calls() -> Iterator[None]:
    """Room for a matcher that calls itself for every piece."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


def grows(expression: Expression, few_times: int = FEW, many_times: int = MANY, texts: int = 10_000) -> str:
    """A hostile text that takes an expression more than linear time; empty where none is found."""
    matcher = Matcher(expression.pattern)
    methods = ("match",) if expression.name in MATCHED else expression.methods
    for text_of in some(list(hostile_texts(expression.pattern))[:texts], 40):
        for method in methods:
            try:
                few = matcher.search(text_of(few_times), 20_000 * few_times, method=method)
                most = max(few, few_times) * many_times // few_times * LINEAR
                matcher.search(text_of(many_times), most, method=method)
            except TooManyStepsError:
                return f"{method}: {text_of(3)!r}"
    return ""


@pytest.mark.parametrize(
    "expression",
    some([each for each in EXPRESSIONS if each.name not in {*BOUNDED, *LIMITED}], 12),
    ids=lambda each: each.name,
)
@pytest.mark.usefixtures("deep_calls")
def test_every_expression_takes_time_in_proportion_to_the_text(
    expression: Expression, campaign: Campaign
) -> None:
    with campaign.attempt("growth"):
        assert grows(expression) == ""


@pytest.mark.parametrize("name", some(sorted(LIMITED), 1))
@pytest.mark.usefixtures("deep_calls")
def test_an_expression_that_looks_ahead_a_little_takes_time_in_proportion_to_longer_texts(
    name: str, campaign: Campaign
) -> None:
    (expression,) = [each for each in EXPRESSIONS if each.name == name]
    with campaign.attempt("growth"):
        assert grows(expression, 2 * LIMITED[name], 8 * LIMITED[name], texts=8) == ""


def test_flags_that_are_given_at_a_call_are_seen() -> None:
    flags = {
        each.name: each.pattern.flags
        for each in EXPRESSIONS
        if each.name.startswith("editions.edition.re.sub")
    }
    assert any("<style" in name and flag & re.DOTALL for name, flag in flags.items())


@pytest.mark.parametrize(
    ("expression", "method"),
    [
        (r"(a+)+b", "match"),
        (r"(?:a|a)*b", "match"),
        (r"a*a*b", "match"),
        (r"\s+$", "search"),
        (r"<!--.*?-->", "sub"),
        (r"\s*x", "search"),
        (r"(?:https?://[^\s\",]+(?:,\s)?)+\"", "match"),
    ],
)
@pytest.mark.usefixtures("deep_calls")
def test_an_expression_that_grows_faster_is_found(expression: str, method: str) -> None:
    assert grows(Expression("of a test", re.compile(expression, re.DOTALL), (method,))) != ""


@pytest.mark.usefixtures("deep_calls")
@pytest.mark.parametrize("expression", [r"(?<!a)a++b", r"[^\s,]\S*+", r"(?<!\s)\s*+x", r"a{1,9}b"])
def test_an_expression_that_does_not_is_let_pass(expression: str) -> None:
    assert grows(Expression("of a test", re.compile(expression), ("search",))) == ""


@pytest.mark.parametrize("text", ["", "aab", "xaabaab", "\n a", "a<b>c", 'x="1" y', "あ。い", "ab12 cd"])
@pytest.mark.parametrize(
    "pattern",
    [
        r"a*b",
        r"(a)(?=b)",
        r"^\s*(\w+)",
        r"<([^<>]*+)>",
        r"(?<=a)b",
        r"\b\d+\b",
        r"a.*?b|c",
        r"(.)\1",
        r"x?\Z",
    ],
)
def test_the_matcher_finds_what_re_finds(pattern: str, text: str) -> None:
    matcher = Matcher(re.compile(pattern))
    matcher.search(text, 10_000, method="match")
    found = re.match(pattern, text)
    assert matcher.end == (found.end() if found else 0)


def test_every_expression_is_known() -> None:
    assert made_in_functions() == set(GIVEN)
    assert {*MATCHED, *BOUNDED, *LIMITED} <= {each.name for each in EXPRESSIONS}


def read_and_shown(text: str) -> tuple[Diagnostic, ...]:
    """All that is done with the text of one source: page, feed, email and messages."""
    data = text.encode("utf-8", "surrogatepass")
    parsed = parse_document(PATH, document_kind(PATH), data, OPTIONS)
    encode_document(parsed.document)
    if parsed.body:
        body = decode_body(parsed.body)
        hrefs = tuple(f"/{number}/" for number in range(text.count("\n") + len(text)))
        feed_html(body.filled(hrefs), "https://example.com/a/")
        plain_text(decode_tree(parse_tree(PATH, document_kind(PATH), data, OPTIONS)), hrefs)
    diagnostics_text(parsed.document.diagnostics[:50], language="ja", colour=False)
    return parsed.document.diagnostics


def work(text: str) -> float:
    """The processor's time that a text takes, without that of collecting garbage."""
    gc.collect()
    gc.disable()
    begin = time.process_time()
    read_and_shown(text)
    spent = time.process_time() - begin
    gc.enable()
    return spent


SHORT, FACTOR = 250, 8
NOISE = 3
"""How many times longer than linear a text may take; a square takes 8 times longer than that between these sizes."""
LEAST = 0.02
"""Seconds below which a long text is read in no time, and no ratio says anything."""


def too_slow(text_of: Callable[[int], str], times: int = SHORT) -> bool:
    """Whether the time grows much faster than the text; the least of several times counts, and only their ratio."""
    for _ in range(4):
        short = min(work(text_of(times)) for _ in range(2))
        long = work(text_of(times * FACTOR))
        if long <= max(LEAST, short * FACTOR * NOISE):
            return False
    return True


@pytest.mark.parametrize("name", some(sorted(HOSTILE), 12))
def test_every_text_takes_time_in_proportion_to_its_length(name: str, campaign: Campaign) -> None:
    with campaign.attempt("growth"):
        assert not too_slow(HOSTILE[name])


NAMED: dict[str, tuple[Callable[[int], str], int]] = {
    "notices on one line": (lambda times: FRONT_MATTER + "{{ a }}" * times, 80_000 // len("{{ a }}")),
    "tags that never end": (lambda times: FRONT_MATTER + "<p " * times, 30_000 // len("<p ")),
    "comments that never end": (lambda times: FRONT_MATTER + "<!-- " * times, 20_000),
    "links": (lambda times: FRONT_MATTER + "[a](b)" * times, 20_000),
    "attributes of one tag": (lambda times: FRONT_MATTER + "<a " + 'href="x" ' * times + ">x</a>", 20_000),
    "marks of notes": (lambda times: FRONT_MATTER + "[^a]" * times, 50_000),
    "a note that is marked often": (lambda times: FRONT_MATTER + "[^a]" * times + "\n\n[^a]: a\n", 50_000),
    "emphasis across links": (lambda times: FRONT_MATTER + "**x [a*b**c*](d)" * times, 20_000),
    "numeric references": (lambda times: FRONT_MATTER + "&#8;" * times + "`&#8;`" * times, 20_000),
    "numeric references in HTML": (lambda times: FRONT_MATTER + "<p>" + "&#8;<!--" * times, 20_000),
    "addresses of one image": (lambda times: FRONT_MATTER + f'<img srcset="{"https://a" * times}">', 20_000),
}
"""Texts that once took minutes or gigabytes, each with how often its piece was repeated."""


@pytest.mark.parametrize("name", some(sorted(NAMED), 2))
def test_what_once_took_minutes_takes_time_in_proportion_to_its_length(name: str, campaign: Campaign) -> None:
    text_of, times = NAMED[name]
    with campaign.attempt("growth"):
        assert not too_slow(text_of, times // FACTOR)


@pytest.mark.skipif(not WHOLE, reason="these are many: make harden")
def test_texts_of_any_pieces_take_time_in_proportion_to_their_length(campaign: Campaign) -> None:
    rng = random.Random(20_261_201)
    for _ in range(300):
        piece = "".join(rng.choices([*PIECES, *LINES, "\n", "\n\n"], k=rng.randrange(2, 5)))
        with campaign.attempt("growth"):
            assert not too_slow(partial(_repeated, piece)), piece


def _repeated(piece: str, times: int) -> str:
    return FRONT_MATTER + piece * times


def test_a_long_definition_is_not_repeated_without_end(campaign: Campaign) -> None:
    with campaign.attempt("growth"):
        parsed = parse_document(
            PATH, document_kind(PATH), HOSTILE["body long definition"](10_000).encode(), OPTIONS
        )
        assert len(parsed.body) < 2_000_000
        (told,) = parsed.document.diagnostics
        assert (told.code, told.span.line) == ("link-definition-overused", 5)


def test_a_notice_keeps_no_more_of_a_line_than_its_place() -> None:
    found = read_and_shown(HOSTILE["piece '{{ a }}'"](10_000))
    assert len(found) == 10_000
    assert sum(len(each.excerpt) for each in found) <= 10_000 * 400
