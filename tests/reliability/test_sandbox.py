# SPDX-License-Identifier: MIT
"""A theme that wants too much, or out: each attempt ends with a message that names template and line."""

import resource
from collections.abc import Iterator
from itertools import product

import pytest

from letterpress.diagnostics import Diagnostic
from letterpress.render.context import TemplateSource
from letterpress.render.rendered import Rendered
from letterpress.render.templates.environment import ThemeEnvironment
from letterpress.render.templates.fast_environment import FastEnvironment
from letterpress.render.templates.loader import ThemeFiles
from letterpress.render.templates.pages import Templates
from tests.support.campaign import Campaign, some
from tests.support.theme_samples import job, page, post, site

SITE = site()
JOB = job("post", page("post", "題", "/posts/hello/"), post=post())
KINDS = (FastEnvironment, ThemeEnvironment)
"""With the versions of Jinja that the fast way was proved for, and with others."""

ATTACKS: tuple[str, ...] = (
    "{{ 1.5 | round(10**9) }}",
    "{{ 1.5 | round(10**9, 'ceil') }}",
    "{{ 5 | round(-10**9) }}",
    "{{ 1.5 | round(precision=-10**9) }}",
    "{{ [1] | slice(10**9) | list }}",
    "{{ [1] | slice(slices=10**9) | list }}",
    "{{ [1] | batch(10**9, 0) | list }}",
    "{{ [1] | batch(linecount=10**9, fill_with=0) | list }}",
    "{% for x in [1] | slice(10**8) %}{% endfor %}",
    "{% for x in [1] | batch(10**8, 'x') %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = [n.x, n.x] | join %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = '%s%s' | format(n.x, n.x) %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = '%s%s' % (n.x, n.x) %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x | replace('a', 'aa') %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x.replace('a', 'aa') %}{% endfor %}",
    (
        "{% set n = namespace(x='<') %}{% for i in range(60) %}{% set n.x = (n.x | forceescape | string) ~ n.x %}{"
        "% endfor %}"
    ),
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    (
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | stri"
        "ng }}"
    ),
    (
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | tojs"
        "on }}"
    ),
    (
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | json"
        "_ld }}"
    ),
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x ~ '' }}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | upper }}",
    (
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y,"
        " n.y] %}{% endfor %}{{ n.x == n.y }}"
    ),
    (
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y,"
        " n.y] %}{% endfor %}{{ n.x is eq n.y }}"
    ),
    (
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y,"
        " n.y] %}{% endfor %}{{ n.x in [n.y] }}"
    ),
    (
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y,"
        " n.y] %}{% endfor %}{{ [n.x, n.y] | sort }}"
    ),
    (
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y,"
        " n.y] %}{% endfor %}{{ [n.x, n.y] | max }}"
    ),
    (
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y,"
        " n.y] %}{% endfor %}{{ [n.x] | select('eq', n.y) | list }}"
    ),
    (
        "{% set n = namespace(x={'a': 1}) %}{% for i in range(60) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor "
        "%}{{ n.x }}"
    ),
    (
        "{% set n = namespace(x={'a': 1}) %}{% for i in range(60) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor "
        "%}{{ n.x | xmlattr }}"
    ),
    (
        "{% set n = namespace(x={'a': 1}) %}{% for i in range(60) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor "
        "%}{{ n.x | urlencode }}"
    ),
    (
        "{% set n = namespace(x={'a': 1}) %}{% for i in range(60) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor "
        "%}{{ '%s' % n.x }}"
    ),
    (
        "{% set n = namespace(x={'a': 1}) %}{% for i in range(60) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor "
        "%}{{ '%s' | format(n.x) }}"
    ),
    "{{ 'a' * 10**9 }}",
    "{{ 10**9 * 'a' }}",
    "{{ [1] * 10**9 }}",
    "{{ (1,) * 10**9 }}",
    "{{ ([0] * 99999, ) * 99999 }}",
    "{% set a = 'x' * 99999 %}{% for i in range(10000) %}{{ a }}{% endfor %}",
    "{% set a = 'x' * 99999 %}{% for i in range(10000) %}{{ a | upper }}{% endfor %}",
    "{% set a = '<' * 99999 %}{% for i in range(10000) %}{{ a }}{% endfor %}",
    "{% set a = 'x' * 99999 %}{% for i in range(10000) %}{% set b = a.upper() %}{% endfor %}",
    "{% set a = 'x' * 99999 %}{% for i in range(10000) %}{% set b = a[1:] %}{% endfor %}",
    "{% set a = 'x' * 99999 %}{% for i in range(10000) %}{% if a.count('y') %}{% endif %}{% endfor %}",
    "{% set a = 'x' * 99999 %}{% for i in range(10000) %}{% if page.title in a %}{% endif %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% if i in a %}{% endif %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% if i is in a %}{% endif %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{{ a | sum }}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{{ a | sort | first }}{% endfor %}",
    (
        "{% set a = [0] * 99999 %}{% for i in range(10000) %}{{ a | map('string') | first }}{{ a | list | first }}"
        "{% endfor %}"
    ),
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{{ a | reverse | list | first }}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{{ a | unique | list }}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{{ a | groupby(0) | list | length }}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% set b = a[:] %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% set b = a.count(1) %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% set b = a.index(1) %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% set b = dict(x=a) %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% set b = cycler(*a) %}{% endfor %}",
    "{% set a = [0] * 99999 %}{% for i in range(10000) %}{% set b = a + a %}{% endfor %}",
    "{% set a = [[0]] * 9999 %}{{ a | sum(start=[]) | length }}",
    "{{ ('a' * 99999).replace('a', 'b' * 99999) }}",
    "{{ 'a' * 99999 | replace('a', 'b' * 99999) }}",
    "{{ ('a' * 99999) | replace('a', 'b' * 99999) }}",
    "{{ ('b' * 99999).join(['a'] * 99999) }}",
    "{{ ['a'] * 99999 | join('b' * 99999) }}",
    "{{ (['a'] * 99999) | join('b' * 99999) }}",
    "{{ ('%s' * 9999) | format(*(['b' * 99999] * 9999)) }}",
    "{{ '%999999999d' | format(1) }}",
    "{{ '%.999999999f' % 1.5 }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ '%(a)999999999d' | format(a=1) }}",
    "{{ [1] | tojson(indent=10**9) }}",
    "{{ {'a': [1]} | tojson(10**9) }}",
    "{{ [1] | tojson(indent=' ' * 99999) }}",
    "{{ 2**(10**9) }}",
    "{{ 2 ** 99999 ** 99 }}",
    "{{ (2 ** 99999) * (2 ** 99999) }}",
    "{% set n = namespace(x=3) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    (
        "{% set a = 2 ** 49000 %}{% for i in range(10000) %}{% for j in range(90) %}{% set b = a * a %}{% endfor %"
        "}{% endfor %}"
    ),
    "{{ range(10**9) | list }}",
    "{{ range(10001) | list }}",
    "{{ range(0, 10**9, 1) | length }}",
    "{{ 'x' | center(10**9) }}",
    "{{ 'x' | indent(10**9) }}",
    "{{ 'x' | wordwrap(1) }}",
    "{{ lipsum(10**9) }}",
    "{{ data | pprint }}",
    "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
    (
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% else %}{{ 'x' * 999 }}{% endif %}{% endmacro %}{"
        "{ f(30) }}"
    ),
    (
        "{% macro f() %}{{ caller() }}{{ caller() }}{% endmacro %}{% call f() %}{% call f() %}{% call f() %}{% for"
        " i in range(9999) %}{{ 'x' * 99999 }}{% endfor %}{% endcall %}{% endcall %}{% endcall %}"
    ),
    "{% include 'post.html' %}",
    "{% include 'post.html' %}{% include 'post.html' %}",
    "{% import 'post.html' as p %}{{ p }}",
    "{% extends 'post.html' %}",
    "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
    "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{{ cycler(1, 2).next() }}{% endfor %}{% endfor %}",
    "{% filter upper %}{% for a in range(9999) %}{{ 'x' * 99999 }}{% endfor %}{% endfilter %}",
    "{{ ('<!--' * 24999) | striptags }}{% for i in range(9999) %}{{ ('<!-- -->' * 9999) | striptags }}{% endfor %}",
    "{% for i in range(9999) %}{{ ('a ' * 49999) | wordcount }}{{ ('a ' * 49999) | title | length }}{% endfor %}",
    "{% for i in range(9999) %}{{ ('a ' * 49999).split() | length }}{% endfor %}",
    "{% for i in range(9999) %}{{ ('9' * 99999) | int(base=36) }}{% endfor %}",
    "{% for i in range(9999) %}{{ ('x' * 99999) | truncate(9, True, 'y' * 99999) }}{% endfor %}",
    "{% for i in range(9999) %}{{ ('é' * 99999) | urlencode }}{% endfor %}",
    "{% for i in range(9999) %}{% set x = ('<' * 99999) | e %}{% endfor %}",
)
"""Pages that would run for hours or fill the memory."""

