# SPDX-License-Identifier: MIT
"""Which outputs a site has, what goes into each, and which of them are stale."""
