# SPDX-License-Identifier: MIT
"""Email editions: an issue or a post as HTML and plain text for a mailing service, and what a careful sender checks."""
