# SPDX-License-Identifier: MIT
"""`letterpress report`: its forms and its language."""

import pytest
from tests.conftest import CommandLine


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("text", "編集レポート  2026年11月21日(土)\n"),
        ("json", "{"),
        ("html", "<!DOCTYPE html>"),
        ("markdown", "## 編集レポート"),
        ("github", ",title=sales-share::"),
    ],
)
def test_each_form_of_the_report(pushy: CommandLine, form: str, beginning: str) -> None:
    said = pushy("report", "--format", form)
    assert (said.code, said.err) == (0, "")
    assert beginning in said.out
    assert not (pushy.root / "site").exists(), "nothing is built"


def test_messages_in_the_other_language(pushy: CommandLine) -> None:
    assert pushy("report", "--lang", "en").out.startswith("Editorial report  Sat 21 Nov 2026\n")
