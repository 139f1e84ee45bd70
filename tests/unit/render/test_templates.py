# SPDX-License-Identifier: MIT
"""Rendering a page through a theme: its bytes, what it is known to have read, and what a broken theme is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.support.theme_samples import card, carried, job, page, post, site

from letterpress.diagnostics import Diagnostic, did_you_mean
from letterpress.locale.cldr import Conventions, conventions
from letterpress.locale.words import Word
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.jobs import PageJob
from letterpress.render.rendered import Rendered, naming_pages
from letterpress.render.templates.pages import Templates, open_templates

SITE = site()
JOB = job("post", page("post", "題", "/posts/hello/"), post=post(card=card(title="<b>紙 & 活字</b>")))


def theme_in(root: Path, templates: Mapping[str, str], name: str = "mine") -> Path:
    """A theme folder below a project."""
    folder = root / "themes" / name / "templates"
    for template, text in templates.items():
        path = folder / template
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


WORDS: Mapping[str, Mapping[str, Word]] = {
    "ja": {"n": "{n}本", "older": "前", "only-ja": "和"},
    "en": {"n": {"one": "{n} post", "other": "{n} posts"}, "older": "Older", "only-en": "Latin"},
    "pt": {"older": "Antes"},
    "ar": {"n": {"one": "مقال", "two": "مقالان", "few": "{n} مقالات", "other": "{n} مقال"}},
}


def opened(root: Path, templates: Mapping[str, str]) -> Templates:
    return open_templates(
        carried(theme_in(root, templates)), language="ja", folder="themes/mine/templates", words=WORDS
    )


def rendered(
    root: Path, templates: Mapping[str, str] | str, data: Mapping[str, Any] | None = None
) -> Rendered:
    """The page of a theme that has no fault."""
    found = attempted(root, templates, data)
    assert found.diagnostics == ()
    return found


def attempted(
    root: Path, templates: Mapping[str, str] | str, data: Mapping[str, Any] | None = None
) -> Rendered:
    """The page of a theme that may have one."""
    files = {"post.html": templates} if isinstance(templates, str) else templates
    return opened(root, files).render(JOB, SITE, data or {})


def read_templates(*names: str) -> tuple[InputKey, ...]:
    return tuple(InputKey(InputKind.TEMPLATE, name) for name in names)


def shown(root: Path, template: str, data: Mapping[str, Any] | None = None) -> str:
    return rendered(root, template, data).data.decode().removesuffix("\n")


def fault(root: Path, templates: Mapping[str, str] | str) -> Diagnostic:
    found = attempted(root, templates)
    (diagnostic,) = found.diagnostics
    assert found.has_error
    assert found.data == b""
    return diagnostic


def test_what_is_compiled_ahead_finds_no_fault_that_no_page_would_have_met(tmp_path: Path) -> None:
    templates = opened(tmp_path, {"post.html": "text", "unused.html": "{% if %}"})
    templates.prepare()
    assert templates.render(job("post", page("post")), SITE, {}).data == b"text\n"


class TestBytes:
    @pytest.mark.parametrize("source", ["a\nb", "a\nb\n", "a\r\nb\r\n\r\n", "a\rb\n \n"])
    def test_lines_end_with_a_line_feed_and_the_file_with_exactly_one(
        self, tmp_path: Path, source: str
    ) -> None:
        assert rendered(tmp_path, source).data == b"a\nb\n"

    def test_line_ends_of_views_are_unified_too(self, tmp_path: Path) -> None:
        carried = job("post", page("post"), post=post(html="<p>a\r\nb\rc</p>"))
        templates = opened(tmp_path, {"post.html": "{{ post.html | safe }}"})
        assert templates.render(carried, SITE, {}).data == b"<p>a\nb\nc</p>\n"

    def test_text_is_escaped_and_utf8(self, tmp_path: Path) -> None:
        data = rendered(tmp_path, "{{ post.card.title }}").data
        assert data == "&lt;b&gt;紙 &amp; 活字&lt;/b&gt;\n".encode()

    def test_a_template_may_begin_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        assert shown(tmp_path, "\ufefftext") == "text"

    def test_block_tags_leave_no_empty_lines(self, tmp_path: Path) -> None:
        assert (
            shown(tmp_path, "<ul>\n  {% for each in [1, 2] %}\n<li>\n  {% endfor %}\n</ul>")
            == "<ul>\n<li>\n<li>\n</ul>"
        )

    def test_what_looks_like_a_template_in_a_post_stays_text(self, tmp_path: Path) -> None:
        carried = job("post", page("post"), post=post(html="{{ site.title }}{% raw %}"))
        templates = opened(tmp_path, {"post.html": "{{ post.html | safe }}"})
        assert templates.render(carried, SITE, {}).data == b"{{ site.title }}{% raw %}\n"

    def test_the_path_is_the_jobs(self, tmp_path: Path) -> None:
        assert rendered(tmp_path, "x").path == "posts/hello/index.html"

    def test_every_variable_is_there_for_every_kind_of_page(self, tmp_path: Path) -> None:
        names = "site page post issue content posts pinned issues links months pager author target data"
        source = "".join(f"{{% if {name} is not defined %}}{name}{{% endif %}}" for name in names.split())
        assert shown(tmp_path, source) == ""


class TestNames:
    @pytest.mark.parametrize(
        "name", ["../secret.html", "./post.html", "a//b.html", "/etc/passwd", "..\\\\x", ""]
    )
    def test_a_template_is_named_in_one_way_only(self, tmp_path: Path, name: str) -> None:
        (theme_in(tmp_path, {}).parent / "secret.html").write_text("secret")
        assert fault(tmp_path, f"{{% include '{name}' %}}").code == "template-missing"


READS = {
    "a template alone": ({"post.html": "x"}, "post.html"),
    "inheritance": (
        {
            "post.html": "{% extends 'list.html' %}",
            "list.html": "{% extends 'base.html' %}",
            "base.html": "{% block a %}{% endblock %}",
        },
        "base.html list.html post.html",
    ),
    "an include in a loop": (
        {
            "post.html": "{% for tag in post.card.tags %}{% include 'tag.html' %}{% endfor %}",
            "tag.html": "{{ tag.title }}",
        },
        "post.html tag.html",
    ),
    "the candidates of a list, up to the first that is there": (
        {
            "post.html": "{% include ['special.html', 'usual.html', 'never.html'] %}",
            "usual.html": "u",
            "never.html": "n",
        },
        "post.html special.html usual.html",
    ),
    "an optional include that is absent": (
        {"post.html": "{% include 'extra.html' ignore missing %}"},
        "extra.html post.html",
    ),
    "a list of optional includes that are absent": (
        {"post.html": "{% include ['a.html', 'b.html'] ignore missing %}"},
        "a.html b.html post.html",
    ),
    "a name that is worked out": (
        {"post.html": "{% include page.kind ~ '-extra.html' ignore missing %}"},
        "post-extra.html post.html",
    ),
    "only the branch that is taken": (
        {
            "post.html": "{% if post.toc %}{% include 'toc.html' %}{% else %}{% include 'plain.html' %}{% endif %}",
            "plain.html": "p",
        },
        "plain.html post.html",
    ),
    "imports, and what they import": (
        {
            "post.html": "{% import 'a.html' as a %}{{ a.f() }}",
            "a.html": "{% import 'b.html' as b %}{% macro f() %}{{ b.g() }}{% endmacro %}",
            "b.html": "{% macro g() %}g{% include 'c.html' %}{% endmacro %}",
            "c.html": "c",
        },
        "a.html b.html c.html post.html",
    ),
    "an import with context": (
        {
            "post.html": "{% from 'a.html' import f with context %}{{ f() }}",
            "a.html": "{% macro f() %}{{ page.kind }}{% endmacro %}",
        },
        "a.html post.html",
    ),
}


class TestReads:
    @pytest.mark.parametrize(("templates", "expected"), READS.values(), ids=list(READS))
    def test_every_template_read_or_looked_for_is_named(
        self, tmp_path: Path, templates: dict[str, str], expected: str
    ) -> None:
        reads = rendered(tmp_path, templates).reads
        assert reads == read_templates(*expected.split())

    @pytest.mark.parametrize(("templates", "expected"), READS.values(), ids=list(READS))
    def test_also_where_everything_is_compiled_and_kept_already(
        self, tmp_path: Path, templates: dict[str, str], expected: str
    ) -> None:
        folder, kept = theme_in(tmp_path, templates), tmp_path / ".letterpress/compiled"
        first = open_templates(carried(folder), language="ja", bytecode=kept)
        cold = first.render(JOB, SITE, {})
        assert first.render(JOB, SITE, {}) == cold
        assert open_templates(carried(folder), language="ja", bytecode=kept).render(JOB, SITE, {}) == cold

    @pytest.mark.parametrize(
        "source",
        [
            "{{ data.ranking[0].title }}",
            "{{ data['ranking'][0]['title'] }}",
            "{% if 'ranking' in data %}{{ data.ranking | map(attribute='title') | join }}{% endif %}",
            "{% set which = 'ranking' %}{{ data[which][0].title }}",
        ],
    )
    def test_data_files_are_named_however_they_are_used(self, tmp_path: Path, source: str) -> None:
        files = {"ranking": [{"title": "一位"}], "unused": 1}
        page = rendered(tmp_path, source, files)
        assert page.data.decode() == "一位\n"
        assert page.reads == (InputKey(InputKind.DATA, "ranking"), *read_templates("post.html"))

    @pytest.mark.parametrize(
        "source", ["{{ data.sponsors | default('none') }}", "{{ 'none' if 'sponsors' not in data }}"]
    )
    def test_a_data_file_that_is_not_there_was_looked_for(self, tmp_path: Path, source: str) -> None:
        page = rendered(tmp_path, source)
        assert page.data == b"none\n"
        assert InputKey(InputKind.DATA, "sponsors") in page.reads

    def test_data_cannot_be_looped_over_unseen(self, tmp_path: Path) -> None:
        assert fault(tmp_path, "{% for name in data %}{% endfor %}").code == "template-error"

    def test_a_kept_import_counts_the_words_it_used_although_its_first_page_had_used_them_before(
        self, tmp_path: Path
    ) -> None:
        templates = opened(
            tmp_path,
            {
                "post.html": "{{ 'older' | t }}{% import 'm.html' as m %}{{ m.label }}",
                "page.html": "{% import 'm.html' as m %}{{ m.label }}",
                "m.html": "{% set label = 'older' | t %}",
            },
        )
        templates.render(JOB, SITE, {})
        reads = templates.render(job("page", page("page")), SITE, {}).reads
        assert reads == (*read_templates("m.html", "page.html"), InputKey(InputKind.WORDS, "ja"))

    def test_an_asset_is_looked_for(self, tmp_path: Path) -> None:
        sources = carried(theme_in(tmp_path, {"post.html": "{{ 'fonts/a b.woff2' | asset }}"}))
        templates = open_templates(sources, language="ja", assets=frozenset(("fonts/a b.woff2",)))
        page = templates.render(JOB, SITE, {})
        assert page.data.decode() == f"{SITE.root}assets/fonts/a%20b.woff2\n"
        assert page.reads == (*read_templates("post.html"), InputKey(InputKind.ASSET, "fonts/a b.woff2"))

    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            ("custom.css", None),
            ("Style.css", "style.css"),
            ("../style.css", "style.css"),
            ("style.css?v=2", "style.css"),
            ("", None),
        ],
    )
    def test_an_asset_that_is_not_there_is_a_fault(
        self, tmp_path: Path, name: str, meant: str | None
    ) -> None:
        sources = carried(theme_in(tmp_path, {"post.html": f"\n{{{{ '{name}' | asset }}}}"}))
        templates = open_templates(sources, language="ja", assets=frozenset(("style.css",)))
        (found,) = templates.render(JOB, SITE, {}).diagnostics
        assert (found.code, found.span.line) == ("template-asset-missing", 2)
        assert found.hint == (did_you_mean(meant) if meant else None)

    def test_one_page_knows_nothing_of_what_another_read(self, tmp_path: Path) -> None:
        templates = opened(tmp_path, {"post.html": "{{ data.a }}", "page.html": "x"})
        templates.render(JOB, SITE, {"a": 1})
        assert templates.render(job("page", page("page")), SITE, {}).reads == read_templates("page.html")


class TestLanguage:
    @pytest.mark.parametrize(
        ("lang", "expected"),
        [
            ("ja", "前 1本 2本 2026年11月21日(土)"),
            ("en", "Older 1 post 2 posts 21 November 2026"),
            ("en-GB", "Older 1 post 2 posts 21 November 2026"),
            ("pt-BR", "Antes 1本 2本 2026-11-21"),
            ("fr", "前 1本 2本 2026-11-21"),
        ],
    )
    def test_words_are_those_of_the_page_else_of_the_site(
        self, tmp_path: Path, lang: str, expected: str
    ) -> None:
        source = "{{ 'older' | t }} {{ 'n' | t(n=1) }} {{ 'n' | t(n=2) }} {{ post.card.date | date }}"
        carried = job("post", page("post", lang=lang), post=post())
        assert (
            opened(tmp_path, {"post.html": source}).render(carried, SITE, {}).data.decode() == f"{expected}\n"
        )

    def test_the_last_resort_is_english(self, tmp_path: Path) -> None:
        assert shown(tmp_path, "{{ 'only-en' | t }}") == "Latin"

    def test_every_language_that_a_word_was_looked_for_in_is_an_input(self, tmp_path: Path) -> None:
        templates = opened(tmp_path, {"post.html": "{{ 'older' | t }}{{ word | t if word is defined }}"})
        reads = templates.render(job("post", page("post", lang="pt-BR"), post=post()), SITE, {}).reads
        assert reads == (
            *read_templates("post.html"),
            InputKey(InputKind.WORDS, "pt"),
            InputKey(InputKind.WORDS, "pt-BR"),
        )

    def test_a_language_counts_in_its_own_forms_where_these_are_known(self, tmp_path: Path) -> None:
        folder = theme_in(
            tmp_path, {"post.html": "{% for n in (1, 2, 3, 11) %}{{ 'n' | t(n=n) }}|{% endfor %}"}
        )
        arabic = job("post", page("post", lang="ar-EG"), post=post())
        found = conventions("ar-EG")
        assert found is not None
        cases: tuple[tuple[Mapping[str, Conventions], str], ...] = (
            ({"ar-EG": found}, "مقال|مقالان|3 مقالات|11 مقال|"),
            ({}, "مقال|2 مقال|3 مقال|11 مقال|"),
        )
        for known, expected in cases:
            templates = open_templates(carried(folder), language="ja", words=WORDS, conventions=known)
            rendered = templates.render(arabic, SITE, {})
            assert rendered.data.decode() == f"{expected}\n"
            assert InputKey(InputKind.CLDR) in rendered.reads

    def test_a_macro_that_another_page_imported_first_speaks_this_pages_language(
        self, tmp_path: Path
    ) -> None:
        templates = opened(
            tmp_path,
            {
                "post.html": "{% import 'm.html' as m %}{{ m.say() }} {{ m.fixed }}",
                "m.html": "{% macro say() %}{{ 'older' | t }}{% endmacro %}{% set fixed = 'older' | t %}",
            },
        )
        english = job("post", page("post", lang="en"), post=post())
        pages = [templates.render(each, SITE, {}).data.decode() for each in (JOB, english, JOB)]
        assert pages == ["前 前\n", "Older Older\n", "前 前\n"]

    def test_a_macro_module_is_made_anew_for_another_site(self, tmp_path: Path) -> None:
        templates = opened(
            tmp_path,
            {
                "post.html": "{% import 'm.html' as m %}{{ m.css }}",
                "m.html": "{% set css = 'a.css' | asset %}",
            },
        )
        assert templates.render(JOB, SITE, {}).data == b"/assets/a.css\n"
        below = type(SITE)(
            **{name: getattr(SITE, name) for name in SITE.__struct_fields__} | {"root": "/sub/"}
        )
        assert templates.render(JOB, below, {}).data == b"/sub/assets/a.css\n"


class TestCompiled:
    @pytest.fixture(autouse=True)
    def own_key(self, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A place for this user's key that is not the developer's own, outside of the project."""
        user = tmp_path_factory.mktemp("user") / "state"
        monkeypatch.setenv("XDG_STATE_HOME", str(user))
        return user / "letterpress" / "state.key"

    def test_the_key_is_the_users_alone(self, tmp_path: Path, own_key: Path) -> None:
        self.kept(tmp_path)
        assert len(own_key.read_bytes()) == 32
        assert own_key.stat().st_mode & 0o077 == 0

    def test_code_that_came_with_somebody_elses_project_is_not_run(
        self, tmp_path: Path, own_key: Path
    ) -> None:
        folder, file = self.kept(tmp_path)
        theirs = file.read_bytes()
        own_key.unlink()
        assert (
            open_templates(carried(folder), language="ja", bytecode=file.parent).render(JOB, SITE, {}).data
            == b"post\n"
        )
        assert file.read_bytes() != theirs

    def test_without_a_place_for_a_key_nothing_is_kept(self, tmp_path: Path, own_key: Path) -> None:
        own_key.parent.parent.write_text("in the way")
        folder, kept = theme_in(tmp_path, {"post.html": "x"}), tmp_path / ".letterpress/compiled"
        assert (
            open_templates(carried(folder), language="ja", bytecode=kept).render(JOB, SITE, {}).data == b"x\n"
        )
        assert not kept.exists()

    def kept(self, tmp_path: Path) -> tuple[Path, Path]:
        folder, kept = (
            theme_in(tmp_path, {"post.html": "{{ page.kind }}"}),
            tmp_path / ".letterpress/compiled",
        )
        open_templates(carried(folder), language="ja", bytecode=kept).render(JOB, SITE, {})
        (file,) = kept.iterdir()
        return folder, file

    @pytest.mark.parametrize("damage", [b"", b"x", b"x" * 500])
    def test_a_damaged_file_is_made_anew(self, tmp_path: Path, damage: bytes) -> None:
        folder, file = self.kept(tmp_path)
        good = file.read_bytes()
        file.write_bytes(damage)
        assert (
            open_templates(carried(folder), language="ja", bytecode=file.parent).render(JOB, SITE, {}).data
            == b"post\n"
        )
        assert file.read_bytes() == good

    def test_one_flipped_bit_is_seen(self, tmp_path: Path) -> None:
        folder, file = self.kept(tmp_path)
        good = bytearray(file.read_bytes())
        for at in range(0, len(good), 37):
            bad = good.copy()
            bad[at] ^= 1
            file.write_bytes(bad)
            open_templates(carried(folder), language="ja", bytecode=file.parent).render(JOB, SITE, {})
            assert file.read_bytes() == good

    def test_an_edited_template_is_compiled_again(self, tmp_path: Path) -> None:
        folder, file = self.kept(tmp_path)
        (folder / "post.html").write_text("new")
        assert (
            open_templates(carried(folder), language="ja", bytecode=file.parent).render(JOB, SITE, {}).data
            == b"new\n"
        )

    def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(self, tmp_path: Path) -> None:
        folder, blocked = theme_in(tmp_path, {"post.html": "x"}), tmp_path / ".letterpress"
        blocked.write_text("in the way")
        assert (
            open_templates(carried(folder), language="ja", bytecode=blocked).render(JOB, SITE, {}).data
            == b"x\n"
        )