OWNERS = (
    "page",
    "post",
    "post.card",
    "site",
    "data",
    "''",
    "('' | safe)",
    "[]",
    "{}",
    "()",
    "1",
    "1.5",
    "true",
    "none",
    "range",
    "range(2)",
    "dict",
    "cycler(1)",
    "joiner()",
    "namespace(a=1)",
    "self",
    "post.card.date",
    "page.title.upper",
    "lipsum",
)
NAMES = ("__class__", "__init__", "__globals__", "__dict__", "__reduce_ex__", "mro", "_x", "__getattribute__")
FORMS = ("{{{{ {0}.{1} }}}}", "{{{{ {0}['{1}'] }}}}", "{{{{ [{0}] | map(attribute='{1}') | list }}}}")
ESCAPES = tuple(form.format(*each) for each in product(OWNERS, NAMES) for form in FORMS)
"""Ways from anything that a template holds to what Python knows of it."""


def rendered(kind: type[ThemeEnvironment], source: str) -> Rendered:
    """What becomes of a page with this template."""
    files = ThemeFiles({"post.html": TemplateSource("post.html", f"<p>\n{source}")}, "templates")
    return Templates(kind(files, None, "ja", {})).render(JOB, SITE, {"file": [1]})


def fault(kind: type[ThemeEnvironment], source: str) -> Diagnostic:
    """The message that a template ends with."""
    (found,) = rendered(kind, source).diagnostics
    return found


