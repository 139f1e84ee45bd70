# SPDX-License-Identifier: MIT
"""Parts of sentences that several rules share: numbers, days and names, in both languages."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from letterpress.config import Config
from letterpress.config.vocabulary import STAGES
from letterpress.diagnostics import Message
from letterpress.editorial.findings import ChannelKind

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = "月火水木金土日"
CHANNEL_LABELS: dict[ChannelKind, Message] = {
    "all": Message("発信", "post or issue"),
    "posts": Message("記事", "post"),
    "issues": Message("ニュースレター", "issue"),
}
_STAGE_LABELS = {stage.id: stage.label for stage in STAGES}


def share(count: int, among: int, of: str = "recent posts") -> Message:
    """A share in words: `10件中4件(40%)` and `4 of 10 recent posts (40%)`."""
    part = percent(Fraction(count, among))
    return Message(f"{among}件中{count}件（{part}）", f"{count} of {among} {of} ({part})")


def percent(value: Fraction) -> str:
    """A share as a whole percentage, or with one decimal where it is not whole."""
    hundredfold = value * 100
    return f"{hundredfold.numerator}%" if hundredfold.denominator == 1 else f"{float(hundredfold):.1f}%"


def days(count: Fraction | int) -> Message:
    """A number of days: `10.5日` and `10.5 days`."""
    number = number_text(count)
    return Message(f"{number}日", f"{number} day" if count == 1 else f"{number} days")


def number_text(value: Fraction | int) -> str:
    """A number with as many decimals as it needs, two at most."""
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.2f}".rstrip("0").rstrip(".")


def day(value: date) -> Message:
    """A date: `2026年11月21日(土)` and `21 Nov 2026`."""
    return Message(
        f"{value.year}年{value.month}月{value.day}日({_WEEKDAYS[value.weekday()]})",
        f"{value.day} {_MONTHS[value.month - 1]} {value.year}",
    )


def title(text: str) -> Message:
    """A title in the quotation marks of the language."""
    return Message(f"「{text}」", f"“{text}”")


def titles(texts: Sequence[str]) -> Message:
    """The first three titles, and the number of further ones."""
    shown = [title(text) for text in texts[:3]]
    rest = len(texts) - len(shown)
    ja = "".join(one.ja for one in shown) + (f"ほか{rest}件" if rest else "")
    en = ", ".join(one.en for one in shown) + (f" and {rest} more" if rest else "")
    return Message(ja, en)


def stage(stage_id: str) -> Message:
    """The label of a stage: `見込顧客` and `prospect`."""
    return _STAGE_LABELS[stage_id]


def value_theme(theme_id: str, config: Config) -> Message:
    """The label of a value theme in the configuration."""
    for theme in config.editorial.value_themes:
        if theme.id == theme_id:
            return theme.label
    return Message(theme_id, theme_id)
