# SPDX-License-Identifier: MIT
"""The press theme's style sheet: size, contrast in both schemes, and colours for all that Pygments marks."""

import re

import pytest
from pygments.token import STANDARD_TYPES, Comment, Error, Generic, Keyword, Literal, Name
from tests.support.theme_samples import ROOT

STYLE = (ROOT / "themes" / "press" / "static" / "style.css").read_text("utf-8")
PAIRS = (
    *(("ink", "paper"), ("soft", "paper"), ("seal", "paper"), ("ink", "raised"), ("soft", "raised")),
    *(("seal", "raised"), ("paper", "ink"), ("paper", "seal")),
    *(
        (f"code-{role}", "raised")
        for role in ("comment", "keyword", "string", "number", "name", "added", "removed")
    ),
)
LEAST_CONTRAST = 4.5
"""For text, by level AA of WCAG 2.2: https://www.w3.org/TR/WCAG22/#contrast-minimum"""


def colours(scheme: str) -> dict[str, str]:
    light, _, rest = STYLE.partition("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rest)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_can_be_read(scheme: str, front: str, back: str) -> None:
    found = colours(scheme)
    high, low = sorted((luminance(found[front]), luminance(found[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= LEAST_CONTRAST


def test_both_schemes_name_the_same_colours() -> None:
    dark = STYLE.partition("@media screen and (prefers-color-scheme: dark)")[2]
    assert set(colours("light")) == set(re.findall(r"--([\w-]+): #[0-9a-f]{6};", dark))


def test_it_is_small_and_asks_for_nothing_else() -> None:
    assert len(STYLE.encode()) < 25_000
    assert not re.search(r"url\(|@import|@font-face", STYLE)


def families() -> list[str]:
    """The classes of everything that Pygments tells apart from plain text."""
    roots = (Comment, Keyword, Literal.String, Literal.Number, Literal.Date, Error)
    names = (
        Name.Function,
        Name.Class,
        Name.Decorator,
        Name.Exception,
        Name.Builtin,
        Name.Tag,
        Name.Attribute,
    )
    diffs = (Generic.Deleted, Generic.Inserted, Generic.Heading, Generic.Subheading, Generic.Strong)
    output = (Generic.Error, Generic.Output, Generic.Prompt, Generic.Traceback)
    wanted = (*roots, *names, *diffs, *output)
    return sorted(
        css
        for token, css in STANDARD_TYPES.items()
        if css and any(token in root for root in wanted)  # type: ignore[comparison-overlap]
    )


@pytest.mark.parametrize("css", families())
def test_every_kind_of_code_has_a_colour(css: str) -> None:
    named = set(re.findall(r"\.(\w+)", "".join(re.findall(r"^pre [^{]*", STYLE, re.MULTILINE))))
    prefixes = re.findall(r'^pre .*?\[class\^="(\w+)"\]', STYLE, re.MULTILINE)
    assert css in named or css.startswith(tuple(prefixes))
