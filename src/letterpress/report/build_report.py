# SPDX-License-Identifier: MIT
"""The result of one build as a value: everything that a person or a machine may want to be told of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from letterpress.config.settings import Editorial
from letterpress.diagnostics import Diagnostic
from letterpress.editorial.findings import EditorialReport

LeftOutStatus = Literal["draft", "scheduled", "expired", "broken"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What the built site holds."""

    posts: int = 0
    issues: int = 0
    pages: int = 0
    outputs: int = 0
    """Files of the site, copies included."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that the build left out, and why."""

    path: str
    """Of the source, relative to the project."""
    title: str
    """Empty where a broken source has none."""
    status: LeftOutStatus
    until: datetime | None = None
    """In the site's time zone: when a scheduled entry goes out, or when an expired one ended."""


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """One build: what it wrote, what it left out and why, and what there is to say about the content."""

    counts: Counts = Counts()
    written: tuple[str, ...] = ()
    """Output paths, new and changed, in the order of publishing."""
    unchanged: int = 0
    """Outputs that were fresh and stayed as they were."""
    removed: tuple[str, ...] = ()
    """Output paths of ours that are gone, sorted."""
    reasons: Mapping[str, tuple[str, ...]] = {}
    """Output path to the inputs that differ, as staleness names them; for `--explain`."""
    left_out: tuple[LeftOut, ...] = ()
    """In the order of their paths."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """In reading order."""
    editorial: EditorialReport | None = None
    """None where content is too broken to be counted."""
    settings: Editorial = Editorial()
    """`config.editorial`: the thresholds and value themes that the editorial report was made with."""
    published: bool = True
    """Whether the output folder holds this build; after an error it keeps the last good state instead."""
    output: str = "site"
    """The output folder as the user knows it."""
    report: str = ""
    """Where report.html was written, as the user knows it; empty where it was not."""
    next_change: datetime | None = None
    """In the site's time zone: when the next entry goes out or ends, and a build is due."""
    seconds: Mapping[str, float] = {}
    """Stage to wall-clock seconds, in the order of the stages; shown on request only."""
