# SPDX-License-Identifier: MIT
"""The Jinja environment of a theme: it remembers every template and data file that a page looks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any

import msgspec
from jinja2 import Environment, Template, TemplateNotFound, TemplatesNotFound
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Undefined
from jinja2.utils import pass_context

from letterpress.diagnostics import PATHS_ALIKE, Message, suggestion
from letterpress.locale.cldr import Conventions
from letterpress.locale.dates import DateWriter, date_writer, needs_conventions
from letterpress.locale.words import Word
from letterpress.plan import views
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.views import MonthView, SiteView
from letterpress.render.templates.bytecode_cache import compiled_templates
from letterpress.render.templates.errors import Fault, Refused
from letterpress.render.templates.filters import absolute_url, asset_url, date_text, json_ld, truncate_text
from letterpress.render.templates.limits import STEPS_PER_CALL
from letterpress.render.templates.loader import ThemeFiles
from letterpress.render.templates.sandbox import AllowListEnvironment
from letterpress.render.templates.words import CLDR, PageWords

VIEWS = tuple(
    value
    for value in vars(views).values()
    if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == views.__name__
)

Filter = Callable[..., Any]


class Data:
    """The project's data files; each use of a name is remembered, also of a name that is not there."""

    __slots__ = ("_files", "_reads")

    def __init__(self, files: Mapping[str, Any], reads: set[InputKey]) -> None:
        self._files = files
        self._reads = reads

    def __contains__(self, name: object) -> bool:
        self._reads.add(InputKey(InputKind.DATA, str(name)))
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        raise TypeError("data cannot be looped over; name the file, as in data.ranking")

    def read(self, name: str) -> Any:
        """The content of one data file.

        Raises:
            KeyError: There is none of that name.
        """
        self._reads.add(InputKey(InputKind.DATA, name))
        return self._files[name]


class ThemeTemplate(Template):
    """A template that knows its code, so that it can be made anew."""

    code: CodeType

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> "ThemeTemplate":
        """A template from its code."""
        template: ThemeTemplate = super().from_code(environment, code, globals, uptodate)  # type: ignore[assignment]
        template.code = code
        return template


