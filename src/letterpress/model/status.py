# SPDX-License-Identifier: MIT
"""The status of an entry, and which statuses a build includes.

A module of its own, because a build with nothing to do needs this much of the model and no more.
"""

from enum import StrEnum

import msgspec


class Status(StrEnum):
    """The status of an entry at the moment of the build, whatever flags the build was given."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    EXPIRED = "expired"


class Include(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The entries that a build includes besides the published ones."""

    drafts: bool = False
    future: bool = False
    expired: bool = False

    def admits(self, status: Status) -> bool:
        """Whether entries of this status are part of the site."""
        return (
            status is Status.PUBLISHED
            or (status is Status.DRAFT and self.drafts)
            or (status is Status.SCHEDULED and self.future)
            or (status is Status.EXPIRED and self.expired)
        )
