# SPDX-License-Identifier: MIT
"""Where plugins are found, and what their digest stands for."""

from pathlib import Path

import pytest

from letterpress.diagnostics import ConfigError, Diagnostic
from letterpress.plugins import Plugin, find_plugins, is_plugin_name


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def found(root: Path, name: str) -> Plugin:
    (plugin,) = find_plugins(root, (name,))
    return plugin


def refused(root: Path, *names: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(ConfigError) as caught:
        find_plugins(root, names)
    return caught.value.diagnostics


def test_a_file_beside_the_configuration_is_a_plugin(tmp_path: Path) -> None:
    plugin = found(write(tmp_path, {"seasons.py": "checks = ()\n"}), "seasons")
    assert plugin.path == "seasons.py"
    assert plugin.sources == (("", b"checks = ()\n"),)


def test_so_is_a_package(tmp_path: Path) -> None:
    files = {"seasons/__init__.py": "a", "seasons/words.py": "b", "seasons/words.txt": "c"}
    plugin = found(write(tmp_path, files), "seasons")
    assert plugin.path == "seasons"
    assert dict(plugin.sources) == {"/__init__.py": b"a", "/words.py": b"b", "/words.txt": b"c"}


def test_compiled_and_hidden_files_are_no_part_of_it(tmp_path: Path) -> None:
    files = {"seasons/__init__.py": "", "seasons/__pycache__/x.pyc": "x", "seasons/.words.swp": "x"}
    assert len(found(write(tmp_path, files), "seasons").sources) == 1


def test_plugins_may_have_a_folder_of_their_own(tmp_path: Path) -> None:
    plugin = found(write(tmp_path, {"tools/seasons.py": "checks = ()"}), "tools.seasons")
    assert plugin.path == "tools/seasons.py"


def test_the_projects_own_comes_before_an_installed_one(tmp_path: Path) -> None:
    assert found(tmp_path, "click").is_installed
    assert found(write(tmp_path, {"click.py": ""}), "click").path == "click.py"


def test_an_installed_module_is_found_by_its_dotted_name_too(tmp_path: Path) -> None:
    plugin = found(tmp_path, "click.utils")
    assert plugin.is_installed
    assert plugin.path.endswith("/click/utils.py")


def test_the_digest_is_of_name_and_files_and_not_of_the_place(tmp_path: Path) -> None:
    here = write(tmp_path / "here", {"a.py": "1", "b.py": "1"})
    there = write(tmp_path / "there", {"a.py": "1"})
    assert found(here, "a").digest == found(there, "a").digest
    assert found(here, "a").digest != found(here, "b").digest
    (there / "a.py").write_text("2")
    assert found(here, "a").digest != found(there, "a").digest


@pytest.mark.parametrize("name", ["seasons", "tools.seasons", "季節", "_own"])
def test_names_of_modules_are_names_of_plugins(name: str) -> None:
    assert is_plugin_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "../seasons",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "..seasons",
        ".seasons",
        "a..b",
        "",
        "a b",
        "a-b",
        "a.",
        "~",
    ],
)
def test_a_path_is_not(name: str, tmp_path: Path) -> None:
    root = write(tmp_path, {"seasons.py": "", "project/letterpress.yaml": ""}) / "project"
    assert not is_plugin_name(name)
    assert refused(root, name)[0].code == "plugin-missing"


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path, {"outside.py": "", "project/letterpress.yaml": ""}) / "project"
    (root / "seasons.py").symlink_to(tmp_path / "outside.py")
    assert refused(root, "seasons")[0].code == "plugin-outside"


def test_every_missing_plugin_is_told_with_its_place(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"letterpress.yaml": "title: seasns\nplugins:\n  - seasns\n  - b\n", "seasons.py": ""}
    )
    first, second = refused(root, "seasns", "b")
    assert (first.span.line, first.span.column, first.span.length) == (3, 5, 6)
    assert first.hint is not None
    assert first.hint.en == "did you mean `seasons`?"
    assert second.span.line == 4


def test_a_file_name_in_place_of_a_module_is_understood(tmp_path: Path) -> None:
    hint = refused(tmp_path, "seasons.py")[0].hint
    assert hint is not None
    assert hint.en == "did you mean `seasons`?"


def test_a_folder_without_code_is_none(tmp_path: Path) -> None:
    (tmp_path / "seasons").mkdir()
    assert refused(tmp_path, "seasons")[0].code == "plugin-missing"
