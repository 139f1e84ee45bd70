# SPDX-License-Identifier: MIT
"""The bar on the pages of the preview: what a page is for, what was found on it, and where its source is."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span
from letterpress.pipeline.options import BuildOptions
from letterpress.preview.error_page import SEVERITY_WORDS

_LABEL = Message("プレビューの情報", "About this page")
_CLOSE = Message("閉じる", "Close")
_REPORT = Message("編集レポート", "Editorial report")
_STAGE = Message("顧客ステージ", "Stage")
_THEME = Message("価値テーマ", "Value theme")
_STATUS = Message("状態", "Status")
_SOURCE = Message("原稿", "Source")
_NONE = Message("指摘なし", "Nothing found")
_ONE = Message("指摘{}件", "{} finding")
_SOME = Message("指摘{}件", "{} findings")


class PageFact(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of a page."""

    place: str
    severity: str
    """`error`, `warning` or `note`."""
    word: str
    """The same in the language of messages."""
    text: str


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say about the page of one source, in the language of messages."""

    source: str
    """The path of the source, relative to the project."""
    line: int
    """Where to go in it: to the first finding, else to the beginning."""
    named: tuple[tuple[str, str], ...]
    """Names and values: stage, value theme, status."""
    findings: tuple[PageFact, ...]


Facts = Callable[[], Mapping[str, PageFacts]]
"""Gives what there is to say about each page, by its site path, decoded; looking takes a moment."""


def page_facts(
    root: Path,
    config: Config,
    options: BuildOptions,
    language: Language,
    diagnostics: tuple[Diagnostic, ...],
) -> Mapping[str, PageFacts]:
    """Look at a project for what there is to say about its pages.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        options: Those of the last build.
        language: Of the words.
        diagnostics: Of the last build.

    Raises:
        LetterpressError: The project cannot be read at all.
    """
    # ruff: noqa: PLC0415 - only who looks at a page pays for what this imports
    from letterpress.pipeline.inspect import inspect_project
    from letterpress.report.listing import STATUS_WORDS, rows_of
    from letterpress.report.phrases import stage_label, theme_label

    inspection = inspect_project(root, config, options)
    found: dict[str, list[PageFact]] = {}
    lines: dict[str, int] = {}

    def add(span: Span, severity: Severity, text: str) -> None:
        place = f"{span.path}:{span.line}" if span.line else span.path
        lines.setdefault(span.path, span.line)
        fact = PageFact(
            place=place, severity=severity.word, word=SEVERITY_WORDS[severity].text(language), text=text
        )
        if fact not in found.setdefault(span.path, []):
            found[span.path].append(fact)

    for diagnostic in diagnostics:
        add(diagnostic.span, diagnostic.severity, diagnostic.message.text(language))
    for finding in inspection.editorial.findings:
        if finding.span is not None:
            add(finding.span, finding.severity, finding.message.text(language))
    facts: dict[str, PageFacts] = {}
    for row in rows_of(inspection.site):
        if row.url is None:
            continue
        named = [(_STATUS, STATUS_WORDS[row.status].text(language))]
        if row.value_theme:
            named.insert(0, (_THEME, theme_label(row.value_theme, config.editorial, language)))
        if row.stage:
            stages = [stage_label(stage, language) for stage in row.stage]
            named.insert(0, (_STAGE, _COMMA.text(language).join(stages)))
        facts[unquote(row.url)] = PageFacts(
            source=row.path,
            line=lines.get(row.path, 0) or 1,
            named=tuple((name.text(language), value) for name, value in named),
            findings=tuple(found.get(row.path, ())),
        )
    return facts


_COMMA = Message("、", ", ")


def bar_fields(facts: PageFacts | None, language: Language) -> Mapping[str, Any]:
    """What the bar of a page shows, for its script; of a page without a source little more than its buttons."""
    fields: dict[str, Any] = {
        "label": _LABEL.text(language),
        "close": _CLOSE.text(language),
        "report": _REPORT.text(language),
        "lang": language,
    }
    if facts is None:
        return fields
    count = len(facts.findings)
    counted = _ONE if count == 1 else _SOME
    return fields | {
        "named": facts.named,
        "source": (_SOURCE.text(language), f"{facts.source}:{facts.line}"),
        "count": counted.text(language).format(count) if count else _NONE.text(language),
        "findings": msgspec.to_builtins(facts.findings),
    }
