# SPDX-License-Identifier: MIT
"""What a process that builds again and again need not decode each time."""

from typing import Any

from letterpress.digests import Digest


class AtHand:
    """Handed from build to build; whoever builds once needs none.

    Nothing in it is ever out of date, because each value is found by a digest of all that it depends on.
    """

    def __init__(self) -> None:
        self.documents: dict[Digest, Any] = {}
        """Parsed documents by the key of the document cache."""
