# SPDX-License-Identifier: MIT
"""The stages of a build, one module each."""
