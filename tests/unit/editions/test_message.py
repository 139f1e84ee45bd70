# SPDX-License-Identifier: MIT
"""Mails as files, read back by Python's own parser of email."""

import datetime as dt
import email
import email.policy
from email.message import EmailMessage

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from letterpress.editions.message import Letter, message_bytes

LETTER = Letter(
    id="newsletter/12",
    host="example.com",
    subject="春の便り",
    sender="工房",
    contact="tea@example.com",
    date=dt.datetime(2026, 11, 10, 9, tzinfo=dt.timezone(dt.timedelta(hours=9))),
    html="<p>春です。</p>\n",
    text="春です。\n",
)
WORDS = st.sampled_from(
    ["春の便り", "第12号", "【重要】", "お茶", "tea", "café", "🍵", "𠮷野", "100%", "a=b?", "_x_", "“q”"]
)
SUBJECTS = st.lists(WORDS, min_size=1, max_size=14).flatmap(
    lambda words: st.lists(
        st.sampled_from(["", " ", "｜", "、"]), min_size=len(words), max_size=len(words)
    ).map(lambda between: "".join(word + gap for word, gap in zip(words, between, strict=True)).strip())
)


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


@given(SUBJECTS)
@settings(max_examples=1000, deadline=None)
def test_a_subject_comes_back_as_it_was(subject: str) -> None:
    data = message_bytes(msgspec.structs.replace(LETTER, subject=subject))
    assert read(data)["Subject"] == subject
    assert all(len(line) <= 78 for line in data.split(b"\r\n"))
    assert data.isascii()


def test_both_parts_and_every_header_are_there() -> None:
    message = read(message_bytes(LETTER))
    assert message["From"] == "工房 <tea@example.com>"
    assert message["Date"] == "Tue, 10 Nov 2026 09:00:00 +0900"
    assert message["Message-ID"].endswith("@example.com>")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    contents = [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]
    assert contents == ["春です。\n", "<p>春です。</p>\n"]
    assert message.defects == []


def test_a_contact_that_is_no_address_gives_way_to_one_at_the_site() -> None:
    for contact in ("https://example.com/contact/", "電話 00-0000", ""):
        sent = read(message_bytes(msgspec.structs.replace(LETTER, contact=contact)))
        assert sent["From"] == "工房 <letters@example.com>"


def test_a_header_cannot_be_injected() -> None:
    data = message_bytes(msgspec.structs.replace(LETTER, subject="a\r\nBcc: x@example.com", sender="b\nX: y"))
    assert read(data)["Bcc"] is None
    assert read(data)["X"] is None
