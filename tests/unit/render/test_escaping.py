# SPDX-License-Identifier: MIT
"""What a template writes is escaped as the library that Jinja comes with would."""

import random

import pytest
from markupsafe import Markup, escape

from letterpress.render.templates.escaping import escaped


class Clever:
    """A value that says itself what it is in HTML."""

    def __html__(self) -> str:
        return "<b>clever</b>"


@pytest.mark.parametrize(
    "value", ["", "a < b", "'\"&", "便り", Markup("<b>"), Markup(""), None, 3, 2.5, ("<",), Clever()]
)
def test_any_value_reads_as_the_library_writes_it(value: object) -> None:
    assert "".join([escaped(value)]) == str(escape(value))


def test_any_text_reads_as_the_library_writes_it() -> None:
    rng = random.Random(5)
    for _ in range(2000):
        text = "".join(rng.choices("ab <>&\"';#39ampltgt便り\n\0\u2028", k=rng.randrange(12)))
        assert escaped(text) == str(escape(text))
