# SPDX-License-Identifier: MIT
"""docs/diagnostics/files.md lists every diagnostic about files."""

import re

from tests.support.paths import REPOSITORY


def test_every_problem_with_a_file_is_documented() -> None:
    """And nothing is documented that cannot happen."""
    repository = REPOSITORY
    source = "".join(
        (repository / "src/letterpress" / module).read_text("utf-8")
        for module in (
            "load/diagnostics.py",
            "load/data_files.py",
            "store/diagnostics.py",
            "publish/diagnostics.py",
        )
    )
    documented = (repository / "docs/diagnostics/files.md").read_text("utf-8")
    assert set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+|unreadable|unwritable)"', source)) == set(
        re.findall(r"^\| `([a-z0-9-]+)`", documented, re.MULTILINE)
    )
