# SPDX-License-Identifier: MIT
"""The editorial report as files: report.json for machines, report.html for people."""

from pathlib import Path

from letterpress import __version__
from letterpress.config import Config
from letterpress.diagnostics import ConfigError, Diagnostic, Language, Message, Severity, Span
from letterpress.digests import Digest, digest_value
from letterpress.editorial.findings import EditorialReport
from letterpress.pipeline.options import REPORT_DATA, REPORT_PAGE
from letterpress.report.json_report import report_json


def check_report_folder(folder: Path) -> None:
    """Make a folder for both files before a build does its work, which would be in vain without it.

    Raises:
        ConfigError: The folder cannot be made or written to.
    """
    probe = folder / f"{REPORT_DATA}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise _unwritable(folder, error) from None


def save_report(folder: Path, report: EditorialReport, config: Config, *, language: Language) -> Path:
    """Write both files, each in one step; one that says the same already is left alone.

    Returns:
        The path of report.html.

    Raises:
        ConfigError: The folder cannot be written to.
    """
    page = folder / REPORT_PAGE
    data = report_json(report, config)
    stamp = _stamp(digest_value((data, config.title, config.base_url, language, __version__)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / REPORT_DATA, data)
        # Drawing the page takes longer than all the rest of the report.
        if not _ends_with(page, stamp):
            from letterpress.report.html import report_html  # noqa: PLC0415 - see above

            _replace(page, report_html(report, config, language=language) + stamp)
    except OSError as error:
        raise _unwritable(folder, error) from None
    return page


def _unwritable(folder: Path, error: OSError) -> ConfigError:
    reason = error.strerror or str(error)
    return ConfigError(
        Diagnostic(
            code="report-unwritable",
            severity=Severity.ERROR,
            message=Message(f"レポートを書き込めません：{reason}", f"the report cannot be written: {reason}"),
            span=Span(str(folder)),
        )
    )


def _stamp(inputs: Digest) -> bytes:
    """What the page ends with: of all that it was drawn from."""
    return f"<!-- {inputs.hex()} -->\n".encode()


def _ends_with(path: Path, end: bytes) -> bool:
    return path.is_file() and path.read_bytes().endswith(end)


def _replace(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)
