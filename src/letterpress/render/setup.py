# SPDX-License-Identifier: MIT
"""What all jobs of a build have in common; free of the template engine."""

from collections.abc import Mapping
from typing import Any

import msgspec

from letterpress.diagnostics import Language
from letterpress.plan.views import SiteView


class RenderSetup(msgspec.Struct, frozen=True, kw_only=True):
    """What all jobs of a build have in common."""

    site: SiteView
    data: Mapping[str, Any]
    """The project's data files by name."""
    language: Language
    folders: tuple[str, ...]
    """Template folders; the first that has a template wins."""
    templates: str
    """The digest of all templates, so that a process that lives on, as in the preview, reads edited ones again."""
    root: str
    bytecode: str
    """Where compiled templates are kept."""
