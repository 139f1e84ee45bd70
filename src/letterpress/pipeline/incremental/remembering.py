# SPDX-License-Identifier: MIT
"""Keep what a build said, for the case that the next one has nothing to do."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.pipeline.incremental.unchanged import Remembered, encode_remembered
from letterpress.pipeline.request import Task
from letterpress.report.build_report import BuildReport
from letterpress.store.last_build import save_last_build

ONCE = frozenset(("cache-unreadable", "output-replaced"))
"""Said once: the next build has a sound cache, and finds nothing in its way."""


def remember(
    task: Task, *, until: dt.datetime | None, report: BuildReport, besides: Iterable[Diagnostic]
) -> None:
    """Keep what a build said, for `last_build`.

    Args:
        task: The build.
        until: Its `next_moment`.
        report: What it said.
        besides: The diagnostics of that but for those of outputs.
    """
    settled = msgspec.structs.replace(
        report,
        diagnostics=_lasting(report.diagnostics),
        written=(),
        removed=(),
        reasons={},
        unchanged=report.counts.outputs,
        seconds={},
    )
    last = Remembered(
        inputs=task.inputs,
        since=task.options.now,
        until=until,
        report=settled,
        besides=_lasting(besides),
    )
    save_last_build(task.root, task.output, encode_remembered(last))


def _lasting(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple([each for each in diagnostics if each.code not in ONCE])


def next_moment(site: Site) -> dt.datetime | None:
    """The next moment at which the status of any entry changes, published or not."""
    moments = [entry.document.fields.expires for entry in site.by_id.values()]
    # The date of whatever is published has passed.
    moments += [entry.fields.date for entry in site.by_id.values() if entry.status is not Status.PUBLISHED]
    return min([moment for moment in moments if moment is not None and moment > site.now], default=None)
