# SPDX-License-Identifier: MIT
"""Outlines: what a piece of each value theme answers, as three questions to write from."""

from collections.abc import Mapping
from types import MappingProxyType

from letterpress.diagnostics import Message

OUTLINES: Mapping[str, tuple[Message, Message, Message]] = MappingProxyType(
    {
        "education": (
            Message("読む人は、いま何を思い違いしていますか", "What do readers get wrong today?"),
            Message("ほんとうは、どうなっていますか", "How is it really?"),
            Message("知ると、何が変わりますか", "What changes once they know?"),
        ),
        "howto": (
            Message("だれの、どんな困りごとですか", "Whose trouble is it, and what is it?"),
            Message("何を、どの順にすればよいですか", "What is to be done, in which order?"),
            Message("どこでつまずきやすいですか", "Where do people stumble?"),
        ),
        "case": (
            Message("前は、どんな様子でしたか", "How was it before?"),
            Message("何をしましたか", "What was done?"),
            Message("そのあとを、ご本人の言葉で", "What came of it, in the customer's own words?"),
        ),
        "support": (
            Message("何が起きて、どう困りますか", "What happens, and why is it a nuisance?"),
            Message("いますぐ、何をすればよいですか", "What helps at once?"),
            Message("次に起こさないためには", "How does one keep it from happening again?"),
        ),
        "persona": (
            Message("いつ、どこでの出来事ですか", "When and where was it?"),
            Message("そのとき、何を思いましたか", "What went through your mind?"),
            Message("それから、何を変えましたか", "What have you done differently since?"),
        ),
        "participation": (
            Message("読む人に、何をお願いしますか", "What do you ask of readers?"),
            Message("どうやって、いつまでに", "How do they take part, and by when?"),
            Message("集まったものは、どうなりますか", "What becomes of what they send?"),
        ),
        "brand": (
            Message("何を大事にしていますか", "What matters to you?"),
            Message("そのために、何をあきらめましたか", "What did you give up for it?"),
            Message("どこに表れていますか", "Where does it show?"),
        ),
        "curation": (
            Message("何を見つけましたか（出所も）", "What did you find, and where?"),
            Message("だれの役に立ちますか", "Whom does it help?"),
            Message("あなたなら、どう使いますか", "How would you use it?"),
        ),
        "event": (
            Message("いつ、どこで、だれのために", "When, where, and for whom?"),
            Message("来ると、何が持ち帰れますか", "What will people take home?"),
            Message("申し込みと、問い合わせ先", "How does one sign up or ask?"),
        ),
        "news": (
            Message("何が、いつから変わりますか", "What changes, and from when?"),
            Message("お客さまは、何かする必要がありますか", "Do customers have to do anything?"),
            Message("なぜ変えるのですか", "Why the change?"),
        ),
        "product": (
            Message("どんな困りごとから生まれましたか", "Which trouble was it made for?"),
            Message("これまでと、何がちがいますか", "How does it differ from what there was?"),
            Message("どんな人には向きませんか", "Whom does it not suit?"),
        ),
        "sale": (
            Message("なぜ、いま安くするのですか", "Why is it cheaper now?"),
            Message("いつまで、何が、いくらですか", "What costs how much, and until when?"),
            Message("どんな人に勧めますか", "Whom would you advise to take it?"),
        ),
    }
)
"""The questions by the id of the value theme; a value theme that a publication added has none."""


def outline(value_theme: str) -> tuple[Message, ...]:
    """The questions that a piece of a value theme answers; none where the theme is a publication's own."""
    return OUTLINES.get(value_theme, ())
