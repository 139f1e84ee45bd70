# SPDX-License-Identifier: MIT
"""A theme may come from anywhere: what it tries, and that nothing but views and filters is in its reach."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup
from tests.support.theme_samples import carried, job, page, post, site

from letterpress.render.context import TemplateSource
from letterpress.render.templates.environment import VIEWS, Data, ThemeEnvironment
from letterpress.render.templates.errors import Absent
from letterpress.render.templates.fast_environment import FastEnvironment
from letterpress.render.templates.loader import ThemeFiles
from letterpress.render.templates.pages import Templates, open_templates

SITE = site()
JOB = job("post", page("post", "題", "/posts/hello/"), post=post())
OTHER_FILES = {
    "macros.html": "{% macro f() %}{% endmacro %}",
    "base.html": "{% block a %}{% endblock %}",
}

# Ways out of template sandboxes that have worked somewhere, each for the objects that this one hands out.
ESCAPES = (
    # the class of a text, a number, a list, and what hangs on it
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__']['__mro__'] }}",
    "{{ (1).__class__.__base__ }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ ({}).__class__.__bases__[0] }}",
    "{{ page.title.__class__.__base__.__subclasses__() }}",
    "{{ true.__class__.mro() }}",
    "{{ none.__init__ }}",
    # the attr filter, and names put together while running
    "{{ '' | attr('__class__') }}",
    "{{ '' | attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{% set name = ['__', 'class', '__'] | join %}{{ page[name] }}",
    "{{ [''] | map(attribute='__class__') | first }}",
    "{{ [page] | map(attribute='__class__.__mro__') | first }}",
    "{{ [page, page] | sort(attribute='__class__') }}",
    "{{ ([''] | groupby('__class__') | first).grouper }}",
    "{{ [''] | selectattr('__class__') | list }}",
    "{{ [''] | sum(attribute='__doc__') }}",
    "{{ ['', 'a'] | unique(attribute='__class__') | list }}",
    "{{ [{}] | map('attr', '__class__') | list }}",
    # text formatting that reads attributes
    "{{ '{0.__class__}'.format(page) }}",
    "{{ '{0.__class__.__mro__}' | safe | string }}{{ ('{0.__class__}' | safe).format(page) }}",
    "{{ '{p.__class__}'.format_map({'p': page}) }}",
    "{% set f = ''.format %}{{ f() }}",
    "{{ ['{0.__class__}'] | map('format', page) | map('upper') | first | attr('x') }}",
    # views
    "{{ page.__class__ }}",
    "{{ page.__struct_fields__ }}",
    "{{ page.__init__.__globals__ }}",
    "{{ page.__replace__(title='x') }}",
    "{{ post.card.__reduce__() }}",
    "{{ site.__getstate__() }}",
    "{{ post['card']['__class__'] }}",
    # functions, macros, modules and what Jinja itself puts in
    "{{ range.__class__ }}",
    "{{ dict.__mro__ }}",
    "{{ dict.fromkeys }}",
    "{{ lipsum.__globals__ }}",
    "{{ lipsum() }}",
    "{{ cycler.__init__.__globals__.os.getcwd() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{% set ns = namespace(a=1) %}{{ ns.__class__ }}",
    "{% set ns = namespace(a=1) %}{{ ns._Namespace__attrs }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% macro m() %}{{ varargs.__class__ }}{{ kwargs.__class__ }}{% endmacro %}{{ m(1) }}",
    "{% import 'macros.html' as m %}{{ m.__class__ }}",
    "{% import 'macros.html' as m %}{{ m._body_stream.append('x') }}",
    "{% import 'macros.html' as m %}{{ m['f']['__globals__'] }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{% block a %}{{ self.a._context }}{% endblock %}",
    "{% block a %}{{ super.__self__ }}{% endblock %}",
    "{% extends 'base.html' %}{% block a %}{{ super._context.environment }}{% endblock %}",
    "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for x in [1] recursive %}{{ loop._recurse.__globals__ }}{% endfor %}",
    "{% set c = cycler(1, 2) %}{{ c.__class__ }}",
    "{{ nothing.__class__ }}",
    "{{ nothing._fail_with_undefined_error }}",
    "{{ page.nothing.__init__.__globals__ }}",
    # changing what others see
    "{{ site.settings.update({'footer': 'x'}) }}",
    "{{ site.settings.clear() }}",
    "{{ site.settings.pop('footer') }}",
    "{% do site.settings.update({}) %}",
    "{% set site.title = 'x' %}",
    "{{ [].append(1) }}",
    "{{ data._files }}",
    "{{ data._reads.clear() }}",
    "{{ data.read.__globals__ }}",
    "{{ data['__class__'] }}",
    # other modules, files and the environment
    "{{ import('os') }}",
    "{% import '/etc/passwd' as p %}",
    "{% include '../../../../etc/passwd' %}",
    "{% extends page %}",
    "{% debug %}",
    "{{ config }}",
    "{{ request }}",
    "{{ environment }}",
    "{{ page.title.encode }}",
    "{{ post.card.date.strftime('%Y') }}",
    "{{ post.card.date.tzinfo }}",
    "{{ post.card.date.__reduce__() }}",
    "{{ [page] | random }}",
    "{{ page | pprint }}",
)

# A page that would run for hours, or fill the memory.
HUNGRY = (
    "{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}",
    "{% set r = range(10000) %}{% for a in r %}{% for b in r %}{% for c in r %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in [1] %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ range(1000000000) | list }}",
    "{{ range(10001) | length }}",
    "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
    "{% include 'post.html' %}{% include 'post.html' %}",
    "{{ 'x' * 1000000000 }}",
    "{{ 1000000000 * 'x' }}",
    "{{ [0] * 1000000000 }}",
    "{{ 9 ** (9 ** 9) }}",
    "{% set n = namespace(x=9) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% set n = namespace(x=9) %}{% for i in range(60) %}{% set n.x = n.x ** 9 %}{% endfor %}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%*d' % (1000000000, 1) }}",
    "{{ '%.1000000000f' | format(1) }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ lipsum(n=100000) }}",
)


BOTH = pytest.mark.parametrize("kind", [ThemeEnvironment, FastEnvironment])
"""With the versions of Jinja that the fast way was proved for, and with others."""


def attempt(kind: type[ThemeEnvironment], source: str) -> str:
    """The code of the diagnostic that a template ends with."""
    texts = {**OTHER_FILES, "post.html": source}
    files = ThemeFiles({name: TemplateSource(name, text) for name, text in texts.items()}, "templates")
    (fault,) = Templates(kind(files, None, "ja", {})).render(JOB, SITE, {"file": 1}).diagnostics
    return fault.code


@BOTH
@pytest.mark.parametrize("source", ESCAPES)
def test_no_way_out(source: str, kind: type[ThemeEnvironment]) -> None:
    before = dict(SITE.settings)
    assert attempt(kind, source).startswith("template-")
    assert SITE.settings == before


def test_many_of_these_are_ways_out_where_nothing_guards() -> None:
    """The list above must hold real attempts: unguarded Jinja lets most of them through."""
    files = jinja2.DictLoader(OTHER_FILES)
    environment = jinja2.Environment(loader=files, autoescape=True, undefined=jinja2.StrictUndefined)
    passed = 0
    for source in ESCAPES:
        try:
            environment.from_string(source).render(
                page=JOB.page, post=JOB.post, site=site(settings={"footer": ""})
            )
        except (jinja2.TemplateError, AttributeError, TypeError, LookupError, ValueError, NameError):
            continue
        passed += 1
    assert passed >= 40


@BOTH
@pytest.mark.parametrize("source", HUNGRY)
def test_no_page_runs_for_ever_or_fills_the_memory(source: str, kind: type[ThemeEnvironment]) -> None:
    assert attempt(kind, source).startswith("template-")


def test_the_bound_is_a_pages_own(tmp_path: Path) -> None:
    (tmp_path / "post.html").write_text(
        "{% for a in range(900) %}{% for b in range(900) %}{% endfor %}{% endfor %}x"
    )
    templates = open_templates(carried(tmp_path), language="ja")
    for _ in range(3):
        assert templates.render(JOB, SITE, {}).data == b"x\n"


def objects() -> Iterator[Any]:
    """One value of every kind that a template can get hold of."""
    templates = environment()
    loop = jinja2.runtime.LoopContext([1, 2, 3], jinja2.runtime.Undefined)
    next(loop), next(loop)
    module: Any = templates.module_of(templates.get_template("macros.html"))
    known: dict[str, Any] = templates.globals
    yield from (
        JOB.page,
        JOB.post,
        SITE,
        "text",
        Markup("text"),
        1,
        1.5,
        True,
        None,
        (1,),
        [1],
        {"key": 1},
        range(3),
    )
    yield from (
        datetime(2026, 11, 21),
        date(2026, 11, 21),
        module,
        module.f,
        loop,
        Data({}, set()),
        Absent(name="x"),
    )
    yield from (known["cycler"](1), known["joiner"](), known["namespace"](a=1), *known.values())


def environment() -> ThemeEnvironment:
    files = {"macros.html": TemplateSource("macros.html", OTHER_FILES["macros.html"])}
    made = ThemeEnvironment(ThemeFiles(files, "templates"), None, "ja", {})
    made.begin(SITE, "ja")
    return made


@pytest.mark.parametrize("value", tuple(objects()), ids=lambda value: type(value).__name__)
def test_of_all_that_an_object_has_only_plain_values_and_listed_methods_are_in_reach(value: Any) -> None:
    """Whatever Python adds to these objects one day is out of reach until it is listed."""
    made = environment()
    for name in dir(value):
        for read in (made.getattr, made.getitem):
            try:
                found = read(value, name)
            except jinja2.TemplateError:
                continue
            assert is_harmless(found), (name, found)
            assert not name.startswith("_") or isinstance(found, Absent)


def is_harmless(value: Any) -> bool:
    """Plain values, views, values that are absent, and methods of plain values and of Jinja's own loop and cycler."""
    if isinstance(value, (str, int, float, date, tuple, list, Mapping, Absent, *VIEWS)) or value is None:
        return True
    owner = getattr(value, "__self__", None)
    harmless = (str, int, date, tuple, list, Mapping, jinja2.runtime.LoopContext, jinja2.utils.Cycler)
    return isinstance(owner, harmless) or isinstance(value, jinja2.runtime.Macro)
