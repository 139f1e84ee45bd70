# SPDX-License-Identifier: MIT
"""A build as Markdown, for the summary page of a CI run (GitHub Flavored Markdown)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from letterpress.config.settings import Editorial
from letterpress.diagnostics import Diagnostic, Language, Message
from letterpress.editorial.findings import Advice, EditorialReport, Finding
from letterpress.report.build_report import BuildReport
from letterpress.report.formats import day_text, listed, number_text, place
from letterpress.report.key_numbers import LABELS, key_numbers
from letterpress.report.phrases import NEXT, NOTHING_FOUND, held_text, left_out_reason, proposal, title_of

MOST_ROWS = 100
"""A summary has room for about a megabyte; the log holds everything."""

_SPACE = re.compile(r"[\t\n\r\v\f]+")
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>#!|~:&@$^=+]"  # anywhere: emphasis, links, HTML, tables, mathematics, mentions, addresses
    r"|(?<!\S)-|[.)](?=\s|$)"  # where a list or a rule might begin
    r"|(?<=www)\.",  # what GitHub would make a link
    re.IGNORECASE,
)

_NUMBERS = (
    Message("書き出し", "written"),
    Message("変更なし", "unchanged"),
    Message("削除", "removed"),
    Message("公開内容", "published"),
)
_FAILED = Message(
    "何も公開していません。サイトは前回のままです", "Nothing was published: the last good state stays"
)
_BUILD = Message("ビルド", "Build")
_PROBLEMS = Message("診断", "Diagnostics")
_PROBLEM_COLUMNS = (Message("場所", "Place"), Message("種類", "Kind"), Message("内容", "Message"))
_LEFT_OUT = Message("公開しなかったもの", "Left out")
_LEFT_OUT_COLUMNS = (Message("理由", "Why"), Message("ファイル", "File"), Message("題名", "Title"))
_EDITORIAL = Message("編集レポート", "Editorial report")
_METRIC_COLUMNS = (Message("指標", "Metric"), Message("数値", "Numbers"))
_FINDING_COLUMNS = (Message("指摘", "Finding"), Message("内容", "What"), Message("改善", "Fix"))
_NEAREST = Message("近いもの", "Nearest")
_MORE = Message("ほかに{}件", "{} more")


def summary(report: BuildReport, *, language: Language) -> str:
    """The build and its editorial report; titles and messages come out as plain text whatever they hold."""
    sections = [
        _build(report, language),
        _problems(report.diagnostics, language),
        _left_out(report, language),
    ]
    if report.editorial:
        sections.append(editorial_summary(report.editorial, report.settings, language=language))
    return "\n".join(section for section in sections if section)


def editorial_summary(report: EditorialReport, settings: Editorial, *, language: Language) -> str:
    """The editorial report alone."""
    lines = [f"## {_EDITORIAL.text(language)} {day_text(report.as_of, language)}", ""]
    metrics = [
        (LABELS[number.name].text(language), listed(number.details, language))
        for number in key_numbers(report.metrics, settings.thresholds, language)
    ]
    lines += _table(_METRIC_COLUMNS, metrics, language)
    lines.append("")
    findings = [_finding(finding, language) for finding in report.findings]
    lines += _table(_FINDING_COLUMNS, findings, language) or [NOTHING_FOUND.text(language)]
    if report.advice:
        lines += ["", *_advice(report, report.advice, settings, language)]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """The text so that no Markdown or HTML reader sees markup, a link or a table cell's end in it.

    What could be read as one becomes a character reference, which CommonMark never takes for structure.
    """
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", _SPACE.sub(" ", text))


def _build(report: BuildReport, language: Language) -> str:
    if not report.published:
        return f"## {_BUILD.text(language)}\n\n**{_FAILED.text(language)}**\n"
    numbers = (len(report.written), report.unchanged, len(report.removed))
    row = (*map(number_text, numbers), held_text(report, language))
    return "\n".join([f"## {_BUILD.text(language)}", "", *_table(_NUMBERS, [row], language)]) + "\n"


def _problems(diagnostics: Sequence[Diagnostic], language: Language) -> str:
    rows = [
        (
            place(diagnostic.span),
            f"{diagnostic.severity.word}[{diagnostic.code}]",
            diagnostic.message.text(language),
        )
        for diagnostic in diagnostics
    ]
    return _section(_PROBLEMS, _PROBLEM_COLUMNS, rows, language)


def _left_out(report: BuildReport, language: Language) -> str:
    rows = [(left_out_reason(left, language), left.path, left.title) for left in report.left_out]
    return _section(_LEFT_OUT, _LEFT_OUT_COLUMNS, rows, language)


def _finding(finding: Finding, language: Language) -> tuple[str, str, str]:
    kind = f"{finding.severity.word}[{finding.rule}]"
    return kind, finding.message.text(language), finding.fix.text(language)


def _advice(
    report: EditorialReport, advice: Advice, settings: Editorial, language: Language
) -> Iterator[str]:
    yield f"### {NEXT.text(language)}"
    yield ""
    yield f"**{plain(proposal(report, advice, settings, language))}**  "
    yield plain(advice.reason.text(language))
    if advice.nearest:
        reason = advice.nearest_reason.text(language) if advice.nearest_reason else ""
        yield ""
        yield f"{_NEAREST.text(language)}: {plain(listed((title_of(advice.nearest, report), reason), language))}"


def _section(
    heading: Message, columns: tuple[Message, ...], rows: Sequence[tuple[str, ...]], language: Language
) -> str:
    if not rows:
        return ""
    return "\n".join([f"## {heading.text(language)}", "", *_table(columns, rows, language)]) + "\n"


def _table(columns: tuple[Message, ...], rows: Sequence[tuple[str, ...]], language: Language) -> list[str]:
    if not rows:
        return []
    lines = [_row(column.text(language) for column in columns), _row("---" for _ in columns)]
    lines += [_row(map(plain, row)) for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        lines += ["", _MORE.text(language).format(len(rows) - MOST_ROWS)]
    return lines


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
