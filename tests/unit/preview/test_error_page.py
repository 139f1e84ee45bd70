# SPDX-License-Identifier: MIT
"""The preview's own pages: valid HTML, whatever a message holds."""

from pathlib import Path

from tests.support.html_checker import html_errors, html_test

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.preview.error_page import SHOWN, error_fragment, error_page, message_page

TEXT = """<b>"x"</b> & 'y'"""
PROBLEM = Diagnostic(
    code="field-unknown",
    severity=Severity.ERROR,
    message=Message(TEXT, TEXT),
    span=Span("content/posts/<a>.md", line=3, column=5, length=4),
    hint=Message(TEXT, TEXT),
    excerpt=TEXT,
)


@html_test
def test_the_html_checker_finds_nothing(tmp_path: Path) -> None:
    pages = {
        "one": error_page(error_fragment((PROBLEM,), "ja"), "ja"),
        "many": error_page(error_fragment((PROBLEM,) * (SHOWN + 1), "en"), "en"),
        "message": message_page(Message(TEXT, TEXT), "ja"),
    }
    assert html_errors(tmp_path, pages) == []
