# SPDX-License-Identifier: MIT
"""An empty project, and a folder beside it that no scan may read."""

from pathlib import Path

import pytest
from tests.support.scanned_project import put


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "content" / "posts").mkdir(parents=True)
    (root / "letterpress.yaml").touch()
    return root


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project, with what must never be read."""
    folder = tmp_path / "outside"
    put(folder, "secret.md", "secret.jpg", text="secret")
    return folder
