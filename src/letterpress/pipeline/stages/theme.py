# SPDX-License-Identifier: MIT
"""The theme and the data files of a build, as renderers need them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from letterpress.digests import Digest, digest, digest_all
from letterpress.load import Reader, Tree, theme_folders
from letterpress.load.scanner import THEME_ASSETS
from letterpress.locale.cldr import library_digest
from letterpress.locale.words import language_of_file
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
        words=languages.words.by_language,
        conventions=languages.conventions,
        templates=templates,
        plugins=context.plugins.bringing("filters"),
        # An output that a plugin plans may be such a file, too.
        assets=None if context.plugins.bringing("outputs") else _asset_names(tree),
        folder=f"{theme_folders(context.root, context.config.theme)[0][0]}/{TEMPLATES}",
        bytecode=str(state_home(context.state_root) / "cache" / TEMPLATES),
    )


def readable_files(context: BuildContext, tree: Tree) -> dict[InputKey, Digest]:
    """The digests of what templates may read as they render, be it a file a word or what CLDR says."""
    found = {InputKey(InputKind.DATA, file.name): file.digest for file in tree.data}
    found |= {InputKey(InputKind.TEMPLATE, name): each.digest for name, each in tree.templates.items()}
    filters = context.plugins.bringing("filters")
    found |= {InputKey(InputKind.PLUGIN, each.name): each.digest for each in filters}
    found |= {InputKey(InputKind.ASSET, name): _THERE for name in _asset_names(tree)}
    found[InputKey(InputKind.CLDR)] = library_digest()
    words: dict[str, list[Digest]] = {}
    for file in tree.words:
        words.setdefault(language_of_file(file.path) or "", []).append(file.digest)
    found |= {InputKey(InputKind.WORDS, tag): digest_all(digests) for tag, digests in words.items()}
    return found


_THERE = digest(b"there")
"""For an asset, of which templates see no more than that it is there."""


def _asset_names(tree: Tree) -> tuple[str, ...]:
    """What templates can name with `asset`: the files that will be below `assets/` in the output."""
    folder = f"{THEME_ASSETS}/"
    outputs = [asset.output for asset in tree.assets if asset.kind != "beside"]
    return tuple([output.removeprefix(folder) for output in outputs if output.startswith(folder)])


encode_setup = msgspec.json.Encoder(enc_hook=plain).encode
"""The setup on its way to workers; see `renderer_for`."""
