# SPDX-License-Identifier: MIT
"""Sources become documents; `to_html` is the one function for tests and plugins that only have Markdown."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letterpress.parse.markdown import to_html

__all__ = ["to_html"]


def __getattr__(name: str) -> Any:
    """Import the Markdown parser when it is asked for; whoever only wants the field table does not pay for it."""
    if name == "to_html":
        from letterpress.parse.markdown import to_html  # noqa: PLC0415 - see above

        return to_html
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
