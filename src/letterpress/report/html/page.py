# SPDX-License-Identifier: MIT
"""The HTML page of the editorial report: without script or network; for light, dark, phone, desktop and paper."""

from importlib.resources import files

from letterpress import __version__
from letterpress.config import Config
from letterpress.config.settings import Editorial
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport
from letterpress.report.charts.calendar import calendar
from letterpress.report.charts.gaps import gaps
from letterpress.report.charts.mix import mix
from letterpress.report.charts.queue import queue
from letterpress.report.charts.sales_share import sales_along_window, sales_over_months
from letterpress.report.formats import ISSUES, POSTS, day_text
from letterpress.report.html.chart_sections import chart_section
from letterpress.report.html.findings import advice_section, findings_section
from letterpress.report.html.numbers import numbers_section
from letterpress.report.html.stages import stages_section
from letterpress.report.html_builder import Markup, element, joined, unbroken

STYLE_FILE = "report.css"
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""The policy by which browsers load and run nothing but the reload script of the preview."""

_ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E"
    "%3Crect%20width='16'%20height='16'%20rx='3'%20fill='%23245b54'/%3E"
    "%3Cpath%20d='M5.5%203v9.5h6'%20fill='none'%20stroke='white'%20stroke-width='2'/%3E%3C/svg%3E"
)
_TITLE = Message("編集レポート", "Editorial report")
_SCHEDULED = Message("予定{}件", "{} scheduled")
_DRAFTS = Message("下書き{}件", "{} drafts")
_MADE_BY = Message(
    "{} が日付とフロントマターから計算しました。", "Worked out by {} from dates and front matter."
)
_ADJUST = Message(
    "目安は法則ではなく慣習です。letterpress.yaml の editorial で変えられます。",
    "The limits are conventions, not laws; editorial in letterpress.yaml changes them.",
)


def report_html(report: EditorialReport, config: Config, *, language: Language) -> bytes:
    """Make the report as a self-contained HTML file in UTF-8.

    Args:
        report: The editorial report.
        config: The configuration that it was made with; links to published posts start with its `base_url`.
        language: The language of messages.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="generator", content=f"letterpress {__version__}"),
        element("title", f"{_TITLE.text(language)} {report.as_of} · {config.title}"),
        element("link", rel="icon", href=_ICON),
        element("style", Markup(_style())),
    )
    body = element(
        "body",
        _header(report, config.title, language),
        element("main", *_sections(report, config.editorial, language, config.base_url)),
        _footer(language),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=language)}\n".encode()


def _sections(
    report: EditorialReport, settings: Editorial, language: Language, base_url: str
) -> list[Markup]:
    thresholds = settings.thresholds
    charts = (
        calendar(report, language),
        mix(report, settings, language),
        sales_over_months(report, thresholds, language),
        sales_along_window(report, thresholds, language),
        gaps(report, thresholds, language),
    )
    return [
        advice_section(report, settings, language, base_url),
        numbers_section(report, thresholds, language),
        findings_section(report, language, base_url),
        element(
            "div",
            *(chart_section(chart, language) for chart in charts),
            stages_section(report, language),
            chart_section(queue(report, settings, language), language, opened=True),
            class_="charts",
        ),
    ]


def _header(report: EditorialReport, site_title: str, language: Language) -> Markup:
    metrics = report.metrics
    counts = [
        POSTS.text(metrics.published_posts, language),
        ISSUES.text(metrics.published_issues, language) if metrics.published_issues else "",
        _SCHEDULED.text(language).format(metrics.scheduled) if metrics.scheduled else "",
        _DRAFTS.text(language).format(metrics.drafts) if metrics.drafts else "",
    ]
    return element(
        "header",
        element("p", _TITLE.text(language), class_="kind"),
        element("h1", site_title),
        element(
            "p",
            element("time", day_text(report.as_of, language), datetime=report.as_of.isoformat()),
            element("span", *unbroken([count for count in counts if count], language)),
            class_="facts",
        ),
    )


def _footer(language: Language) -> Markup:
    made_by = _MADE_BY.text(language).format(f"letterpress {__version__}")
    return element("footer", element("p", joined([made_by, " ", _ADJUST.text(language)])))


def _style() -> str:
    return files("letterpress.report.html").joinpath(STYLE_FILE).read_text("utf-8")
