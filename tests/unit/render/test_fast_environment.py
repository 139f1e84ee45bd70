# SPDX-License-Identifier: MIT
"""The fast environment of a theme renders what the plain one does, which uses Jinja's public interface alone."""

import random
from collections.abc import Callable, Mapping

import pytest
from markupsafe import Markup, escape
from tests.support.theme_samples import ROOT, THEMES, card, carried, job, jobs, page, post, site, words_of

from letterpress.locale.words import Word
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.render.context import TemplateSource
from letterpress.render.rendered import Rendered
from letterpress.render.templates.bytecode_cache import JINJA_VERSION
from letterpress.render.templates.environment import ThemeEnvironment
from letterpress.render.templates.errors import Refused
from letterpress.render.templates.fast_environment import FastEnvironment, writer
from letterpress.render.templates.loader import ThemeFiles
from letterpress.render.templates.pages import PROVEN_VERSIONS, Templates

pytestmark = pytest.mark.skipif(
    JINJA_VERSION not in PROVEN_VERSIONS, reason="with this version the fast environment is not in use"
)
SITE = site()
POSTS = tuple(
    card(slug, title) for slug, title in (("one", "一つ目"), ("two", "a < b"), ("three", "\"three'"))
)
JOB = job("post", page("post", "題 & <名>", "/posts/x/"), post=post(card=card(title="<i>")), posts=POSTS)

BASE = """<title>{% block title %}base of {{ site.title }}{% endblock %}</title>
{% set mood = "calm" %}{{ mood }} {{ page.title }}
{% block main %}nothing{% endblock %}
{% block after scoped %}{{ mood }}, {{ page.kind }}{% endblock %} end"""

CASES = {
    "fields of views, in a row and in loops": (
        "{{ post.card.title }} {% for each in posts %}{{ loop.index }} {{ each.title }}"
        "{% for tag in each.tags %}[{{ tag.title }}]{% else %}-{% endfor %}{% endfor %}"
    ),
    "a loop that leaves some out": "{% for each in posts if each.title != '一つ目' %}{{ each.title }},{% endfor %}",
    "a loop that calls itself": (
        "{% for each in [post.card, posts] recursive %}{% if each is sequence %}<{{ loop(each) }}>{% else %}"
        "{{ loop.depth }}{{ each.title }}{% endif %}{% endfor %}"
    ),
    "a field that is a key, too": "{{ {'title': 1, 'url': 2}.title }} {{ {'title': post}.title.card.url }}",
    "a field of what is not there": "{{ {}.title | default('none') }}{{ nothing.title }}",
    "a field that views lack": "{{ post.nothing is defined }} {{ post.card.html is defined }}",
    "a field of nothing": "{{ post.series.title }}",
    "a method by the name of a field": "{{ 'abc'.title() }} {{ {'a': 1}.items() | list }} {{ ['x'].count('x') }}",
    "a method out of reach by the name of a field": "{{ (1).html }}",
    "a page that extends": "{% extends 'base.html' %}{% block main %}{{ super() }} {{ post.card.url }}{% endblock %}",
    "a page that extends where it wants": (
        "before {% if post %}{% extends 'base.html' %}{% endif %} after {% block main %}{{ mood }}{% endblock %}"
    ),
    "a page that does not extend after all": (
        "before {% if not post %}{% extends 'base.html' %}{% endif %} after {% block main %}here{% endblock %}"
    ),
    "a block shown twice": "{% block name %}{{ post.card.title }}{% endblock %} {{ self.name() }}",
    "an include": "{% set x = 1 %}a {% include 'part.html' %} b {% set x = 2 %}{% include 'part.html' %} c",
    "an include without context": "a {% include 'alone.html' without context %} b {{ page.title }}",
    "an include without context in a loop": (
        "{% for each in posts %}<{{ each.title }}{% include 'alone.html' without context %}>{% endfor %} end"
    ),
    "an include without context in a block": (
        "{% block main %}a {% include 'alone.html' without context %} b{% endblock %} c"
    ),
    "an include of what is not there": "a {% include 'gone.html' ignore missing %} b",
    "captured text": (
        "{% set x %}<b>{{ post.card.title }}</b>{% endset %}{{ x }} {% filter upper %}{{ page.kind }}{% endfilter %}"
    ),
    "a macro by place, by name and by default": (
        "{% macro m(a, b='<d>', c=a) %}{{ a }}|{{ b }}|{{ c }};{% endmacro %}"
        "{{ m(1) }}{{ m(1, 2) }}{{ m('<', post.card.title, '>') }}{{ m(b=1, a=post.card.url) }}{{ m(*[1, 2, 3]) }}"
    ),
    "a macro that takes more": (
        "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }}{{ m(1, 2, x=3) }}"
    ),
    "a macro that is given text": (
        "{% macro m(a) %}<{{ a }}>{{ caller(page.kind) }}{% endmacro %}{% call(k) m(1) %}{{ k }}&{% endcall %}"
    ),
    "a macro called with too little": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
    "a macro called with too much": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "a macro whose text is used again": (
        "{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{% set x = m(page.title) %}{{ x }}{{ x ~ '<' }}{{ x | length }}"
    ),
    "a macro from elsewhere": (
        "{% import 'macros.html' as m %}{{ m.shout(page.title) }}{% from 'macros.html' import shout %}{{ shout(1) }}"
    ),
    "text that is not escaped": (
        "{% macro m(a) %}<{{ a }}>{% endmacro %}{% set n = namespace() %}{% autoescape false %}{{ page.title }}"
        "{% set n.text = m(1) %}{% endautoescape %}{{ n.text }}{{ page.title }}{{ m(2) ~ '<' }}"
    ),
    "text that may be escaped": "{% autoescape not not post %}{{ page.title }}{{ post.card.title }}{% endautoescape %}",
    "names set along the way": (
        "{% set n = namespace(count=0) %}{% for each in posts %}{% set n.count = n.count + 1 %}{% endfor %}"
        "{{ n.count }}"
        "{% with a = post.card.title %}{{ a }}{% endwith %}"
    ),
    "one of two": "{{ post.card.title if post.updated else page.title }}{{ post.updated.year if post.updated }}",
    "the same error at the same place": "fine\n{{ post.card.title }}\n{{ post.card.nothing }}",
}
OTHERS = {
    "base.html": BASE,
    "part.html": "({{ x }}{{ post.card.title }})",
    "alone.html": "({{ site is defined }})",
    "macros.html": "{% macro shout(a) %}<b>{{ a | upper }}</b>{% endmacro %}",
}

