# SPDX-License-Identifier: MIT
"""Render pages through a theme's templates."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateError

from letterpress.locale.cldr import Conventions
from letterpress.locale.words import Word
from letterpress.plan.inputs import InputKey
from letterpress.plan.jobs import PageJob
from letterpress.plan.views import SiteView
from letterpress.render.context import TemplateSource
from letterpress.render.rendered import Rendered
from letterpress.render.templates.bytecode_cache import JINJA_VERSION
from letterpress.render.templates.diagnosis import diagnose
from letterpress.render.templates.environment import Data, Filter, ThemeEnvironment
from letterpress.render.templates.loader import ThemeFiles

PROVEN_VERSIONS = frozenset({"3.1.6"})
"""Versions of Jinja for which the fast environment was held against the plain one, by the tests of both."""

NO_FILTERS: Mapping[str, Filter] = MappingProxyType({})


class Templates:
    """A theme, ready to render; for one thread at a time."""

    def __init__(self, environment: ThemeEnvironment) -> None:
        self._environment = environment
        self._reads: dict[frozenset[InputKey], tuple[InputKey, ...]] = {}

    def names(self) -> list[str]:
        """The names of all the theme's templates, sorted."""
        return self._environment.files.list_templates()

    def prepare(self) -> None:
        """Compile every template that can be."""
        for name in self.names():
            with suppress(TemplateError):
                self._environment.get_template(name)

    def render(self, job: PageJob, site: SiteView, data: Mapping[str, Any]) -> Rendered:
        """One page: UTF-8, line feeds as line ends, exactly one of them at the end.

        Args:
            job: The page.
            site: The same object for all pages of a build.
            data: The project's data files by name.

        Returns:
            Where the theme is at fault, no bytes, and a diagnostic that names template and line.
        """
        environment = self._environment
        environment.begin(site, job.page.lang)
        variables = _variables(job, site, Data(data, environment.reads))
        try:
            template = environment.get_template(job.template)
            text = environment.concat(template.root_render_func(environment.context_for(template, variables)))
            encoded = _encode(text)
        except Exception as error:  # noqa: BLE001 - the template border: whatever a theme does wrong is told as such
            fault = diagnose(error, job, environment, variables)
            return Rendered(path=job.path, diagnostics=(fault,))
        return Rendered(path=job.path, data=encoded, reads=self._sorted(environment.reads))

    def _sorted(self, reads: set[InputKey]) -> tuple[InputKey, ...]:
        # Thousands of pages read the same few sets, and share one tuple each.
        key = frozenset(reads)
        known = self._reads.get(key)
        if known is None:
            known = self._reads[key] = tuple(sorted(key))
        return known


def open_templates(
    sources: Mapping[str, TemplateSource],
    *,
    language: str,
    words: Mapping[str, Mapping[str, Word]] = MappingProxyType({}),
    conventions: Mapping[str, Conventions] = MappingProxyType({}),
    folder: str = "templates",
    bytecode: Path | None = None,
    filters: Mapping[str, Filter] = NO_FILTERS,
    assets: AbstractSet[str] | None = None,
) -> Templates:
    """A theme's templates, compiled when they are first needed and then kept.

    Args:
        sources: The templates by name.
        language: The site's, as a tag.
        words: The theme's words by language.
        conventions: How dates are written and things counted, by language.
        folder: The path by which messages call the folder where a template that is missing could be.
        bytecode: Where compiled templates are kept between runs, sealed with a key of this user's.
        filters: More filters, by name.
        assets: What the filter `asset` may name; None to let it name anything.
    """
    kind: type[ThemeEnvironment] = ThemeEnvironment
    if JINJA_VERSION in PROVEN_VERSIONS:
        from letterpress.render.templates import fast_environment  # noqa: PLC0415 - another version may lack its parts

        kind = fast_environment.FastEnvironment
    return Templates(
        kind(ThemeFiles(sources, folder), bytecode, language, filters, words, conventions, assets)
    )


def _variables(job: PageJob, site: SiteView, data: Data) -> dict[str, Any]:
    return {
        "site": site,
        "page": job.page,
        "post": job.post,
        "issue": job.issue,
        "content": job.content,
        "posts": job.posts,
        "pinned": job.pinned,
        "issues": job.issues,
        "links": job.links,
        "months": job.months,
        "pager": job.pager,
        "author": job.author,
        "target": job.target,
        "email": job.email,
        "data": data,
    }


def _encode(text: str) -> bytes:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (text.rstrip() + "\n").encode()
