# SPDX-License-Identifier: MIT
"""Issue numbers, in every form that newsletters write them."""

import re
from unicodedata import normalize

LONGEST_RANGE = 12
"""Numbers in one combined issue; a longer range is a slip."""

_PREFIX = r"(?:(?:通巻|第|vol(?:ume)?\.?|no\.?|number|issue|#)\s*)*"
_SUFFIX = r"\s*(?:合併|増刊)?(?:号|回|巻)?"
_NUMBERS = re.compile(
    rf"{_PREFIX}(?P<first>\d{{1,6}})(?P<rest>(?:\s*(?:号\s*)?[・,、&+/~〜–-]\s*{_PREFIX}\d{{1,6}})*){_SUFFIX}\Z",
    re.ASCII,
)
_NEXT = re.compile(r"(?P<sign>[・,、&+/~〜–-])[^\d・,、&+/~〜–-]*+(?P<number>\d+)")
_RANGE_SIGNS = "~〜–-"
_NO_NUMBER = ("none", "no", "false", "なし", "無し", "号外")


def parse_numbers(text: str) -> tuple[int, ...] | None:
    """Read the numbers of an issue.

    Understood are `12`, `通巻３号`, `第12号`, `Vol.7`, `No.10` and `#12`; combined issues such as `12・13`,
    `第12・13合併号` and `12-13`; and `号外` or `none` for an issue without a number.

    Returns:
        The numbers, none for an unnumbered issue; None where the text is none of these.
    """
    word = normalize("NFKC", text).strip().casefold()
    if word in _NO_NUMBER:
        return ()
    match = _NUMBERS.match(word)
    if match is None:
        return None
    numbers = [int(match["first"])]
    for step in _NEXT.finditer(match["rest"]):
        number = int(step["number"])
        if step["sign"] not in _RANGE_SIGNS:
            numbers.append(number)
        elif numbers[-1] < number <= numbers[-1] + LONGEST_RANGE:
            numbers.extend(range(numbers[-1] + 1, number + 1))
        else:
            return None
    return tuple(numbers)
