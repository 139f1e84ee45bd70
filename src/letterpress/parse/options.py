# SPDX-License-Identifier: MIT
"""Everything besides the source that a parsed document depends on."""

import msgspec

from letterpress.config import Config
from letterpress.config.settings import Markdown
from letterpress.digests import Digest, digest_value
from letterpress.document import PARSE_VERSION
from letterpress.locale.words import BodyWords, body_words
from letterpress.parse.front_matter import FieldOptions, field_options
from letterpress.plugins import Plugin
from letterpress.plugins.loading import NO_PLUGINS, Plugins


class ParseOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything besides the source that a document depends on."""

    fields: FieldOptions
    markdown: Markdown
    words: BodyWords
    """Those that letterpress puts into bodies."""
    plugins: tuple[Plugin, ...]
    """Those that extend Markdown, in order."""
    strong_terms: tuple[str, ...]
    weak_terms: tuple[str, ...]
    version: int = PARSE_VERSION


def parse_options(config: Config, plugins: Plugins = NO_PLUGINS) -> ParseOptions:
    """Collect what parsing needs to know of a project.

    Args:
        config: What letterpress.yaml says.
        plugins: Those of the project; one that extends no Markdown changes nothing but the rules there are.
    """
    rules = [str(getattr(rule, "slug", "")) for each in plugins.loaded for rule in each.rules]
    return ParseOptions(
        fields=field_options(config, tuple(rules) if plugins.are_all(config.plugins) else None),
        markdown=config.markdown,
        words=body_words(config.language),
        plugins=plugins.bringing("markdown"),
        strong_terms=config.editorial.strong_terms,
        weak_terms=config.editorial.weak_terms,
    )


def options_digest(options: ParseOptions) -> Digest:
    """Digest all that changes what a source is parsed to; where a plugin lies does not."""
    plugins = [(plugin.name, plugin.digest) for plugin in options.plugins]
    return digest_value((msgspec.structs.replace(options, plugins=()), plugins))
