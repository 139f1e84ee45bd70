# SPDX-License-Identifier: MIT
"""The result of rendering one job, and the message of a fault that many pages share."""

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, worst
from letterpress.plan.inputs import InputKey


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """One rendered output: its bytes, the files that it depends on, and its diagnostics."""

    path: str
    """Relative to the output folder."""
    data: bytes = b""
    """The content of the file; empty where a template is at fault."""
    reads: tuple[InputKey, ...] = ()
    """Every template and data file that was read or looked for, sorted."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """With an error among them the site is not published."""

    @property
    def has_error(self) -> bool:
        """Whether this output keeps the site from being published."""
        return worst(self.diagnostics) is Severity.ERROR


def naming_pages(fault: Diagnostic, page: str, *, others: int, untried: int) -> Diagnostic:
    """Return a fault with a message that names the pages which have it.

    Args:
        fault: An error at one place of a template.
        page: The path of the first output with this fault.
        others: How many more outputs have it.
        untried: How many more outputs were not rendered because of it.
    """
    more = others + untried
    if not more:
        words = Message(f"（ページ `{page}`）", f" (page `{page}`)")
    elif untried:
        words = Message(
            f"（ページ `{page}` ほか、最大{more:,}ページ）", f" (page `{page}` and up to {more:,} more)"
        )
    else:
        words = Message(f"（ページ `{page}` ほか{more:,}ページ）", f" (page `{page}` and {more:,} more)")
    message = Message(fault.message.ja + words.ja, fault.message.en + words.en)
    return msgspec.structs.replace(fault, message=message)
