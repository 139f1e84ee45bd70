# SPDX-License-Identifier: MIT
"""What the words of a text say: terms of selling and promises, and the rules of Japanese."""
