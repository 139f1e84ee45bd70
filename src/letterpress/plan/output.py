# SPDX-License-Identifier: MIT
"""Outputs as planned: every file of the site with the digests of what goes into it."""

from collections.abc import Mapping
from enum import IntEnum

import msgspec

from letterpress.digests import Digest
from letterpress.plan.inputs import InputKey, Inputs


class Rank(IntEnum):
    """The order of publishing: nothing goes out before what it links to."""

    ASSET = 1
    ENTRY = 2
    LIST = 3
    FEED = 4


class Output(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One file of the site, as planned."""

    path: str
    """Relative to the output folder, with `/`, NFC, not percent-encoded."""
    rank: Rank
    kind: str
    """The name of its `OutputKind`."""
    subject: str = ""
    """The id of what it shows; the source path of a copy."""
    number: int | None = None
    """The page number of a list page; None on its front page."""
    source: str = ""
    """The project file that it comes from, for messages about collisions."""
    inputs: Inputs
    shares: bool = True
    """Whether it depends on what all outputs share, see `Plan.shared`; a copied file does not."""


class Plan(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Every output of one build, ordered by rank, then path."""

    shared: Mapping[InputKey, Digest]
    """What every output depends on that `shares`: letterpress itself, the configuration and the navigation.

    A plugin among them extends Markdown. That it differs makes no output stale, but explains why bodies and cards do.
    """
    outputs: tuple[Output, ...]
