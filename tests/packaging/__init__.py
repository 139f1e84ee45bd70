# SPDX-License-Identifier: MIT
"""Tests of what is installed: the wheel and the source distribution, in environments of their own."""
