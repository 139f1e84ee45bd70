# SPDX-License-Identifier: MIT
"""What a build says in circumstances that no folder of `tests/invalid` can hold: odd files, locks, damage, limits."""

import datetime as dt
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from letterpress.cli.main import run as run_command
from letterpress.config.table import read_config
from letterpress.diagnostics import Diagnostic, LetterpressError, Severity
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions, Progress, ignore_progress
from tests.conftest import CONFIG, CommandLine, MakeProject, Said
from tests.incremental.test_body_edits import run
from tests.support.permissions import binding_permissions
from tests.unit.store.test_lock import held_elsewhere

POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文です。\n"
HELLO = "content/posts/hello.md"


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({HELLO: POST})


@pytest.fixture
def letterpress(root: Path, command_line: Callable[[Path], CommandLine]) -> CommandLine:
    return command_line(root)


def assert_refused(said: Said, message: str) -> None:
    """The build said this, and published nothing."""
    assert (said.code, said.out) == (1, "")
    assert message in said.err


class TestOddFiles:
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
    def test_a_pipe(self, root: Path, letterpress: CommandLine) -> None:
        os.mkfifo(root / "content/posts/pipe.md")
        assert_refused(letterpress("build", "-q"), "content/posts/pipe.md: error[special-file]: ")

    def test_a_name_with_a_line_end(self, root: Path, letterpress: CommandLine) -> None:
        (root / "content/posts/a\nb.md").write_text(POST, "utf-8")
        assert_refused(letterpress("build", "-q"), "error[name-unsafe]: ")

    def test_two_names_that_are_one_after_composition(self, root: Path, letterpress: CommandLine) -> None:
        for form in ("NFC", "NFD"):
            name = unicodedata.normalize(form, "がく")
            (root / f"content/posts/{name}.md").write_text(POST.replace("title: ", f"title: {form}"), "utf-8")
        assert_refused(letterpress("build", "-q"), "content/posts/がく.md: error[name-twice]: ")

    def test_a_file_that_may_not_be_read(self, root: Path, letterpress: CommandLine) -> None:
        (root / HELLO).chmod(0)
        with binding_permissions():
            assert_refused(letterpress("build", "-q"), f"{HELLO}: error[unreadable]: ")

    def test_a_source_of_many_megabytes(self, root: Path, letterpress: CommandLine) -> None:
        (root / HELLO).write_text(POST + "本文です。\n" * 400_000, "utf-8")
        assert_refused(letterpress("build", "-q"), f"{HELLO}: error[source-too-large]: ")

    def test_front_matter_of_a_million_characters(self, root: Path, letterpress: CommandLine) -> None:
        (root / HELLO).write_text(POST.replace("date", f"# {'.' * 1_000_000}\ndate"), "utf-8")
        assert_refused(letterpress("build", "-q"), f"{HELLO}: error[yaml-too-long]: ")

    def test_a_plugin_that_is_a_link_out_of_the_project(
        self, root: Path, letterpress: CommandLine, tmp_path: Path
    ) -> None:
        (tmp_path / "seasons.py").write_text("checks = ()\n", "utf-8")
        (root / "seasons.py").symlink_to(tmp_path / "seasons.py")
        (root / "letterpress.yaml").write_text(f"{CONFIG}plugins: [seasons]\n", "utf-8")
        said = letterpress("build", "-q")
        assert said.code == 2
        assert "seasons.py: error[plugin-outside]: " in said.err


def told(
    root: Path, *, wait_seconds: float = 60, progress: Progress = ignore_progress
) -> tuple[Diagnostic, ...]:
    """Why a build could not go on."""
    config, _ = read_config((root / "letterpress.yaml").read_bytes())
    options = BuildOptions(now=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), jobs=1, wait_seconds=wait_seconds)
    with pytest.raises(LetterpressError) as caught:
        build(root, config, options, progress=progress)
    return caught.value.diagnostics


def test_a_file_that_changes_during_the_build(root: Path) -> None:
    run(root)
    notes = root / "content/static/notes.txt"
    notes.parent.mkdir()
    notes.write_text("before", "utf-8")
    (root / HELLO).write_text(POST.replace("便り", "手紙"), "utf-8")

    def change(stage: str, done: int, total: int) -> None:
        notes.write_text("something else", "utf-8")

    (problem,) = told(root, progress=change)
    assert (problem.code, problem.span.path) == ("file-changed", "content/static/notes.txt")
    assert not (root / "site/notes.txt").exists()


def test_another_build_of_the_project(root: Path) -> None:
    with held_elsewhere(root):
        (problem,) = told(root, wait_seconds=0.1)
    assert problem.code == "build-running"


def test_a_report_folder_that_is_a_file(root: Path, letterpress: CommandLine) -> None:
    said = letterpress("build", "-q", "--report", str(root / HELLO))
    assert said.code == 2
    assert f"{HELLO}: error[report-unwritable]: " in said.err
    assert not (root / "site").exists()


def test_a_report_folder_that_may_not_be_written_to(root: Path, letterpress: CommandLine) -> None:
    folder = root / "report"
    folder.mkdir(mode=0o555)
    with binding_permissions():
        said = letterpress("build", "-q", "--report", str(folder))
    assert "error[report-unwritable]: " in said.err
    assert not (root / "site").exists()


def test_a_damaged_record_of_the_last_build(root: Path) -> None:
    run(root)
    shutil.rmtree(root / "site")
    (ledger,) = (root / ".letterpress/outputs").glob("*/ledger")
    ledger.write_bytes(b"\0" + ledger.read_bytes()[1:])
    report = run(root).report
    assert report.published
    assert ("cache-unreadable", Severity.NOTE) in {(each.code, each.severity) for each in report.diagnostics}


def test_a_record_that_is_sealed_with_another_key(
    root: Path, letterpress: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERPRESS_STATE_KEY", "of the one machine, a secret one")
    letterpress("build", "-q")
    site = {path: path.read_bytes() for path in root.glob("site/**/*.*")}
    monkeypatch.setenv("LETTERPRESS_STATE_KEY", "of another machine, a secret one")
    said = letterpress("build", "-q")
    assert (said.code, said.err.count("note[state-of-another-key]: "), said.err.count("note[")) == (0, 1, 1)
    assert {path: path.read_bytes() for path in root.glob("site/**/*.*")} == site
    assert letterpress("build", "-q").err == ""


def test_a_home_folder_without_a_place_for_a_key(
    root: Path, letterpress: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = root / "home"
    for variable in ("HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(nowhere))
    said = letterpress("build", "-q")
    assert (said.code, said.err.count("note[state-key-unkept]: "), said.err.count("note[")) == (0, 1, 1)
    assert (root / "site/index.html").is_file()
    assert not nowhere.exists()


def test_no_project_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(["build"]) == 2
    assert "error[project-missing]: " in capsys.readouterr().err
