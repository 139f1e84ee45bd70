# SPDX-License-Identifier: MIT
"""The stages in order: bytes in, a site out. Start reading in `build`."""