# What is wrong, the template's name where not post.html, its line, and what the author reads.
FAULTS: dict[str, tuple[dict[str, str] | str, str]] = {
    "a field that is misspelt": (
        "<h1>\n{{ post.card.titel }}",
        "post.html:2:14: template-undefined: CardView has no `titel`; did you mean `title`?",
    ),
    "a variable that is misspelt": (
        "{{ paage }}",
        "post.html:1:4: template-undefined: `paage` is not defined; did you mean `page`?",
    ),
    "a key that the settings lack": (
        "{{ site.settings.foooter }}",
        "post.html:1:18: template-undefined: dict has no `foooter`; did you mean `footer`?",
    ),
    "a field of something that is not there": (
        "{{ issue.card }}",
        (
            "post.html:1:10: template-undefined: `card` cannot be read, because the value before it is None;"
            " check with `{% if %}` first"
        ),
    ),
    "an undefined value in a test": (
        "{% if page.hidden %}{% endif %}",
        "post.html:1:12: template-undefined: PageView has no `hidden`",
    ),
    "an undefined value in a loop": (
        "{% for x in page.posts %}{% endfor %}",
        "post.html:1:18: template-undefined: PageView has no `posts`",
    ),
    "a block that is never closed": (
        "a\n{% if page %}\nb",
        (
            "post.html:3: template-syntax: the template has a mistake in its syntax: Unexpected end of"
            " template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'."
            " The innermost block that needs to be closed is 'if'."
        ),
    ),
    "a filter that is misspelt": (
        "\n{{ page.title | asett }}",
        "post.html:2:17: template-syntax: there is no filter `asett`; did you mean `asset`?",
    ),
    "a test that is misspelt": (
        "{{ page is definde }}",
        "post.html:1:12: template-syntax: there is no test `definde`; did you mean `defined`?",
    ),
    "a parent that is missing": (
        {"post.html": "{% extends 'bse.html' %}", "base.html": ""},
        "post.html:1:13: template-missing: the theme has no template `bse.html`; did you mean `base.html`?",
    ),
    "a list of which none is there": (
        "\n{% include ['a.html', 'b.html'] %}",
        "post.html:2:14: template-missing: the theme has no template `a.html`, `b.html`",
    ),
    "the page's own template is missing": (
        {"base.html": ""},
        "post.html: template-missing: the theme has no template `post.html`",
    ),
    "an error inside a macro of another file": (
        {
            "post.html": "{% import 'm.html' as m %}\n{{ m.f() }}",
            "m.html": "{% macro f() %}\n{{ 1 / 0 }}\n{% endmacro %}",
        },
        "m.html:2: template-error: running the template failed: ZeroDivisionError: division by zero",
    ),
    "an error inside a block of the child": (
        {
            "post.html": "{% extends 'base.html' %}\n{% block b %}\n{{ nope }}{% endblock %}",
            "base.html": "{% block b %}{% endblock %}",
        },
        "post.html:3:4: template-undefined: `nope` is not defined",
    ),
    "a syntax error in an included file": (
        {"post.html": "{% include 'part.html' %}", "part.html": "\n\n{% endif %}"},
        "part.html:3: template-syntax: the template has a mistake in its syntax: Encountered unknown tag 'endif'.",
    ),
    "a filter used on the wrong kind of value": (
        "{{ page.title | round }}",
        "post.html:1: template-error: running the template failed: TypeError: type str doesn't define __round__ method",
    ),
    "a form of date that does not exist": (
        "{{ post.card.date | date('shrt') }}",
        (
            "post.html:1: template-error: `date` has no form `shrt`; use one of `long`, `short`, `month`, `day`, `iso`;"
            " did you mean `short`?"
        ),
    ),
    "a word that the theme lacks": (
        "{{ 'oldr' | t }}",
        "post.html:1: template-error: the theme has no word `oldr`; did you mean `older`?",
    ),
    "endless inclusion": (
        "{% include 'post.html' %}",
        "post.html:1: template-error: it calls or includes itself without end",
    ),
    "a private attribute": (
        "{{ page.__class__ }}",
        "post.html:1:9: template-forbidden: `__class__` of PageView is out of a template's reach",
    ),
    "the inside of a text": (
        "{{ page.title.__class__.__mro__ }}",
        "post.html:1:15: template-forbidden: `__class__` of str is out of a template's reach",
    ),
}


