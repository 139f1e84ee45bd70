# SPDX-License-Identifier: MIT
"""`letterpress init`."""

import os
import sys
from pathlib import Path

import click.testing
import pytest
from tests.conftest import Said

from letterpress.cli.init import command, command_name
from letterpress.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which the command runs in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return tmp_path


@pytest.fixture
def letterpress(folder: Path, capsys: pytest.CaptureFixture[str]) -> "Letterpress":
    return Letterpress(capsys)


class Letterpress:
    """The command line as a user types it, without a terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Said:
        code = run(list(arguments))
        out, err = self._capsys.readouterr()
        return Said(code, out, err)


def test_without_a_terminal_nothing_is_asked_and_the_site_builds(
    folder: Path, letterpress: Letterpress
) -> None:
    said = letterpress("init", "tea-room")
    assert said.code == 0
    assert said.out.startswith("Tea room is ready: 14 files were written\n")
    assert "cd tea-room\n" in said.out
    built = letterpress("build", "--root", "tea-room", "-j", "1", "--strict")
    assert (built.code, built.err) == (0, "")
    assert (folder / "tea-room/site/newsletter/1/index.html").is_file()


def test_what_an_editor_in_the_browser_needs_to_know_is_said(folder: Path, letterpress: Letterpress) -> None:
    said = letterpress("init", "tea-room", "--cms", "sveltia", "--editor", "vscode")
    assert (
        "write owner and name of your repository into `content/static/admin/config.yml` as `repo`" in said.out
    )
    assert (folder / "tea-room/content/static/admin/index.html").is_file()
    assert (folder / "tea-room/frontmatter.json").is_file()


def test_a_project_that_is_there_is_refused_by_name(folder: Path, letterpress: Letterpress) -> None:
    (folder / "content").mkdir()
    (folder / "letterpress.yaml").write_text("title: mine\n", "utf-8")
    said = letterpress("init")
    assert said.code == 1
    assert "letterpress.yaml: error[project-exists]: `letterpress.yaml` is there already" in said.err
    assert "content: error[project-exists]" in said.err
    assert sorted(path.name for path in folder.iterdir()) == ["content", "letterpress.yaml"]


def test_files_of_a_new_repository_are_kept_and_told(folder: Path, letterpress: Letterpress) -> None:
    (folder / "README.md").write_text("mine\n", "utf-8")
    (folder / ".gitignore").write_text("*.pyc\n", "utf-8")
    said = letterpress("init")
    assert said.code == 0
    assert "`README.md` was there before, and is left alone" in said.out
    assert "add the lines `/site/` and `/.letterpress/` to `.gitignore`" in said.out
    assert (folder / "README.md").read_text("utf-8") == "mine\n"
    assert (folder / ".gitignore").read_text("utf-8") == "*.pyc\n"


def test_options_answer_and_a_wrong_answer_is_told(folder: Path, letterpress: Letterpress) -> None:
    said = letterpress("init", "--timezone", "Asia/Tokio")
    assert said.code == 2
    assert "Asia/Tokio" in said.err
    assert list(folder.iterdir()) == []
    given = ("--title", 'A "quoted": title', "--language", "fr", "--base-url", "tea.example/blog")
    assert letterpress("init", *given).code == 0
    text = Path("letterpress.yaml").read_text("utf-8")
    assert 'title: "A \\"quoted\\": title"\n' in text
    assert 'base_url: "https://tea.example/blog"\n' in text
    assert 'language: "fr"\n' in text


def test_questions_are_asked_again_until_the_answer_is_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = click.testing.CliRunner()
    with terminal.isolation(input="Tea\nja\nAsia/Tokio\nAsia/Tokyo\nftp://tea.example\ntea.example\n"):
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        command.main(["tea", "--lang", "en"], standalone_mode=False)
    text = (folder / "tea/letterpress.yaml").read_text("utf-8")
    assert 'title: "Tea"\n' in text
    assert 'timezone: "Asia/Tokyo"\n' in text
    assert 'base_url: "https://tea.example"\n' in text
    assert "# このファイルの設定だけで" in text


def test_nothing_is_left_of_a_project_that_could_not_be_written(
    folder: Path, letterpress: Letterpress
) -> None:
    # A file where a folder should be, which no name of ours gives away.
    (folder / "tea").write_text("a file", "utf-8")
    said = letterpress("init", "tea/room")
    assert said.code == 1
    assert "error[unwritable]" in said.err
    assert [path.name for path in folder.iterdir()] == ["tea"]


def test_the_first_words_in_an_empty_folder_name_init(folder: Path, letterpress: Letterpress) -> None:
    said = letterpress("build")
    assert said.code == 2
    assert "`letterpress init`" in said.err


def test_a_configuration_by_a_name_that_looks_right_is_named(folder: Path, letterpress: Letterpress) -> None:
    (folder / "letterpress.yml").write_text("title: a\n", "utf-8")
    assert "call `letterpress.yml` `letterpress.yaml` instead" in letterpress("build").err


@pytest.mark.parametrize(
    ("prefix", "environment", "expected"),
    [
        ("/home/me/.cache/uv/archive-v0/Kd8fj2", {}, "uvx letterpress-ssg"),
        ("/srv/cache/archive-v0/Kd8fj2", {"UV_CACHE_DIR": "/srv/cache"}, "uvx letterpress-ssg"),
        ("/home/me/project/.venv", {"UV": "/usr/bin/uv"}, "letterpress"),
        ("/home/me/.local/share/uv/tools/letterpress-ssg", {}, "letterpress"),
        ("/usr", {}, "letterpress"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_the_next_command_is_called_as_this_one_was(
    prefix: str, environment: dict[str, str], expected: str
) -> None:
    assert command_name(prefix, environment) == expected
