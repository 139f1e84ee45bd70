# SPDX-License-Identifier: MIT
"""Which entries a build takes in."""

import msgspec


class Include(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Which entries a build publishes besides the published ones."""

    drafts: bool = False
    future: bool = False
    expired: bool = False

    def admits(self, status: str) -> bool:
        """Whether entries of this `Status` are part of the site."""
        return (
            status == "published"
            or (status == "draft" and self.drafts)
            or (status == "scheduled" and self.future)
            or (status == "expired" and self.expired)
        )
