# SPDX-License-Identifier: MIT
"""A mail as a file (`.eml`): HTML and plain text of one letter, with the same bytes at every making."""

import datetime as dt
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from hashlib import blake2b

import msgspec


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail is made of."""

    id: str
    """Stable: the id of the issue or the post."""
    host: str
    """Of the site's address."""
    subject: str
    sender: str
    """The sender's name; may be empty."""
    contact: str
    """An address of email; one at the site's host stands for another kind of contact."""
    date: dt.datetime
    html: str
    text: str


def message_bytes(letter: Letter) -> bytes:
    """Write a letter as a multipart/alternative mail (RFC 5322, RFC 2046): base64, lines of at most 78 octets, CRLF.

    Boundary and Message-ID are made of the id, the date is that of the issue, so the bytes are the same every time.
    """
    message = EmailMessage(policy=SMTP)
    mark = blake2b(f"{letter.id}\0{letter.host}".encode(), digest_size=12).hexdigest()
    contact = (
        letter.contact if "@" in letter.contact and letter.contact.isascii() else f"letters@{letter.host}"
    )
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = f"<{mark}@{letter.host}>"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    message.set_boundary(f"=_{mark}")
    headers = [
        ("From", _from(letter.sender, contact)),
        ("Subject", _encoded("Subject", letter.subject)),
    ]
    # Python's email drops a space where it splits an encoded word of such a header, so these are written here.
    written = "".join([f"{name}: {value}\r\n" for name, value in headers])
    return written.encode("ascii") + message.as_bytes()


def _encoded(name: str, text: str) -> str:
    text = " ".join(text.split())
    if text.isascii():
        return Header(text, "us-ascii", maxlinelen=76, header_name=name).encode(linesep="\r\n")
    return Header(text, "utf-8", maxlinelen=75, header_name=name).encode(linesep="\r\n")


def _from(name: str, address: str) -> str:
    name = " ".join(name.split())
    if name.isascii():
        return formataddr((name, address))
    return f"{_encoded('From', name)}\r\n <{address}>"
