# SPDX-License-Identifier: MIT
"""Reports as JSON: report.json, and what `--format json` prints.

The fields are described in docs/report-json.md and by `report.schema.json` beside this module.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import msgspec

from letterpress import __version__
from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, reading_order
from letterpress.editorial.findings import Advice, EditorialReport, Finding, Month, as_number
from letterpress.report.build_report import BuildReport

SCHEMA_VERSION = 1
SCHEMA_FILE = "report.schema.json"


def report_json(
    report: EditorialReport, config: Config, diagnostics: Iterable[Diagnostic] | None = None
) -> bytes:
    """The editorial report with the config in force; UTF-8, indented, ends with a line end.

    A number that is a fraction is the nearest double; findings carry the exact fraction beside it.

    Args:
        report: The report.
        config: The settings that it was made with.
        diagnostics: The problems of files that the numbers suffer from; None for a document without them.
    """
    document = _report(report, config)
    if diagnostics is not None:
        document["diagnostics"] = diagnostic_fields(diagnostics)
    return encoded(document)


def build_json(report: BuildReport, config: Config | None, *, timing: bool = False) -> bytes:
    """A whole build: what was written and left out, diagnostics, and the editorial report.

    Args:
        report: The build.
        config: None where letterpress.yaml itself is wrong; the editorial report is then null.
        timing: Whether to say how long each stage took, which differs from run to run.
    """
    editorial = _report(report.editorial, config) if report.editorial and config else None
    document = {
        "schema_version": SCHEMA_VERSION,
        "generator": _generator(),
        "published": report.published,
        "output": report.output,
        "counts": _plain(report.counts),
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "reasons": _plain(dict(report.reasons)),
        "left_out": _plain(report.left_out),
        "next_change": _plain(report.next_change),
        "diagnostics": diagnostic_fields(report.diagnostics),
        "editorial": editorial,
    }
    if timing:
        document["seconds"] = _plain(dict(report.seconds))
    return encoded(document)


def diagnostics_json(diagnostics: Iterable[Diagnostic]) -> bytes:
    """Diagnostics alone, in reading order: what a command prints that could not do its work."""
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "generator": _generator(),
            "diagnostics": diagnostic_fields(diagnostics),
        }
    )


def _report(report: EditorialReport, config: Config) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": _generator(),
        "as_of": report.as_of,
        "site": {
            "title": config.title,
            "base_url": config.base_url,
            "language": config.language,
            "timezone": config.timezone,
        },
        "config": {"cadence": _plain(config.cadence), "editorial": _plain(config.editorial)},
        "metrics": _plain(report.metrics),
        "findings": [_finding(finding) for finding in report.findings],
        "unmeasured": _plain(report.unmeasured),
        "advice": _advice(report.advice) if report.advice else None,
        "history": [_month(month) for month in report.history],
        "calendar": _plain(report.calendar),
        "mentions": _plain(report.mentions),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "subject": finding.subject,
        "value": _plain(finding.value),
        "value_exact": _exact(finding.value),
        "threshold": _plain(finding.threshold),
        "threshold_exact": _exact(finding.threshold),
        "message": _plain(finding.message),
        "fix": _plain(finding.fix),
        "posts": finding.posts,
        "principle": finding.principle,
        "span": _plain(finding.span),
    }


def _advice(advice: Advice) -> dict[str, Any]:
    fields: dict[str, Any] = _plain(advice)
    return {**fields, "after_queue": [_finding(finding) for finding in advice.after_queue]}


def _month(month: Month) -> dict[str, Any]:
    fields: dict[str, Any] = _plain(month)
    return {"month": month.metrics.as_of.isoformat()[:7], **fields}


def diagnostic_fields(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return diagnostics as plain values with the fields of the schema, in reading order."""
    return [
        {**_plain(diagnostic), "severity": diagnostic.severity.word}
        for diagnostic in sorted(diagnostics, key=reading_order)
    ]


def _exact(number: Fraction | int | None) -> str | None:
    return None if number is None else str(number)


def _generator() -> str:
    return f"letterpress {__version__}"


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value, enc_hook=as_number)


def encoded(document: object) -> bytes:
    """Return a document of plain values as JSON: UTF-8, indented, ends with a line end."""
    data = msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
    return _STEERING.sub(
        lambda found: "".join(f"\\u{ord(each):04x}" for each in found[0].decode()).encode(), data
    )


_STEERING = re.compile(b"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|#(?=#\\[)")
"""What JSON need not escape, but steers a terminal or is a command to GitHub Actions; it can be in texts alone."""
