# SPDX-License-Identifier: MIT
"""Themes that do not exist."""

from pathlib import Path

import pytest
from tests.support.scanned_project import put

from letterpress.diagnostics import ConfigError
from letterpress.load import theme_folders, theme_names


@pytest.mark.parametrize("name", ["pres", "../themes/plain", ".", "", "/etc", "a\\b"])
def test_a_theme_that_is_nowhere_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        theme_folders(project, name)
    (problem,) = caught.value.diagnostics
    assert problem.code == "theme-missing"


def test_a_misspelt_theme_is_guessed(project: Path) -> None:
    put(project, "themes/mine/theme.yaml")
    assert theme_names(project) == ("mine", "plain", "press")
    with pytest.raises(ConfigError) as caught:
        theme_folders(project, "pres")
    hint = caught.value.diagnostics[0].hint
    assert hint is not None
    assert hint.en == "did you mean `press`?"
