# SPDX-License-Identifier: MIT
"""`letterpress explain`: every diagnostic and every rule, in both languages."""

import pytest
from tests.test_diagnostics_docs import rows

from letterpress.cli.main import run
from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from letterpress.report.reference import references


def test_there_is_an_explanation_of_every_diagnostic_and_every_rule() -> None:
    known = references()
    assert known.keys() == {row.code for row in rows()} | {*RULES, *OPTIONAL_RULES}
    for reference in known.values():
        assert reference.meaning.ja.strip()
        assert reference.meaning.en.strip()
        assert "<br>" not in reference.meaning.ja + reference.meaning.en


def test_a_diagnostic_is_explained_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "yaml-tab", "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "yaml-tab  (error)\n\n"
        "A tab is used to indent.\n\n"
        "Example:\n  content/posts/a.md:4:1: error[yaml-tab]: tabs cannot indent\n\n"
        "See also: docs/diagnostics/front-matter.md\n"
    )
    assert run(["explain", "yaml-tab", "--lang", "ja"]) == 0
    assert "タブで字下げしている。" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "words"), [("ja", "30%を超える"), ("en", "more than 30% a warning")])
def test_a_rule_of_the_report_is_explained(
    language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", "sales-share", "--lang", language]) == 0
    assert words in capsys.readouterr().out


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "[link-target-mising]", "--lang", "en"]) == 2
    assert "did you mean `link-target-missing`?" in capsys.readouterr().err
