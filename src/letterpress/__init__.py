# SPDX-License-Identifier: MIT
"""letterpress: the static site generator for newsletters and blogs that teach."""

__version__ = "0.1.0"
