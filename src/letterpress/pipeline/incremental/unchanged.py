# SPDX-License-Identifier: MIT
"""The shortcut for a build with nothing to do.

If no input differs from the last build and no moment has come at which something would, then site, plan and report
are those of the last build; only the output folder has to be looked at. Any doubt leads to the ordinary way, which
gives the same result.
"""

import datetime as dt
from pathlib import Path

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest, digest_all, digest_value
from letterpress.document import PARSE_VERSION
from letterpress.load import Asset, DataFile, Template, Tree
from letterpress.locale.cldr import library_digest
from letterpress.model.status import Include
from letterpress.pipeline.engine_version import product_version
from letterpress.plugins import Plugin
from letterpress.publish.journal import read_journal
from letterpress.report.build_report import BuildReport
from letterpress.serialization import plain, restored
from letterpress.store.background_check import OutputVerifier
from letterpress.store.last_build import load_last_build
from letterpress.store.paths import output_home


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """The last build to an output folder."""

    inputs: Digest
    """Of everything that it depended on but the clock."""
    since: dt.datetime
    """When it was made."""
    until: dt.datetime | None
    """When the next entry goes out or ends; None means never."""
    report: BuildReport
    """As the next build will say it, if nothing changes: nothing written, nothing removed."""
    besides: tuple[Diagnostic, ...] = ()
    """Its diagnostics but for those of outputs."""


def premises_digest(
    tree: Tree,
    config: Config,
    plugins: tuple[Plugin, ...],
    include: Include,
    warnings: tuple[Diagnostic, ...],
    words: tuple[str, ...],
) -> Digest:
    """Of everything that a build depends on but the clock and what its sources say.

    `words` are options that show in its report.
    """
    singles = [file for file in (tree.authors, tree.theme) if file is not None]
    files: list[Asset | DataFile | Template] = [
        *tree.assets,
        *tree.data,
        *singles,
        *tree.templates.values(),
    ]
    names = "\0".join([*[source.path for source in tree.sources], *[file.path for file in files]]).encode()
    digests = b"".join([file.digest for file in files])
    code = [(plugin.name, plugin.digest) for plugin in plugins]
    versions = (product_version(), PARSE_VERSION, code, library_digest())
    return digest_value(
        (versions, config, include, tree.diagnostics, warnings, words, digest(names), digest(digests))
    )


def inputs_digest(premises: Digest, tree: Tree) -> Digest:
    """Of everything that a build depends on but the clock."""
    return digest_all([premises, *[source.digest for source in tree.sources]])


def last_build(root: Path, output: Path, now: dt.datetime, page: Path) -> Remembered | None:
    """The last build to an output folder, if whatever it said of unchanged inputs still holds; else None.

    Args:
        root: The project's folder.
        output: The output folder.
        now: The only clock, in the site's time zone.
        page: The report page, which must still be there.
    """
    payload = load_last_build(root, output)
    if payload is None or read_journal(output_home(root, output)) is not None or not page.is_file():
        return None
    try:
        last = _decoder.decode(payload)
    except msgspec.DecodeError:
        return None
    fits = last.since <= now and (last.until is None or now < last.until)
    # The report counts in days, so another day is another report.
    if not fits or last.report.editorial is None or last.report.editorial.as_of != now.date():
        return None
    return last


def nothing_changed(last: Remembered | None, inputs: Digest, verifier: OutputVerifier) -> BuildReport | None:
    """What the last build said, if it would be said again and everything it made is still there; else None."""
    # A file under another stat has to be read and recorded, which the ordinary way does.
    if last is None or last.inputs != inputs or not verifier.unchanged_since(inputs):
        return None
    return last.report


encode_remembered = msgspec.json.Encoder(enc_hook=plain).encode
_decoder = msgspec.json.Decoder(Remembered, dec_hook=restored)
