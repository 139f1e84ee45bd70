# SPDX-License-Identifier: MIT
"""The ledger: what we own in an output folder, from one build to the next."""

from pathlib import Path

from letterpress.diagnostics import Diagnostic
from letterpress.plan.staleness import Ledger
from letterpress.store.checked_file import remove
from letterpress.store.ledger_file import Book, open_book, write_book
from letterpress.store.paths import JOURNAL, output_home


def load_ledger(root: Path, output: Path) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """What we own in an output folder, as the last build to it left it.

    Returns:
        An empty ledger where there is none; with a note (`cache-unreadable`) where it is damaged.
    """
    book, notes = open_book(root, output)
    return book.whole(), notes


def save_ledger(root: Path, output: Path, ledger: Ledger, book: Book | None = None) -> None:
    """Keep the ledger for the next build; the last step of a build, which closes the publishing journal.

    Args:
        root: The project's folder.
        output: The output folder.
        ledger: What is to be kept.
        book: Of which `ledger` is a changed part, if it is not all of it.

    Raises:
        LetterpressError: The disk is full or refuses.
    """
    home = output_home(root, output)
    if book is None:
        write_book(home, ledger)
    else:
        book.amend(home, ledger)
    remove(home / JOURNAL)
