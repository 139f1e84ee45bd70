# SPDX-License-Identifier: MIT
"""A first heading that repeats the title is left out; every other line keeps its number."""

import pytest

from letterpress.parse.documents import without_title


@pytest.mark.parametrize(
    "body",
    [
        "# 紙の目\n\n本文",
        "\n\n# 紙の目\n\n本文",
        "# 紙の目 #\n\n本文",
        "#  紙の目  \n\n本文",
        "紙の目\n======\n\n本文",
        "# {紙|かみ}の目\n\n本文",
    ],
)
def test_the_title_is_left_out(body: str) -> None:
    left = without_title(body, "紙の目")

    assert left.strip() == "本文"
    assert left.count("\n") == body.count("\n")


@pytest.mark.parametrize(
    "body",
    [
        "## 紙の目\n\n本文",
        "# 紙の目の話\n\n本文",
        "本文\n\n# 紙の目",
        "紙の目\n\n本文",
        "#紙の目\n\n本文",
        "",
    ],
)
def test_any_other_beginning_stays(body: str) -> None:
    assert without_title(body, "紙の目") == body


def test_a_title_with_a_reading() -> None:
    assert without_title("# 紙の目\n", "{紙|かみ}の目") == "\n"