class TestFaults:
    @pytest.mark.parametrize(("templates", "expected"), FAULTS.values(), ids=list(FAULTS))
    def test_a_fault_is_located_and_explained(
        self, tmp_path: Path, templates: dict[str, str] | str, expected: str
    ) -> None:
        found = fault(tmp_path, templates)
        assert summary(found) == expected
        assert found.span.path.startswith("themes/mine/templates/")

    @pytest.mark.parametrize(
        ("others", "untried", "en", "ja"),
        [
            (0, 0, "(page `a.html`)", "（ページ `a.html`）"),
            (2, 0, "(page `a.html` and 2 more)", "（ページ `a.html` ほか2ページ）"),
            (9, 4990, "(page `a.html` and up to 4,999 more)", "（ページ `a.html` ほか、最大4,999ページ）"),
        ],
        ids=["one page", "some pages", "more pages than were tried"],
    )
    def test_the_pages_are_named_in_both_languages(
        self, tmp_path: Path, others: int, untried: int, en: str, ja: str
    ) -> None:
        message = naming_pages(
            fault(tmp_path, "{{ nope }}"), "a.html", others=others, untried=untried
        ).message
        assert message.en == f"`nope` is not defined {en}"
        assert message.ja == f"`nope` は定義されていません{ja}"

    def test_the_line_is_quoted(self, tmp_path: Path) -> None:
        assert fault(tmp_path, "a\n  <p>{{ nope }}</p>\nb").excerpt == "  <p>{{ nope }}</p>"

    def test_a_template_that_is_not_utf8_is_told_by_byte(self, tmp_path: Path) -> None:
        folder = theme_in(tmp_path, {})
        (folder / "post.html").write_bytes("紙\n活字".encode("shift_jis"))
        found = fault(tmp_path, {})
        assert found.code == "template-syntax"
        assert found.message.en == "this is not UTF-8 at byte 0"

    def test_a_page_after_a_broken_one_is_whole(self, tmp_path: Path) -> None:
        templates = opened(
            tmp_path, {"post.html": "{% include 'a.html' %}{{ nope }}", "a.html": "", "page.html": "x"}
        )
        assert templates.render(JOB, SITE, {}).has_error
        fine: PageJob = job("page", page("page"))
        assert templates.render(fine, SITE, {}).reads == read_templates("page.html")

    def test_a_lone_surrogate_does_not_get_out(self, tmp_path: Path) -> None:
        carried = job("post", page("post"), post=post(html="\ud800"))
        assert opened(tmp_path, {"post.html": "{{ post.html }}"}).render(carried, SITE, {}).has_error


def summary(found: Diagnostic) -> str:
    """`FILE:LINE:COLUMN: CODE: MESSAGE; HINT` in English."""
    span = found.span
    place = ":".join(
        [span.path.rpartition("/")[2], *(str(part) for part in (span.line, span.column) if part)]
    )
    message = found.message.en
    return "; ".join(filter(None, (f"{place}: {found.code}: {message}", found.hint.en if found.hint else "")))
