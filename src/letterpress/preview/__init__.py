# SPDX-License-Identifier: MIT
"""`letterpress serve`: the site in a browser, rebuilt and reloaded after every saved change."""

from letterpress.preview.outcome import Build, Outcome
from letterpress.preview.serve import serve

__all__ = ["Build", "Outcome", "serve"]
