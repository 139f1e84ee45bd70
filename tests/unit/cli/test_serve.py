# SPDX-License-Identifier: MIT
"""`letterpress serve`: what it says on the terminal."""

import pytest
from tests.support.sample_posts import GOOD, InProject

from letterpress.cli.project import open_project
from letterpress.cli.serve import make_builder
from letterpress.diagnostics import LetterpressError
from letterpress.model.status import Include
from letterpress.pipeline.options import ignore_changes


def test_the_preview_says_on_the_terminal_why_it_was_not_built(
    project: InProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(paper=GOOD).root
    build_once = make_builder(
        lambda: open_project(root=root, config_path=None, now="2026-11-21", lang=None), Include(), 1, "ja"
    )
    assert build_once(ignore_changes).ok
    assert "error" not in capsys.readouterr().err
    config = root / "letterpress.yaml"
    good = config.read_text("utf-8")

    config.write_text(good.replace("theme: plain", "theme: plane"), "utf-8")
    with pytest.raises(LetterpressError):
        build_once(ignore_changes)
    assert "error[theme-missing]" in capsys.readouterr().err

    config.write_text("title: [", "utf-8")
    with pytest.raises(LetterpressError):
        build_once(ignore_changes)
    assert "ビルドできませんでした" in capsys.readouterr().err

    config.write_text(good, "utf-8")
    assert build_once(ignore_changes).ok
