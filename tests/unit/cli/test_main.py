# SPDX-License-Identifier: MIT
"""Wrong usage, whatever the command."""

import pytest
from tests.support.sample_posts import GOOD, InProject

from letterpress.cli.main import run


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--nope"],
        ["build", "--lang", "fr"],
        ["build", "--now", "tomorrow"],
        ["build", "--now", "2026-02-30"],
        ["build", "--fail-on", "sales"],
        ["build", "--fail-on", "no-such-rule=error"],
        ["build", "--base-url", "example.com"],
        ["build", "--base-url", "javascript:alert(1)"],
        ["build", "--base-url", "https://example.com/?a=b"],
        ["new", "post", " "],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(project: InProject, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    root = project(paper=GOOD).root
    monkeypatch.chdir(root)
    assert run(arguments) == 2
    assert not (root / "site").exists()
