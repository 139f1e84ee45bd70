# SPDX-License-Identifier: MIT
"""Outlines of posts."""

from letterpress.config.vocabulary import VALUE_THEMES
from letterpress.scaffold.outlines import OUTLINES, outline


def test_every_value_theme_has_three_questions_and_no_question_is_asked_twice() -> None:
    assert list(OUTLINES) == [theme.id for theme in VALUE_THEMES]
    for language in ("ja", "en"):
        questions = [question.text(language) for theme in OUTLINES for question in outline(theme)]
        assert len(set(questions)) == len(questions) == 3 * len(VALUE_THEMES)


def test_a_value_theme_of_a_publication_of_its_own_has_none() -> None:
    assert outline("recipes") == ()
