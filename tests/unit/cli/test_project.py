# SPDX-License-Identifier: MIT
"""A command without a project, or with a wrong configuration."""

from pathlib import Path

import pytest
from tests.conftest import CONFIG
from tests.support.sample_posts import GOOD, InProject

from letterpress.cli.main import run


def test_no_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 2


def test_a_wrong_config_is_2(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    (letterpress.root / "letterpress.yaml").write_text("title: 題だけ\n", "utf-8")
    assert letterpress("build").code == 2


class TestLinks:
    """A configuration that is a link, as a stranger's repository may have one."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = tmp_path / "project"
        (root / "content/posts").mkdir(parents=True)
        (tmp_path / "secret.yaml").write_text(f"{CONFIG}password: 1234\n", "utf-8")
        return root

    @pytest.mark.parametrize("target", ["../secret.yaml", "chain.yaml", "absolute"])
    @pytest.mark.parametrize("command", ["build", "list", "report"])
    def test_a_link_out_of_the_project_is_refused_unread(
        self, root: Path, target: str, command: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (root / "chain.yaml").symlink_to("../secret.yaml")
        goal = str(root.parent / "secret.yaml") if target == "absolute" else target
        (root / "letterpress.yaml").symlink_to(goal)
        assert run([command, "--root", str(root), "--lang", "en"]) == 2
        said = capsys.readouterr().err
        assert said.startswith("letterpress.yaml: error[symlink-outside]: ")
        assert "password" not in said

    def test_a_link_to_what_is_hidden_is_refused(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (root / ".git").mkdir()
        (root / ".git/config").write_text(CONFIG, "utf-8")
        (root / "letterpress.yaml").symlink_to(".git/config")
        assert run(["build", "--root", str(root), "--lang", "en"]) == 2
        assert "error[symlink-hidden]" in capsys.readouterr().err

    def test_a_folder_that_is_a_link_out_of_the_project_is_refused(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (root / "settings").symlink_to("..")
        file = root / "settings/secret.yaml"
        assert run(["build", "--root", str(root), "-c", str(file), "--lang", "en"]) == 2
        assert "error[symlink-outside]" in capsys.readouterr().err

    def test_a_link_inside_the_project_is_followed(self, root: Path) -> None:
        (root / "settings.yaml").write_text(CONFIG, "utf-8")
        (root / "letterpress.yaml").symlink_to("settings.yaml")
        assert run(["build", "-q", "--root", str(root), "-j", "1"]) == 0

    def test_a_file_elsewhere_that_the_command_line_names_is_read(self, root: Path) -> None:
        (root.parent / "other.yaml").write_text(CONFIG, "utf-8")
        file = str(root / "../other.yaml")
        assert run(["build", "-q", "--root", str(root), "-c", file, "-j", "1"]) == 0

    def test_a_project_behind_a_link_is_built(self, root: Path) -> None:
        (root / "letterpress.yaml").write_text(CONFIG, "utf-8")
        (root.parent / "link").symlink_to("project")
        assert run(["build", "-q", "--root", str(root.parent / "link"), "-j", "1"]) == 0
