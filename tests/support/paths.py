# SPDX-License-Identifier: MIT
"""Where the repository and the inputs of its tests are."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
TESTS = REPOSITORY / "tests"
FIXTURES = TESTS / "fixtures"
