# SPDX-License-Identifier: MIT
"""A command without a project, or with a wrong configuration."""

from pathlib import Path

import pytest
from tests.support.sample_posts import GOOD, InProject

from letterpress.cli.main import run


def test_no_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 2


def test_a_wrong_config_is_2(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    (letterpress.root / "letterpress.yaml").write_text("title: 題だけ\n", "utf-8")
    assert letterpress("build").code == 2
