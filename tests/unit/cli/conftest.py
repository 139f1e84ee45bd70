# SPDX-License-Identifier: MIT
"""The command line in a project of a few posts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CommandLine, MakeProject
from tests.support.sample_posts import SALES, InProject


@pytest.fixture
def project(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> InProject:
    """The command line in a project of these posts."""

    def prepare(**posts: str) -> CommandLine:
        return command_line(make_project({f"content/posts/{name}.md": text for name, text in posts.items()}))

    return prepare


@pytest.fixture
def pushy(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> CommandLine:
    """The command line in a project that does nothing but sell."""
    return command_line(make_project(SALES))
