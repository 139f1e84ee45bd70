# SPDX-License-Identifier: MIT
"""letterpress measured against other generators on equal work: `python -m bench`."""