class ThemeEnvironment(AllowListEnvironment):
    """Renders one page at a time."""

    template_class = ThemeTemplate
    keeps_templates = False
    """Whether templates stay from page to page. A template keeps what it set for those that import it, but not what
    it read for that, so each page has its own."""

    def __init__(
        self,
        files: ThemeFiles,
        bytecode: Path | None,
        language: str,
        filters: Mapping[str, Filter],
        words: Mapping[str, Mapping[str, Word]] = MappingProxyType({}),
        conventions: Mapping[str, Conventions] = MappingProxyType({}),
        assets: AbstractSet[str] | None = None,
    ) -> None:
        made_with = (self.code_generator_class.__name__, *sorted(filters))
        super().__init__(
            VIEWS,
            loader=files,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled_templates(bytecode, made_with) if bytecode else None,
        )
        self.files = files
        self.reads: set[InputKey] = set()
        self.language = language
        """The tag of the page's language."""
        self._conventions = conventions
        self._assets = assets
        self._date_writers: dict[str, tuple[DateWriter, bool]] = {}
        self.site: SiteView | None = None
        self._site_language = language
        self._words = words
        self._page_words: dict[str, PageWords] = {}
        self._templates: dict[str, Template] = {}
        self._compiled: dict[str, CodeType] = {}
        self._modules: dict[tuple[str | None, str], tuple[TemplateModule, frozenset[InputKey]]] = {}
        self.filters.update(_FILTERS)
        self.charge_filters()
        self.filters.update(filters)

    def begin(self, site: SiteView, lang: str) -> None:
        """Get ready for a page in this language."""
        self.reads = set()
        self.steps = 0
        if not self.keeps_templates:
            self._templates.clear()
        if site is not self.site:
            self.site = site
            self._modules.clear()
        self.language = lang

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """A template by name, remembered as read, also where there is none.

        Raises:
            TemplateNotFound: No folder of the theme has it.
        """
        if isinstance(name, Template):
            return name
        if isinstance(name, Undefined):
            name()
        self.reads.add(InputKey(InputKind.TEMPLATE, name))
        self.charge(STEPS_PER_CALL)
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._made(name)
        return template

    def _made(self, name: str) -> Template:
        code = self._compiled.get(name)
        if code is not None:
            return self.template_class.from_code(self, code, self.make_globals(None))
        template: ThemeTemplate = self.files.load(self, name, self.make_globals(None))  # type: ignore[assignment]
        self._compiled[name] = template.code
        return template

    def context_for(self, template: Template, variables: dict[str, Any]) -> Context:
        """Return the context that holds the names which a template finds on a page."""
        return template.new_context(variables)

    def select_template(
        self,
        names: Iterable[str | Template],
        parent: str | None = None,
        globals: Any = None,  # noqa: A002
    ) -> Template:
        """The first of several templates that exists; those before it are remembered as looked for.

        Raises:
            TemplatesNotFound: None exists.
        """
        if isinstance(names, Undefined):
            names()
        tried = []
        for name in names:
            try:
                return self.get_template(name)
            except TemplateNotFound as error:
                if error.name != name:
                    raise
                tried.append(str(name))
        raise TemplatesNotFound(tried)

    def get_or_select_template(
        self,
        template_name_or_list: Any,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002
    ) -> Template:
        """One template, or the first of several."""
        if isinstance(template_name_or_list, str | Template | Undefined):
            return self.get_template(template_name_or_list)
        return self.select_template(template_name_or_list)

    def module_of(self, template: Template) -> TemplateModule:
        """Return the names that a template sets, for those that import it without context."""
        key = (template.name, self.language)
        known = self._modules.get(key)
        if known is None:
            known = self._make_module(template)
            self._modules[key] = known
        self.reads |= known[1]
        return known[0]

    def _make_module(self, template: Template) -> tuple[TemplateModule, frozenset[InputKey]]:
        outer = self.reads
        self.reads = set()
        try:
            return template.make_module(), frozenset(self.reads)
        finally:
            outer |= self.reads
            self.reads = outer

    def asset(self, path: str) -> str:
        """Return the URL of a file in the theme's `static/`, which the page then depends on.

        Raises:
            Refused: There is no such file.
        """
        if self._assets is not None and isinstance(path, str):
            self.reads.add(InputKey(InputKind.ASSET, path))
            if path not in self._assets:
                raise _no_asset(path, self._assets)
        return asset_url(path, self.site.root if self.site else "/")

    def word(self, key: str, values: Mapping[str, object]) -> str:
        """One of the theme's words in the language of the page; see `PageWords.text`.

        Raises:
            Refused: The theme has no such word.
        """
        words = self._page_words.get(self.language)
        if words is None:
            words = PageWords(self.language, self._site_language, self._words, self._conventions)
            self._page_words[self.language] = words
        return words.text(key, values, self.reads)

    def date_writer(self) -> DateWriter:
        """How the page's language writes dates."""
        lang = self.language
        known = self._date_writers.get(lang)
        if known is None:
            known = date_writer(lang, self._conventions.get(lang)), needs_conventions(lang)
            self._date_writers[lang] = known
        if known[1]:
            self.reads.add(CLDR)
        return known[0]

    def _member(self, obj: Any, name: str) -> Any:
        if isinstance(obj, Data):
            try:
                return obj.read(name)
            except KeyError:
                return self.undefined(obj=obj, name=name)
        return super()._member(obj, name)


# A filter that takes the context is not worked out at compile time, and these depend on the page.


@pass_context
def _date(context: Context, value: Any, form: str = "long") -> str:
    environment: Any = context.environment
    day = date(value.year, value.month, 1) if isinstance(value, MonthView) else value
    return date_text(day, form, environment.date_writer())


def _no_asset(path: str, assets: AbstractSet[str]) -> Refused:
    return Refused(
        Fault(
            code="template-asset-missing",
            message=Message(
                f"テーマの `static/` に `{path}` はありません",
                f"the theme's `static/` has no file `{path}`",
            ),
            hint=suggestion(path.partition("?")[0], tuple(sorted(assets)), PATHS_ALIKE),
            word=path,
        )
    )


@pass_context
def _asset(context: Context, path: str) -> str:
    environment: Any = context.environment
    url: str = environment.asset(path)
    return url


@pass_context
def _absolute(context: Context, url: str) -> str:
    environment: Any = context.environment
    return absolute_url(url, environment.site.url)


@pass_context
def _translated(context: Context, key: str, **values: object) -> str:
    environment: Any = context.environment
    text: str = environment.word(key, values)
    return text


_FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "date": _date,
        "asset": _asset,
        "absolute": _absolute,
        "t": _translated,
        "truncate_text": truncate_text,
        "json_ld": json_ld,
    }
)
