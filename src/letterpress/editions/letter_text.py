# SPDX-License-Identifier: MIT
"""A letter as plain text: its head, its body, the posts that it carries, and who sent it."""

from collections.abc import Callable, Iterable, Sequence

from letterpress.body_tree import BodyTree, plain_text
from letterpress.plan.views import EmailView
from letterpress.report.display_width import wrap

WIDTH = 70
"""Cells: 35 full-width characters."""
_LINE = "-" * 40


def letter_text(
    email: EmailView,
    *,
    site: str,
    day: str,
    body: str,
    items: Sequence[str],
    word: Callable[[str], str],
    width: int = WIDTH,
) -> str:
    """Write a letter as plain text; lines are broken by display width, URLs stay whole.

    Args:
        email: The letter.
        site: The site's title.
        day: The date as its readers write it.
        body: Its body, from `body_text`.
        items: The body of each of the posts that it carries, from `body_text`; empty for one of which the excerpt is
            shown.
        word: The words of letterpress itself in the language of the letter, by name.
        width: The cells that a line may take.
    """
    head = [site, " ".join(filter(None, (email.label, day))), f"{word('email_view')}: {email.view_url}"]
    parts = ["\n".join(head), "\n".join(_wrapped(f"■ {email.title}", width, hanging=3)), body.rstrip("\n")]
    for item, text in zip(email.items, items, strict=True):
        shown = text.rstrip("\n") or "\n".join(_wrapped(item.excerpt, width)) if text or item.excerpt else ""
        title = "\n".join(_wrapped(f"■ {item.title}", width, hanging=3))
        parts.append("\n\n".join(filter(None, (_LINE, title, shown, item.url))))
    foot = [each for each in (email.sender, email.address, email.contact) if each]
    if email.unsubscribe_url:
        foot.append(f"{word('email_unsubscribe')}: {email.unsubscribe_url}")
    if foot:
        parts.append("\n".join([_LINE, *foot]))
    return "\n\n".join(filter(None, parts)) + "\n"


def body_text(tree: BodyTree, urls: Sequence[str], width: int = WIDTH) -> str:
    """Write a body as plain text, its lines broken by display width with the line rules of Japanese."""
    return plain_text(tree, urls, lines=wrap, width=width)


def _wrapped(text: str, width: int, hanging: int = 0) -> Iterable[str]:
    lines = wrap(text, width, hanging=hanging)
    return [lines[0], *(f"{' ' * hanging}{line}" for line in lines[1:])]
