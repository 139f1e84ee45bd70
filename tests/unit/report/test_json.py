# SPDX-License-Identifier: MIT
"""report.json and what `build --format json` prints, validated by another library against the shipped schema."""

import json
import runpy
from datetime import datetime
from importlib.resources import files
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.support.paths import TESTS

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.report.build_report import BuildReport, Counts, LeftOut
from letterpress.report.json_report import SCHEMA_FILE, build_json, diagnostics_json, report_json

FIXTURES = TESTS / "fixtures" / "report"
SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "sample.py")))
CONFIG = Config(title="月曜の便り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo")
SCHEMA: dict[str, Any] = json.loads(files("letterpress.report").joinpath(SCHEMA_FILE).read_text("utf-8"))
PROBLEM = Diagnostic(
    code="title-missing",
    severity=Severity.ERROR,
    message=Message("題名がない", "no title"),
    span=Span("content/posts/a.md", 1),
)
BUILD = BuildReport(
    counts=Counts(posts=29, issues=6, pages=3, outputs=87),
    written=("index.html",),
    unchanged=86,
    reasons={"index.html": ("list",)},
    left_out=(
        LeftOut(
            path="content/posts/x.md",
            title="春",
            status="scheduled",
            until=datetime(2026, 11, 28, 9, tzinfo=ZoneInfo("Asia/Tokyo")),
        ),
    ),
    diagnostics=(PROBLEM,),
    editorial=SAMPLE.report(),
    seconds={"load": 0.01},
)


def assert_valid(document: bytes, definition: str) -> None:
    schema = SCHEMA | {"$ref": f"#/$defs/{definition}"}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(json.loads(document))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$ref"] == "#/$defs/report"


@pytest.mark.parametrize("report", [SAMPLE.report(), SAMPLE.quiet_report()], ids=["a year", "first posts"])
def test_a_report_is_valid(report: Any) -> None:
    assert_valid(report_json(report, CONFIG), "report")


def test_a_build_is_valid_with_and_without_what_may_be_missing() -> None:
    assert_valid(build_json(BUILD, CONFIG), "build")
    assert_valid(build_json(BUILD, CONFIG, timing=True), "build")
    assert_valid(build_json(BuildReport(published=False, diagnostics=(PROBLEM,)), None), "build")
    assert_valid(diagnostics_json((PROBLEM,)), "diagnostics_only")


def test_a_field_that_the_schema_does_not_know_is_invalid() -> None:
    report = json.loads(report_json(SAMPLE.report(), CONFIG))
    report["metrics"]["followers"] = 1000

    errors = list(Draft202012Validator(SCHEMA).iter_errors(report))

    assert [error.validator for error in errors] == ["additionalProperties"]


def test_a_finding_carries_number_and_exact_fraction_in_both_languages() -> None:
    finding = json.loads(report_json(SAMPLE.report(), CONFIG))["findings"][0]

    assert finding["severity"] == "error"
    assert (finding["value"], finding["value_exact"]) == (5 / 9, "5/9")
    assert (finding["threshold"], finding["threshold_exact"]) == (0.5, "1/2")
    assert set(finding["message"]) == set(finding["fix"]) == {"ja", "en"}


def test_thresholds_are_the_numbers_that_a_config_would_say() -> None:
    editorial = json.loads(report_json(SAMPLE.report(), CONFIG))["config"]["editorial"]

    assert editorial["thresholds"]["sales_share_warning"] == 0.3
    assert editorial["thresholds"]["gap_days"] == 60


def test_the_same_report_is_the_same_bytes_and_reads_well() -> None:
    document = report_json(SAMPLE.report(), CONFIG)

    assert document == report_json(SAMPLE.report(), CONFIG)
    assert document.endswith(b"\n}\n")
    assert "直近10本のうち".encode() in document


def test_seconds_are_there_only_on_request() -> None:
    assert "seconds" not in json.loads(build_json(BUILD, CONFIG))
    assert json.loads(build_json(BUILD, CONFIG, timing=True))["seconds"] == {"load": 0.01}


def test_diagnostics_are_in_reading_order() -> None:
    places = [("b.md", 1), ("a.md", 12), ("a.md", 2)]
    said = [msgspec.structs.replace(PROBLEM, span=Span(path, line)) for path, line in places]
    spans = [diagnostic["span"] for diagnostic in json.loads(diagnostics_json(said))["diagnostics"]]

    assert [(span["path"], span["line"]) for span in spans] == sorted(places)


def test_moments_carry_their_offset() -> None:
    assert json.loads(build_json(BUILD, CONFIG))["left_out"][0]["until"] == "2026-11-28T09:00:00+09:00"
