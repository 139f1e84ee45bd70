# SPDX-License-Identifier: MIT
"""Conflicts that a merge left in a text are errors with their line; what only looks like one is text."""

import pytest

from letterpress.encoding import decode_text

CONFLICT = "<<<<<<< HEAD\n朝です。\n=======\n夜です。\n>>>>>>> evening\n"


def lines(text: str) -> list[int]:
    return [each.span.line for each in decode_text(text.encode(), "a.md")[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CONFLICT, [1]),
        (f"一行目\n{CONFLICT}", [2]),
        (CONFLICT + "間\n" + CONFLICT, [1, 7]),
        (CONFLICT.replace("\n", "\r\n"), [1]),
        (CONFLICT.replace(" HEAD", ""), [1]),
        (CONFLICT.replace("HEAD", "春の便り").replace(" evening", ""), [1]),
        (CONFLICT.replace("=======", "||||||| base\n昼です。\n======="), [1]),
        ("<<<<<<< Updated upstream\n朝です。\n", [1]),
        ("<<<<<<< .mine\n朝です。\n", [1]),
        ("title: 便り\n" + CONFLICT + "tags: [a]\n", [2]),
        ("```\ncode\n```\n" + CONFLICT, [4]),
    ],
)
def test_a_conflict_is_told_at_its_first_line(text: str, expected: list[int]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{CONFLICT}```\n",
        f"~~~~ diff\n{CONFLICT}~~~~\n",
        f"````\n```\n{CONFLICT}```\n````\n",
        "\n".join(f"    {line}" for line in CONFLICT.splitlines()),
        "<<<<<<< お知らせ >>>>>>>\n本文です。\n",
        "<<<<<<<\n本文です。\n<<<<<<<\n",
        "<<<<<<<<<<<<<<\n本文です。\n=======\n>>>>>>>>>>>>>>\n",
        "見出し\n=======\n\n>>>>>>> 深い引用\n",
        ">>>>>>> 深い引用\n\n見出し\n=======\n<<<<<<< 終わり\n",
        "a <<<<<<< HEAD\n",
    ],
)
def test_what_only_looks_like_one_is_text(text: str) -> None:
    assert lines(text) == []
