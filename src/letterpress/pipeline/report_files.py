# SPDX-License-Identifier: MIT
"""The editorial report as files: report.json for machines, report.html for people."""

from pathlib import Path

from letterpress import __version__
from letterpress.config import Config
from letterpress.diagnostics import ConfigError, Diagnostic, Language, Message, Severity, Span
from letterpress.digests import digest_value
from letterpress.editorial.findings import EditorialReport
from letterpress.files import read_file
from letterpress.pipeline.options import REPORT_DATA, REPORT_PAGE
from letterpress.report.json_report import report_json
from letterpress.store.last_build import save_drawn, was_drawn
from letterpress.store.paths import HOME, made, replace_file


def check_report_folder(folder: Path) -> None:
    """Make a folder for both files before a build does its work, which would be in vain without it.

    Raises:
        ConfigError: The folder cannot be made or written to.
    """
    probe = folder / f"{REPORT_DATA}.new"
    try:
        _make(folder)
        replace_file(probe, b"")
        probe.unlink()
    except OSError as error:
        raise ConfigError(_unwritable(folder, error)) from None


def save_report(
    folder: Path, report: EditorialReport, config: Config, *, language: Language, root: Path
) -> tuple[Diagnostic, ...]:
    """Write both files, each in one step; one that says the same already is left alone.

    Args:
        folder: Where they are.
        report: What they say.
        config: Of the site.
        language: Of the page.
        root: The folder whose `.letterpress/` remembers what the page was drawn from.

    Returns:
        A warning where they cannot be written: the site is published by now.
    """
    page = folder / REPORT_PAGE
    data = report_json(report, config)
    inputs = digest_value((data, config.title, config.base_url, language, __version__))
    try:
        _make(folder)
        _replace(folder / REPORT_DATA, data)
        # Drawing the page takes longer than all the rest of the report.
        if not was_drawn(root, inputs, _read(page)):
            from letterpress.report.html import report_html  # noqa: PLC0415 - see above

            drawn = report_html(report, config, language=language)
            _replace(page, drawn)
            save_drawn(root, inputs, drawn)
    except OSError as error:
        return (_unwritable(folder, error, Severity.WARNING),)
    return ()


def _make(folder: Path) -> None:
    if HOME in folder.parts:
        made(folder)
    else:
        folder.mkdir(parents=True, exist_ok=True)


def _unwritable(folder: Path, error: OSError, severity: Severity = Severity.ERROR) -> Diagnostic:
    reason = error.strerror or str(error)
    return Diagnostic(
        code="report-unwritable",
        severity=severity,
        message=Message(f"レポートを書き込めません：{reason}", f"the report cannot be written: {reason}"),
        span=Span(str(folder)),
    )


def _replace(path: Path, data: bytes) -> None:
    if _read(path) != data:
        replace_file(path, data)


def _read(path: Path) -> bytes:
    """The content of a file; nothing where it cannot be read."""
    try:
        return read_file(str(path))[0]
    except OSError:
        return b""
