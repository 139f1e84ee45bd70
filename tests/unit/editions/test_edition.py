# SPDX-License-Identifier: MIT
"""A rendered letter made fit for mailing services: nothing in a text is taken for their template syntax."""

import pytest
from jinja2 import Environment

from letterpress.editions.edition import (
    UNSUBSCRIBE,
    VIEW,
    edition,
    escaped_html,
    escaped_text,
    fragment,
    inlined,
    words_of,
)
from letterpress.editions.profiles import Escape, Profile

PAGE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>春</title>
<style>
p { color: #333333; }
a:hover { color: red; }
@media (max-width: 480px) {
  p { color: blue !important; }
}
</style></head>
<body><p>値は <code>{{ name }}</code> と {% raw %} と {{{ です。<a href="https://example.com/?q={{x}}">店</a></p>
<p><a href="https://unsubscribe.letterpress.invalid/">やめる</a> <a href="https://view.letterpress.invalid/">見る</a></p></body></html>
"""
ENGINE = Environment(autoescape=False)  # noqa: S701 - as mailing services use it
DOUBLE = (Escape("{{", '{{ "{{" }}'), Escape("{%", '{{ "{%" }}'), Escape("{#", '{{ "{#" }}'))


def test_styles_go_into_elements_and_only_rules_for_screens_stay() -> None:
    page = inlined(PAGE)
    assert page.startswith("<!DOCTYPE html>")
    assert '<p style="color: #333333;">' in page
    assert "@media (max-width: 480px) {\n  p { color: blue !important; }\n}" in page
    assert "hover" not in page


def test_text_comes_out_of_a_template_engine_as_its_reader_should_see_it() -> None:
    html = escaped_html(inlined(PAGE), DOUBLE)
    assert words_of(ENGINE.from_string(html).render(name="WRONG", x="WRONG")) == words_of(PAGE)
    for text in ("{{ name }}", "{% raw %}", "{{{", "{# note #}", "a {{ b }} {% c %}"):
        assert ENGINE.from_string(escaped_text(text, DOUBLE)).render() == text


def test_the_addresses_of_the_service_come_last_and_are_not_escaped() -> None:
    profile = Profile(name="kit", unsubscribe="{{ unsubscribe_url }}", escape=DOUBLE)
    made = edition(
        subject="{{ a }}",
        page=PAGE,
        text=f"見る: {VIEW}\nやめる: {UNSUBSCRIBE}\n",
        profile=profile,
        view="https://example.com/newsletter/1/?a=1&b=2",
        unsubscribe="https://example.com/stop/",
    )
    assert made.subject == '{{ "{{" }} a }}'
    assert '<a href="{{ unsubscribe_url }}">やめる</a>' in made.html
    assert '<a href="https://example.com/newsletter/1/?a=1&amp;b=2">見る</a>' in made.html
    assert made.text == "見る: https://example.com/newsletter/1/?a=1&b=2\nやめる: {{ unsubscribe_url }}\n"


def test_a_fragment_is_what_stands_in_the_body() -> None:
    inside = fragment(PAGE)
    assert inside.startswith("<p>値は")
    assert "<style" not in inside
    assert "</body>" not in inside


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        ("*|", "&#42;&#124;NAME|* 様"),
        ("*|NAME|*", "&#42;&#124;NAME&#124;&#42; 様"),
    ],
)
def test_other_marks_are_escaped_as_they_are_listed(find: str, expected: str) -> None:
    assert escaped_html("*|NAME|* 様", (Escape(find),)) == expected
