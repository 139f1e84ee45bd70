# SPDX-License-Identifier: MIT
"""What the bar of a page says: facts of its source, and what was found there, in the language of messages."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.conftest import MakeProject

from letterpress.cli.project import open_project
from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.model.status import Include
from letterpress.pipeline.options import BuildOptions
from letterpress.preview.page_bar import PageFacts, bar_fields, page_facts

POST = "---\ntitle: {0}\ndate: {1}\n{2}---\n\n本文\n"
NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


def found(path: str, line: int, severity: Severity = Severity.WARNING) -> Diagnostic:
    message = Message("直してください", "mend this")
    return Diagnostic(code="x", severity=severity, message=message, span=Span(path, line))


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project(
        {
            "content/posts/本.md": POST.format(
                "本", "2026-11-01", "stage: [prospect, new]\nvalue_theme: howto\n"
            ),
            "content/posts/draft.md": POST.format("下書き", "2026-11-02", "draft: true\n"),
            "content/posts/later.md": POST.format("予定", "2027-11-02", ""),
            "content/pages/about.md": "---\ntitle: 店\n---\n\n本文\n",
        }
    )


def facts_of(root: Path, *diagnostics: Diagnostic) -> Mapping[str, PageFacts]:
    project = open_project(root=root, config_path=None, now="2026-11-21", lang=None)
    options = BuildOptions(now=NOW, include=Include(drafts=True), jobs=1)
    return page_facts(root, project.config, options, "ja", diagnostics)


def test_each_source_has_its_facts(root: Path) -> None:
    facts = facts_of(root)
    assert facts["/posts/本/"].source == "content/posts/本.md"
    assert dict(facts["/posts/本/"].named) == {
        "顧客ステージ": "見込顧客、新規顧客",
        "価値テーマ": "活用術・課題解決",
        "状態": "公開",
    }
    assert dict(facts["/posts/draft/"].named) == {"状態": "下書き"}
    assert dict(facts["/posts/later/"].named) == {"状態": "予定"}
    assert facts["/about/"].source == "content/pages/about.md"


def test_the_findings_of_a_source_are_told_once_and_the_first_one_says_where_to_go(root: Path) -> None:
    path = "content/posts/本.md"
    facts = facts_of(root, found(path, 7), found(path, 7), found(path, 9), found("letterpress.yaml", 1))
    assert [fact.place for fact in facts["/posts/本/"].findings] == [f"{path}:7", f"{path}:9"]
    assert facts["/posts/本/"].line == 7
    assert (facts["/posts/draft/"].findings, facts["/posts/draft/"].line) == ((), 1)


@pytest.mark.parametrize(
    ("count", "ja", "en"),
    [(0, "指摘なし", "Nothing found"), (1, "指摘1件", "1 finding"), (2, "指摘2件", "2 findings")],
)
def test_findings_are_counted_in_words(root: Path, count: int, ja: str, en: str) -> None:
    path = "content/posts/本.md"
    facts = facts_of(root, *(found(path, line) for line in range(7, 7 + count)))["/posts/本/"]
    assert (bar_fields(facts, "ja")["count"], bar_fields(facts, "en")["count"]) == (ja, en)


def test_a_page_without_a_source_says_no_more_than_its_buttons() -> None:
    assert bar_fields(None, "en") == {
        "label": "About this page",
        "close": "Close",
        "report": "Editorial report",
        "lang": "en",
    }
