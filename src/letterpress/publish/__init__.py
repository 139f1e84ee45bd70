# SPDX-License-Identifier: MIT
"""The output folder: finished files are staged, then moved into place in order, with a journal."""
