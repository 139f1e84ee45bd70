# SPDX-License-Identifier: MIT
"""What a good editor would say about a site: the numbers, the findings, and what to write next."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letterpress.editorial.report import report_on

__all__ = ["report_on"]


def __getattr__(name: str) -> Any:
    """Import the rules when they are asked for; whoever only wants the values does not pay for them."""
    if name == "report_on":
        from letterpress.editorial.report import report_on  # noqa: PLC0415 - see above

        return report_on
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