ByLanguage = Mapping[str, Mapping[str, Word]]
NO_WORDS: ByLanguage = {}


def fast(files: Mapping[str, TemplateSource], words: ByLanguage = NO_WORDS) -> FastEnvironment:
    return FastEnvironment(ThemeFiles(files, "theme"), None, "ja", {}, words)


def plain(files: Mapping[str, TemplateSource], words: ByLanguage = NO_WORDS) -> ThemeEnvironment:
    return ThemeEnvironment(ThemeFiles(files, "theme"), None, "ja", {}, words)


def written(environment: ThemeEnvironment) -> Rendered:
    """The bytes of a page and what it read, or what its theme is told."""
    return Templates(environment).render(JOB, SITE, {})


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_of_our_themes(theme: str) -> None:
    files = carried(ROOT / "themes" / theme / "templates")
    words = words_of(theme).by_language
    quick, slow = Templates(fast(files, words)), Templates(plain(files, words))
    for name, one in jobs().items():
        page = quick.render(one, SITE, {})
        assert page.diagnostics == (), name
        assert page == slow.render(one, SITE, {}), name


@pytest.mark.parametrize("case", CASES)
def test_whatever_a_theme_may_write(case: str) -> None:
    files = {name: TemplateSource(name, text) for name, text in {**OTHERS, "post.html": CASES[case]}.items()}
    assert written(fast(files)) == written(plain(files))


def test_it_is_other_code() -> None:
    """Else these tests would compare a thing to itself."""
    assert "in views_with_title else" in fast({}).compile("{{ post.title }}", raw=True)
    assert "views_with" not in plain({}).compile("{{ post.title }}", raw=True)


IMPORTED = {
    "post.html": "{% from 'set.html' import hello %}{{ hello }}",
    "set.html": "{% from 'more.html' import mark %}{% set hello = 'hello' | t ~ mark %}",
    "more.html": "{% set mark = '!' %}",
}
HELLO: ByLanguage = {"ja": {"hello": "こんにちは"}, "en": {"hello": "Hello"}}


@pytest.mark.parametrize("make", [fast, plain])
def test_what_a_template_sets_is_in_the_language_of_each_page_that_imports_it(
    make: Callable[[Mapping[str, TemplateSource], ByLanguage], ThemeEnvironment],
) -> None:
    """And counts as read by each of them."""
    sources = {name: TemplateSource(name, text) for name, text in IMPORTED.items()}
    templates = Templates(make(sources, HELLO))
    reads = sorted([InputKey(InputKind.TEMPLATE, name) for name in IMPORTED])
    for language in ("ja", "en", "ja", "ja"):
        written = templates.render(
            job("post", page("post", "題", "/posts/x/", lang=language)), SITE, {"shown": "!"}
        )
        assert written.diagnostics == ()
        assert written.data == {"ja": "こんにちは!\n", "en": "Hello!\n"}[language].encode()
        assert written.reads == (*reads, InputKey(InputKind.WORDS, language))


# Escaping


class Clever:
    """A value that says itself what it is in HTML."""

    def __html__(self) -> str:
        return "<b>clever</b>"


@pytest.mark.parametrize(
    "value", ["", "a < b", "'\"&", "便り", Markup("<b>"), Markup(""), None, 3, True, 2.5, ("<",)]
)
def test_any_value_reads_as_the_library_writes_it(value: object) -> None:
    assert "".join([writer(fast({}))(value)]) == str(escape(value))


def test_a_value_that_writes_itself_is_refused() -> None:
    with pytest.raises(Refused):
        writer(fast({}))(Clever())


def test_any_text_reads_as_the_library_writes_it() -> None:
    rng, written = random.Random(5), writer(fast({}))
    for _ in range(2000):
        text = "".join(rng.choices("ab <>&\"';#39ampltgt便り\n\0\u2028", k=rng.randrange(12)))
        assert written(text) == str(escape(text))
