# SPDX-License-Identifier: MIT
"""Tests of what is only done by a process without other threads: it forks.

The workers of pytest-xdist have another thread, so `make test` runs this folder by itself.
"""

import os
from pathlib import Path

import pytest

from tests.support.publishing_steps import publish

SITE = {f"posts/{number}/index.html": f"post {number}" for number in range(40)} | {"index.html": "home"}
_BY_ITSELF = "beside other threads nothing is forked: run `pytest tests/alone` by itself, as `make test` does"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these tests out where there are other threads."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=_BY_ITSELF))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of which `SITE` is published."""
    root = tmp_path / "project"
    root.mkdir()
    publish(root, SITE)
    return root
