# SPDX-License-Identifier: MIT
"""The benchmark of the preview, on a very small project."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from tests.support.chromium import CHROMIUM, browser_test
from tests.support.paths import REPOSITORY

pytestmark = browser_test
ROOT = REPOSITORY


def test_saves_are_measured_until_the_page_shows_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    preview, generators = import_module("bench.preview"), import_module("bench.generators")
    corpus, forms = import_module("bench.corpus"), import_module("bench.forms")
    project = import_module("bench.scenarios").Project
    program = str(Path(sys.executable).with_name("letterpress"))
    letterpress = generators.Generator("letterpress", "1", (program, "build"), forms.for_letterpress)
    subject = project(letterpress, letterpress.prepare(tmp_path, corpus.posts(3)))

    series = preview.saves(subject, 3, 2, CHROMIUM)

    page = subject.folder / ".letterpress/preview/posts" / corpus.slug_of(1) / "index.html"
    assert len(series.runs) == 2
    assert page.read_text(encoding="utf-8").count("Saved with number") == 3, "one to warm up"
