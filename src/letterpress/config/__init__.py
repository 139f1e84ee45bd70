# SPDX-License-Identifier: MIT
"""The configuration of a project: letterpress.yaml, the author profiles, and the vocabulary of the editorial model."""

from letterpress.config.settings import Config

__all__ = ["Config"]
