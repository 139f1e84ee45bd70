# SPDX-License-Identifier: MIT
"""What a careful sender checks before a letter goes out, as located diagnostics."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from letterpress.config.settings import Sender
from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.editions.edition import left_in_text
from letterpress.editions.profiles import Profile
from letterpress.files import CONFIG_FILE
from letterpress.model.entries import Entry, Issue
from letterpress.report.display_width import cell_width

LARGEST = 102_000
"""Bytes: Gmail shows no more of a letter, and hides the rest behind a link."""
HEAVY = 90_000
"""Bytes at which it is near."""
SUBJECT_CELLS = 60
"""Cells that an inbox shows of a subject on a desk; a phone shows about half."""
PREHEADER_CELLS = 110

_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])(?:TK|TBD|TODO|XXX+|lorem ipsum)(?![A-Za-z])|要確認|要修正|[○〇●]{2,}|【(?:仮|未定|要確認)】"
)
_LAW: Mapping[str, tuple[str, ...]] = {
    "jp": ("name", "address", "contact", "unsubscribe"),
    "us": ("address", "unsubscribe"),
    "eu": ("name", "contact", "unsubscribe"),
}
"""What the law asks a letter to name: the Act on Regulation of Transmission of Specified Electronic Mail of Japan,
CAN-SPAM of the United States, and the GDPR and ePrivacy rules of the European Union. No legal advice."""
_NAMES: Mapping[str, Message] = {
    "name": Message("送信者の名前（`name`）", "the sender's name (`name`)"),
    "address": Message("住所（`address`）", "a postal address (`address`)"),
    "contact": Message("連絡先（`contact`）", "a contact (`contact`)"),
    "unsubscribe": Message("配信停止の窓口（`unsubscribe`）", "where to opt out (`unsubscribe`)"),
}


def check_entry(entry: Entry, *, subject: str, preheader: str) -> Iterator[Diagnostic]:
    """Check what an inbox shows of a letter, and words that were to be filled in later.

    Args:
        entry: The issue or post.
        subject: Of the letter.
        preheader: What the inbox shows after it.
    """
    place = entry.document.span("subject") if entry.fields.subject else entry.document.span("title")
    if cell_width(subject) > SUBJECT_CELLS:
        yield _note(
            "email-subject-long",
            Message(
                f"件名が長く、受信箱では後ろが切れます（全角で約{cell_width(subject) // 2}字、目安は"
                f"{SUBJECT_CELLS // 2}字）",
                f"the subject is long, and an inbox cuts it ({cell_width(subject)} cells; about {SUBJECT_CELLS} fit)",
            ),
            place,
        )
    if not preheader:
        yield _note(
            "email-preheader-missing",
            Message(
                "件名の次に見える一行（`preheader`）がなく、本文の書き出しが表示されます",
                "there is no `preheader`, so the inbox shows the first words of the letter after the subject",
            ),
            entry.document.span("title"),
            Message(
                "件名の続きになる一行を書きましょう", "write one line that goes on where the subject ends"
            ),
        )
    elif cell_width(preheader) > PREHEADER_CELLS:
        yield _note(
            "email-preheader-long",
            Message(
                f"`preheader` が長く、受信箱では後ろが切れます（目安は全角{PREHEADER_CELLS // 2}字）",
                f"the `preheader` is long, and an inbox cuts it (about {PREHEADER_CELLS} cells fit)",
            ),
            entry.document.span("preheader"),
        )
    for name, text in (("title", entry.title), ("subject", subject), ("preheader", preheader)):
        if found := _PLACEHOLDER.search(text):
            yield placeholder(
                found[0], entry.document.span(name if name in entry.document.positions else "title")
            )


def check_source(path: str, text: str) -> Iterator[Diagnostic]:
    """Check the body of a source for words that were to be filled in later, code left out.

    Args:
        path: Of the source, relative to the project.
        text: The whole file.
    """
    fenced = False
    ends_of_front_matter = 0
    for number, line in enumerate(text.splitlines(), 1):
        if ends_of_front_matter < 2:
            ends_of_front_matter += line.rstrip() == "---"
            continue
        if re.match(r" {0,3}(?:```|~~~)", line):
            fenced = not fenced
        if fenced:
            continue
        bare = re.sub(r"`[^`]*`", lambda found: " " * len(found[0]), line)
        for found in _PLACEHOLDER.finditer(bare):
            yield placeholder(found[0], Span(path, number, found.start() + 1, len(found[0])), line)


def placeholder(word: str, place: Span, excerpt: str = "") -> Diagnostic:
    """Make the diagnostic of a word that was to be filled in later."""
    return Diagnostic(
        code="email-placeholder",
        severity=Severity.WARNING,
        message=Message(
            f"あとで埋めるはずの「{word}」が残っています",
            f"`{word}` was to be filled in, and is still there",
        ),
        span=place,
        excerpt=excerpt,
    )


def check_sender(sender: Sender, profile: Profile) -> Iterator[Diagnostic]:
    """Check that a letter names what the chosen law asks for; an error for each that is missing."""
    for name in _LAW.get(sender.law, ()):
        given = getattr(sender, name)
        if name == "unsubscribe" and (profile.unsubscribe or profile.adds_unsubscribe):
            continue
        if not given:
            missing = _NAMES[name]
            yield Diagnostic(
                code="email-sender-incomplete",
                severity=Severity.ERROR,
                message=Message(
                    f"`sender.law: {sender.law}` では、便りに{missing.ja}が要ります",
                    f"with `sender.law: {sender.law}` a letter has to name {missing.en}",
                ),
                span=Span(CONFIG_FILE),
                hint=Message(
                    "`letterpress.yaml` の `sender` に書きます", "write it below `sender` in letterpress.yaml"
                ),
            )


def check_letter(
    entry: Entry, profile: Profile, *, subject: str, text: str, html: str, alts: Sequence[str]
) -> Iterator[Diagnostic]:
    """Check a finished letter: its size, template syntax of the service, and images without words.

    Args:
        entry: The issue or post.
        profile: What the service takes.
        subject: Before anything in it was escaped.
        text: The plain text, likewise.
        html: The finished HTML.
        alts: The words of each image.
    """
    place = entry.document.span("title")
    size = len(html.encode())
    if size > HEAVY:
        cut = size > LARGEST
        yield Diagnostic(
            code="email-too-large",
            severity=Severity.WARNING if cut else Severity.NOTE,
            message=Message(
                f"HTML が {size // 1000} KB あります。Gmail は 102 KB を超えた分を隠します",
                f"the HTML has {size // 1000} KB; Gmail hides what is beyond 102 KB",
            ),
            span=place,
            hint=Message(
                "載せる記事を抜粋にするか、分けて送りましょう", "show posts as excerpts, or send two letters"
            ),
        )
    for word in left_in_text(subject, profile.escape):
        yield _syntax(
            "email-template-in-subject",
            word,
            profile,
            entry.document.span("subject"),
            Message("件名", "the subject"),
        )
    for word in left_in_text(text, profile.escape):
        yield _syntax("email-template-in-text", word, profile, place, Message("テキスト版", "the plain text"))
    if profile.subject_limit and len(subject) > profile.subject_limit:
        yield _note(
            "email-subject-long",
            Message(
                f"件名は {profile.name} では {profile.subject_limit} 字までです",
                f"{profile.name} takes a subject of {profile.subject_limit} characters at most",
            ),
            entry.document.span("subject"),
        )
    if alts and not any(alt.strip() for alt in alts):
        yield _note(
            "email-alt-missing",
            Message(
                "画像に代わりの言葉がなく、画像を表示しない受信者には何も伝わりません",
                "no image has words, so readers who do not load images miss them all",
            ),
            place,
        )


def check_order(issue: Issue, others: Iterable[Issue]) -> Iterator[Diagnostic]:
    """Check that an issue with a number comes after every issue with a lower one."""
    if not issue.numbers:
        return
    for other in others:
        if (
            other.id != issue.id
            and other.numbers
            and max(other.numbers) < min(issue.numbers)
            and other.date > issue.date
        ):
            yield Diagnostic(
                code="email-issue-order",
                severity=Severity.WARNING,
                message=Message(
                    f"{max(other.numbers)}号（{other.day}）より前の日付です",
                    f"it is dated before No. {max(other.numbers)} ({other.day})",
                ),
                span=issue.document.span("date"),
            )


def _syntax(code: str, word: str, profile: Profile, place: Span, where: Message) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        message=Message(
            f"{where.ja}の `{word}` を、{profile.name} は差し込みの記号として読みます",
            f"{profile.name} takes `{word}` in {where.en} for its own template syntax",
        ),
        span=place,
        hint=Message("ほかの書き方にしましょう", "write it in another way"),
    )


def _note(code: str, message: Message, place: Span, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.NOTE, message=message, span=place, hint=hint)
