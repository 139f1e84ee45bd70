# SPDX-License-Identifier: MIT
"""The last build, and the shortcut for a build with nothing to do.

If no input differs from the last build and no moment has come at which something would, then site, plan and report
are those of the last build; only the output folder has to be looked at. Any doubt leads to the plain way, which gives
the same result.
"""

import datetime as dt
from collections.abc import Iterable

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest_all
from letterpress.files import digest_file
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.options import REPORT_DATA, REPORT_PAGE
from letterpress.pipeline.stages.load import LoadedProject
from letterpress.publish.journal import read_journal
from letterpress.report.build_report import BuildReport
from letterpress.serialization import plain, restored
from letterpress.store.background_check import OutputVerifier
from letterpress.store.last_build import load_last_build, save_last_build
from letterpress.store.paths import output_home

_TOLD_ONCE = frozenset(
    (
        "cache-unreadable",
        "output-replaced",
        "output-taken-over",
        "pages-removed",
        "state-of-another-key",
        "state-unsaved",
    )
)
"""Diagnostics that do not last: the next build has a sound cache, and finds nothing in its way."""


class LastBuild(msgspec.Struct, frozen=True, kw_only=True):
    """The last build to an output folder."""

    inputs: Digest
    """See `inputs_digest`."""
    since: dt.datetime
    """When it was made."""
    until: dt.datetime | None
    """When the next entry goes out or ends; None means never."""
    report_files: Digest
    """Of the report's files: whatever happens to these, they are written again."""
    report: BuildReport
    """As the next build will say it, if nothing changes: nothing written, nothing removed."""
    besides: tuple[Diagnostic, ...] = ()
    """Its diagnostics but for those of outputs."""
    cldr: Digest = b""
    """The version of the library for languages, where the site has one that needs it."""


def load_last(context: BuildContext) -> LastBuild | None:
    """The last build to an output folder, if whatever it said of unchanged inputs still holds; else None."""
    payload = None if context.options.clean else load_last_build(context.state_root, context.output)
    if payload is None or read_journal(output_home(context.state_root, context.output)) is not None:
        return None
    try:
        last = _decoder.decode(payload)
    except msgspec.DecodeError:
        return None
    now = context.now
    fits = last.since <= now and (last.until is None or now < last.until)
    # The report counts in days, so another day is another report.
    if not fits or last.report.editorial is None or last.report.editorial.as_of != now.date():
        return None
    # What was left over may have been deleted by hand since.
    if any(each.code == "output-left-over" for each in last.besides):
        return None
    if last.report_files != _report_digest(context):
        return None
    return None if last.cldr and last.cldr != _library_digest() else last


def _library_digest() -> Digest:
    from letterpress.locale.cldr import library_digest  # noqa: PLC0415 - most sites have no use for it

    return library_digest()


def _report_digest(context: BuildContext) -> Digest:
    """The digest of the report's files; empty where they cannot be read."""
    files = (context.report_folder / REPORT_PAGE, context.report_folder / REPORT_DATA)
    try:
        return digest_all([digest_file(str(file)).digest for file in files])
    except OSError:
        return b""


def unchanged_report(
    context: BuildContext, project: LoadedProject, verifier: OutputVerifier
) -> BuildReport | None:
    """The report of the last build, if it would be told again and everything it made is still there; else None."""
    last = load_last(context)
    # A file under another stat has to be read and recorded, which the plain way does.
    if last is None or last.inputs != project.inputs or not verifier.unchanged_since(project.inputs):
        return None
    context.stopwatch.lap("compare")
    return msgspec.structs.replace(last.report, seconds=context.stopwatch.seconds)


def save_last(
    context: BuildContext,
    inputs: Digest,
    *,
    until: dt.datetime | None,
    report: BuildReport,
    besides: Iterable[Diagnostic],
    cldr: Digest,
) -> None:
    """Keep what a build said, for `load_last`.

    Args:
        context: Of the build.
        inputs: See `LastBuild.inputs`.
        until: See `LastBuild.until`.
        report: What it said.
        besides: See `LastBuild.besides`.
        cldr: See `LastBuild.cldr`.

    Raises:
        LetterpressError: The disk is full or refuses.
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
    last = LastBuild(
        inputs=inputs,
        since=context.options.now,
        until=until,
        report_files=_report_digest(context),
        report=settled,
        besides=_lasting(besides),
        cldr=cldr,
    )
    save_last_build(context.state_root, context.output, _encode(last))


def _lasting(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple([each for each in diagnostics if each.code not in _TOLD_ONCE])


_encode = msgspec.json.Encoder(enc_hook=plain).encode
_decoder = msgspec.json.Decoder(LastBuild, dec_hook=restored)
