# SPDX-License-Identifier: MIT
"""Whatever keeps a command from its work is told in the form that was asked for, and never in another."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator
from tests.conftest import CONFIG, NOW, CommandLine, MakeProject
from tests.unit.report.test_json import SCHEMA

from letterpress.cli.build import failed_build_form
from letterpress.cli.errors import ending_on_error
from letterpress.cli.main import run
from letterpress.diagnostics import LetterpressError
from letterpress.store.diagnostics import build_running
from letterpress.workers.executors import POOL_FROM

POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文です。\n"
UNKNOWN_FIELD = POST.replace("date:", "colour: red\ndate:")
OWN_PAGE = '<meta name="generator" content="letterpress 0.1.0">\n'
"""By which an output folder is known to be ours."""
KILLER = """\
import multiprocessing, os


def markdown(md):
    if multiprocessing.parent_process() is not None:
        os._exit(1)
"""

WORLDS: dict[str, tuple[dict[str, str], int, str, str]] = {
    "a wrong letterpress.yaml": (
        {"letterpress.yaml": CONFIG.replace("https://", "")},
        2,
        "url-invalid",
        "letterpress.yaml,line=2",
    ),
    "no theme of this name": (
        {"letterpress.yaml": CONFIG.replace("plain", "plane")},
        2,
        "theme-missing",
        "letterpress.yaml",
    ),
    "an unsafe output folder": (
        {"letterpress.yaml": f"{CONFIG}output: content\n"},
        2,
        "output-unsafe",
        "letterpress.yaml",
    ),
    "a plugin that is not there": (
        {"letterpress.yaml": f"{CONFIG}plugins: [seasons]\n"},
        2,
        "plugin-missing",
        "letterpress.yaml",
    ),
    "a template at fault": (
        {"themes/plain/templates/post.html": "{{ post.x }}\n"},
        1,
        "template-undefined",
        "themes/plain/templates/post.html,line=1",
    ),
    "something in the way of an output": (
        {"site/posts": "not ours", "site/404.html": OWN_PAGE, "content/posts/2.md": UNKNOWN_FIELD},
        1,
        "output-blocked",
        "site/posts",
    ),
}
"""For each: its files, the exit code, the code of the error, and its place as an annotation names it."""

Letterpress = Callable[[Path], CommandLine]


def valid(text: str, definition: str = "build") -> dict[str, Any]:
    """The one document that a text is, as the schema says."""
    document: dict[str, Any] = json.loads(text)
    Draft202012Validator(SCHEMA | {"$ref": f"#/$defs/{definition}"}).validate(document)
    return document


def codes(document: dict[str, Any]) -> list[str]:
    return [each["code"] for each in document["diagnostics"]]


@pytest.fixture
def in_world(make_project: MakeProject, command_line: Letterpress) -> Callable[[str], CommandLine]:
    return lambda world: command_line(make_project({"content/posts/1.md": POST, **WORLDS[world][0]}))


@pytest.mark.parametrize("world", WORLDS)
class TestBuild:
    def test_as_text(self, world: str, in_world: Callable[[str], CommandLine]) -> None:
        _, code, slug, _ = WORLDS[world]
        said = in_world(world)("build")
        assert said.code == code
        assert f"error[{slug}]: " in said.err

    def test_as_json(self, world: str, in_world: Callable[[str], CommandLine]) -> None:
        _, code, slug, _ = WORLDS[world]
        said = in_world(world)("build", "--format", "json")
        document = valid(said.out)
        assert said.code == code
        assert document["published"] is False
        assert slug in codes(document)
        assert f"error[{slug}]: " in said.err

    def test_for_github(
        self,
        world: str,
        in_world: Callable[[str], CommandLine],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        _, code, slug, place = WORLDS[world]
        letterpress = in_world(world)
        monkeypatch.setenv("GITHUB_WORKSPACE", str(letterpress.root.parent))
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
        said = letterpress("build", "--format", "github")
        (annotation,) = [line for line in said.out.splitlines() if f"title={slug}::" in line]
        assert said.code == code
        assert annotation.startswith(f"::error file=project/{place},")
        assert f"error[{slug}]: " in said.err
        assert slug in (tmp_path / "summary.md").read_text("utf-8")


def test_what_was_found_before_is_told_along(in_world: Callable[[str], CommandLine]) -> None:
    said = in_world("something in the way of an output")("build", "--format", "json")
    assert codes(valid(said.out)) == ["field-unknown", "output-blocked"]


def test_a_warning_of_the_configuration_is_told_along_too(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = make_project({"letterpress.yaml": f"{CONFIG}outputs: x\noutput: content\n"})
    said = command_line(root)("build", "--format", "json")
    assert codes(valid(said.out)) == ["output-unsafe", "field-unknown"]


def test_outside_any_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build", "--format", "json"]) == 2
    assert codes(valid(capsys.readouterr().out)) == ["project-missing"]
    assert run(["build", "--format", "github"]) == 2
    assert capsys.readouterr().out.startswith("::error file=letterpress.yaml,title=project-missing::")


def test_a_worker_that_dies(make_project: MakeProject, capsys: pytest.CaptureFixture[str]) -> None:
    posts = {f"content/posts/{number}.md": POST for number in range(POOL_FROM)}
    root = make_project({"letterpress.yaml": f"{CONFIG}plugins: [killer]\n", "killer.py": KILLER, **posts})
    code = run(["build", "--root", str(root), "--now", NOW, "-j", "2", "--format", "json"])
    assert code == 1
    assert codes(valid(capsys.readouterr().out)) == ["worker-died"]


def test_what_concerns_no_file_is_annotated_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(click.exceptions.Exit), ending_on_error("en", failed_build_form("github", None)):
        raise LetterpressError(build_running())
    assert capsys.readouterr().out.startswith("::error title=build-running::another build")


def test_a_summary_that_github_cannot_take_is_no_fault_of_ours(
    make_project: MakeProject,
    command_line: Letterpress,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    said = command_line(make_project({"content/posts/1.md": POST}))("build", "--format", "github")
    assert said.code == 1
    assert f"{tmp_path}: error[unwritable]" in said.err


class TestOtherCommands:
    @pytest.mark.parametrize("command", ["report", "list"])
    def test_that_cannot_do_their_work(self, command: str, in_world: Callable[[str], CommandLine]) -> None:
        said = in_world("a wrong letterpress.yaml")(command, "--format", "json")
        assert said.code == 2
        assert codes(valid(said.out, "diagnostics_only")) == ["url-invalid"]

    def test_a_report_carries_errors_in_each_form(
        self, make_project: MakeProject, command_line: Letterpress
    ) -> None:
        letterpress = command_line(make_project({"content/posts/1.md": POST.replace("11-01", "11-31")}))
        assert codes(valid(letterpress("report", "--format", "json").out, "report")) == ["date-impossible"]
        annotations = letterpress("report", "--format", "github").out
        assert "::error file=content/posts/1.md,line=3,col=7,title=date-impossible::" in annotations

    def test_a_list_carries_the_errors_of_each_source(
        self, make_project: MakeProject, command_line: Letterpress
    ) -> None:
        posts = {"content/posts/1.md": POST.replace("11-01", "11-31"), "content/posts/2.md": POST}
        said = command_line(make_project(posts))("list", "--format", "json")
        assert said.code == 1
        told = {row["path"]: codes(row) for row in json.loads(said.out)}
        assert told == {"content/posts/1.md": ["date-impossible"], "content/posts/2.md": []}


ENCODINGS = ["cp932", "cp1252", "euc_jp", "latin-1"]


@pytest.mark.parametrize("encoding", ENCODINGS)
class TestEncodings:
    """What a pipe or a redirected file gets where the machine's code page is not UTF-8."""

    def output(self, root: Path, encoding: str, *arguments: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-m", "letterpress", *arguments, "--root", str(root), "--now", NOW],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def test_text_stands_in_for_what_cannot_be_written(
        self, encoding: str, make_project: MakeProject
    ) -> None:
        root = make_project({"content/posts/1.md": POST.replace("date", "value_theme: セール\ndate")})
        text = self.output(root, encoding, "build", "--lang", "en", "-j", "1").decode(encoding)
        assert "  Sales    ######" in text
        assert (root / "site/index.html").is_file()

    def test_json_is_always_utf_8(self, encoding: str, make_project: MakeProject) -> None:
        root = make_project({"content/posts/1.md": POST.replace("便り", "便り☔")})
        (row,) = json.loads(self.output(root, encoding, "list", "--format", "json"))
        assert row["title"] == "便り☔"

    def test_a_command_that_did_its_work_says_so(self, encoding: str, make_project: MakeProject) -> None:
        root = make_project({})
        self.output(root, encoding, "new", "post", "題名☔")
        assert len(list((root / "content/posts").iterdir())) == 1
