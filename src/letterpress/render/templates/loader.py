# SPDX-License-Identifier: MIT
"""Hand the templates that a build brought along to Jinja; no file is read."""

from collections.abc import Mapping

from jinja2 import BaseLoader, Environment, TemplateNotFound

from letterpress.render.context import TemplateSource


class NotText(Exception):  # noqa: N818 - it reads as what happened
    """A template is not UTF-8."""

    def __init__(self, name: str, offset: int) -> None:
        super().__init__(f"{name} is not UTF-8 at byte {offset}")
        self.name = name
        self.offset = offset


class ThemeFiles(BaseLoader):
    """The templates of a theme, by name: there is exactly one way to spell each."""

    def __init__(self, sources: Mapping[str, TemplateSource], folder: str) -> None:
        self._sources = sources
        self._folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of a template and the path to show for it.

        Raises:
            TemplateNotFound: The theme has none of that name.
            NotText: It is not UTF-8.
        """
        source = self._sources.get(template)
        if source is None:
            raise TemplateNotFound(template)
        if source.broken_at is not None:
            raise NotText(template, source.broken_at)
        return source.text, source.shown, None

    def source(self, name: str) -> tuple[str, str]:
        """The path to show for a template, and its text; no text where there is none."""
        source = self._sources.get(name)
        return (f"{self._folder}/{name}", "") if source is None else (source.shown, source.text)

    def list_templates(self) -> list[str]:
        """The names of all templates, sorted."""
        return sorted(name for name in self._sources if name.endswith(".html"))
