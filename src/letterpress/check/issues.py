# SPDX-License-Identifier: MIT
"""Report issues of the newsletter that carry what readers cannot see."""

from collections.abc import Iterator
from datetime import datetime

from letterpress.diagnostics import Diagnostic, Message, Severity
from letterpress.model.site import Site


def check_issues(site: Site, now: datetime) -> Iterator[Diagnostic]:
    """A warning for every published issue with items that are not published: it goes out without them."""
    for issue in site.issues:
        missing = [f"`{item}`" for item in site.carried.get(issue.id, ()) if item not in site.live]
        if missing:
            yield Diagnostic(
                code="issue-item-unpublished",
                severity=Severity.WARNING,
                message=Message(
                    f"{'、'.join(missing)} は公開されていないため、この号に載りません",
                    f"not published, and so left out of this issue: {', '.join(missing)}",
                ),
                span=issue.document.span("items"),
            )
