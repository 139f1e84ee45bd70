# SPDX-License-Identifier: MIT
"""Keep what a build said, for the case that the next one has nothing to do."""

import datetime as dt
from pathlib import Path

import msgspec

from letterpress.fingerprint import Digest
from letterpress.model.site import Site
from letterpress.pipeline.unchanged import Remembered, encode_remembered
from letterpress.report.build_report import BuildReport
from letterpress.write.remembered import save_remembered

CACHE_NOTE = "cache-unreadable"
"""Said once: the next build has a sound cache."""


def remember(
    root: Path,
    output: Path,
    *,
    inputs: Digest,
    site: Site,
    report: BuildReport,
) -> None:
    """Keep what a build said for `nothing_changed`; a build that published nothing is not kept."""
    if not report.published:
        return
    lasting = tuple(each for each in report.diagnostics if each.code != CACHE_NOTE)
    settled = msgspec.structs.replace(
        report,
        diagnostics=lasting,
        written=(),
        removed=(),
        reasons={},
        unchanged=report.counts.outputs,
        seconds={},
    )
    last = Remembered(inputs=inputs, since=site.now, until=_next_moment(site), report=settled)
    save_remembered(root, output, encode_remembered(last))


def _next_moment(site: Site) -> dt.datetime | None:
    """The next moment at which the status of any entry changes, published or not."""
    moments = [
        moment for entry in site.by_id.values() for moment in (entry.fields.date, entry.fields.expires)
    ]
    return min((moment for moment in moments if moment is not None and moment > site.now), default=None)
