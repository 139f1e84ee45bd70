# SPDX-License-Identifier: MIT
"""The Chromium of this machine; tests that need one say so and are left out where there is none."""

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

browser_test = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
"""The `pytestmark` of a module that opens pages."""
