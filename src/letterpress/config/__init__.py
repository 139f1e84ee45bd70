# SPDX-License-Identifier: MIT
"""letterpress.yaml as a frozen `Config`, and the vocabulary that it may change."""

from letterpress.config.settings import Config

__all__ = ["Config"]
