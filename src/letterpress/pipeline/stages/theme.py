# SPDX-License-Identifier: MIT
"""The theme and the data files of a build, as renderers need them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from letterpress.digests import Digest
from letterpress.load import Reader, Tree, theme_folders
from letterpress.locale.cldr import library_digest
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.stages.languages import SiteLanguages
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.views import SiteView
from letterpress.render.context import RenderSetup, template_source
from letterpress.serialization import plain
from letterpress.store.paths import state_home

TEMPLATES = "templates"


def render_setup(
    context: BuildContext, tree: Tree, view: SiteView, languages: SiteLanguages, data: Mapping[str, Any]
) -> RenderSetup:
    """What all jobs of a build have in common.

    Raises:
        LetterpressError: A template changed since the scan, or cannot be read.
    """
    reader = Reader(context.root)
    templates = {
        name: template_source(template.path, reader.read_unchanged(template.path, template.digest))
        for name, template in tree.templates.items()
    }
    return RenderSetup(
        site=view,
        data=data,
        language=context.config.language,
        conventions=languages.conventions,
        templates=templates,
        plugins=context.plugins.bringing("filters"),
        folder=f"{theme_folders(context.root, context.config.theme)[0][0]}/{TEMPLATES}",
        bytecode=str(state_home(context.root) / "cache" / TEMPLATES),
    )


def readable_files(context: BuildContext, tree: Tree) -> dict[InputKey, Digest]:
    """The digests of what templates may read as they render: templates, data, plugins, what is known of dates."""
    found = {InputKey(InputKind.DATA, file.name): file.digest for file in tree.data}
    found |= {InputKey(InputKind.TEMPLATE, name): each.digest for name, each in tree.templates.items()}
    filters = context.plugins.bringing("filters")
    found |= {InputKey(InputKind.PLUGIN, each.name): each.digest for each in filters}
    found[InputKey(InputKind.DATES)] = library_digest()
    return found


encode_setup = msgspec.json.Encoder(enc_hook=plain).encode
"""The setup on its way to workers; see `renderer_for`."""
