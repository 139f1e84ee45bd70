# SPDX-License-Identifier: MIT
"""The table of customer stages: posts of the window by stage and phase, and the last post of each stage."""

from collections.abc import Iterator

from letterpress.config.vocabulary import STAGES, Stage
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport
from letterpress.report.formats import DAYS
from letterpress.report.html_builder import Markup, element
from letterpress.report.phrases import PHASE_LABELS

DARKEST = 4
"""The count from which on a cell has the darkest shade."""
_TITLE = Message("だれに、どの時期に", "For whom, and when")
_NOTE = Message("直近の記事の本数。色の薄いところが手薄です", "Posts among the latest; pale is thin")
_STAGE = Message("顧客ステージ", "Customer stage")
_LAST = Message("最後の記事", "Last post")
_AGO = Message("{}前", "{} ago")
_NEVER = Message("まだありません", "never")
_TODAY = Message("今日", "today")


def stages_section(report: EditorialReport, language: Language) -> Markup:
    """The section of the table, whose shades only repeat its numbers."""
    phases = [phase for phase in PHASE_LABELS if phase != "unknown" or _any_unknown(report)]
    columns = [
        _STAGE.text(language),
        *(PHASE_LABELS[phase].text(language) for phase in phases),
        _LAST.text(language),
    ]
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    rows = [element("tr", *_row(report, stage, phases, language)) for stage in STAGES]
    return element(
        "section",
        element("h2", _TITLE.text(language), id="stages"),
        element("p", _NOTE.text(language), class_="note"),
        element(
            "div",
            element("table", element("thead", head), element("tbody", *rows), class_="stages"),
            class_="scroll",
            tabindex=0,
            role="group",
            aria_label=_TITLE.text(language),
        ),
        class_="chart stages",
        aria_labelledby="stages",
    )


def _row(report: EditorialReport, stage: Stage, phases: list[str], language: Language) -> Iterator[Markup]:
    yield element("th", stage.label.text(language), scope="row")
    counts = report.metrics.stage_by_phase.get(stage.id, {})
    for phase in phases:
        number = counts.get(phase, 0)
        yield element("td", str(number), class_=f"shade-{min(number, DARKEST)}")
    yield element("td", _last(report, stage.id, language))


def _last(report: EditorialReport, stage_id: str, language: Language) -> str:
    day = report.metrics.stage_last.get(stage_id)
    if day is None:
        return _NEVER.text(language)
    ago = (report.as_of - day).days
    return _AGO.text(language).format(DAYS.text(ago, language)) if ago else _TODAY.text(language)


def _any_unknown(report: EditorialReport) -> bool:
    return any(counts.get("unknown", 0) for counts in report.metrics.stage_by_phase.values())