@pytest.fixture(scope="module", autouse=True)
def little_memory() -> Iterator[None]:
    """A page that fills the memory fails, and not the machine; other tests, such as those of browsers, need more."""
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    if most in (resource.RLIM_INFINITY, -1):
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, most))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (before, most))


@pytest.mark.parametrize("source", some(ATTACKS, 16))
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_takes_more_than_it_may(
    kind: type[ThemeEnvironment], source: str, campaign: Campaign
) -> None:
    with campaign.attempt("sandbox resources"):
        found = fault(kind, source)
        assert found.code.startswith("template-")
        assert found.span.path == "post.html"
        assert "MemoryError" not in found.message.en


@pytest.mark.parametrize("source", some(ESCAPES, 40))
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_leads_out(kind: type[ThemeEnvironment], source: str, campaign: Campaign) -> None:
    with campaign.attempt("sandbox escapes"):
        page_or_fault = rendered(kind, source)
        text = (page_or_fault.data or b"").decode()
        assert page_or_fault.diagnostics or not any(
            sign in text for sign in (" at 0x", "class ", "letterpress.")
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "shown",
    [
        "data",
        "site",
        "page",
        "post.card",
        "range",
        "cycler(1)",
        "joiner()",
        "''.upper",
        "[site]",
        "{'a': data}",
        "namespace()",
        "[1] | map('upper')",
        "data ~ ''",
        "data | string",
        "[data] | join",
        "'%s' % data",
        "'%s' | format(data)",
    ],
)
def test_what_is_no_text_is_not_shown(kind: type[ThemeEnvironment], shown: str) -> None:
    found = fault(kind, f"{{{{ {shown} }}}}")
    assert (found.span.path, found.span.line) == ("post.html", 2)
    told = f"{found.message.en} {found.hint.en if found.hint else ''}"
    assert not any(sign in told for sign in ("0x", "letterpress", "View", "object", "<"))


def test_the_message_says_what_can_be_shown() -> None:
    found = fault(FastEnvironment, "{{ site }}")
    assert found.message.en == "this is no text that a page could show"
    assert found.hint is not None
    assert "`title`" in found.hint.en


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_too_costly_is_told_with_its_line(kind: type[ThemeEnvironment]) -> None:
    found = fault(
        kind, "{% set n = namespace(x='a') %}\n{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
    )
    assert found.span.line == 3
    assert found.message.en == "one page took more than 1,000,000 steps"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "{{ 1.25 | round(1) }} {{ [3, 1] | sort }} {{ none }} {{ {'a': 1} }}",
            "1.2 [1, 3] None {&#39;a&#39;: 1}",
        ),
        ("{{ 'a' ~ 1 ~ '<' }} {{ 1 + 2 }} {{ 'a' + 'b' }} {{ [1] + [2] }}", "a1&lt; 3 ab [1, 2]"),
        (
            "{{ [1, 2, 3] | batch(2, 0) | list }} {{ [1, 2, 3] | slice(2) | list }}",
            "[[1, 2], [3, 0]] [[1, 2], [3]]",
        ),
        ("{{ '<b>a</b> <!-- b --> c &amp; d' | striptags }}", "a c &amp; d"),
        ("{{ {'a': [1]} | tojson(2) }}", '{\n  "a": [\n    1\n  ]\n}'),
        ("{{ 'abc'[1:] }} {{ 2 in [1, 2] }} {{ 'a' < 'b' }} {{ [1] == [1] }}", "bc True True True"),
    ],
)
def test_what_pages_need_is_what_it_was(kind: type[ThemeEnvironment], source: str, shown: str) -> None:
    assert (rendered(kind, source).data or b"").decode() == f"<p>\n{shown}\n"
