# SPDX-License-Identifier: MIT
"""Each command imports only what it uses: heavy libraries are counted, not timed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from letterpress.cli.main import run
from letterpress.workers.executors import POOL_FROM
from tests.conftest import CONFIG, MakeProject

HEAVY = (
    "babel click concurrent.futures css_inline feedgen jinja2 lxml markdown_it mdit_py_plugins msgspec"
    " multiprocessing pygments rich starlette tzdata uvicorn watchdog yaml"
)

PROGRAM = """
import json, sys
from letterpress.cli.main import run
code = run(sys.argv[2:])
print(json.dumps([code, sorted(name for name in sys.argv[1].split() if name in sys.modules)]), file=sys.stderr)
"""


def heavy_imports(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", PROGRAM, HEAVY, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    text = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文です。\n"
    return make_project({"content/posts/letter.md": text})


DOOR = """
import sys
before = set(sys.modules)
from letterpress.cli import enter
enter()
print(*(set(sys.modules) - before), file=sys.stderr)
"""

START = {"click", "msgspec"}
PARSE = START | {"markdown_it", "mdit_py_plugins", "concurrent.futures"}
BUILD = PARSE | {"yaml", "jinja2", "feedgen", "lxml"}


def test_the_version_and_the_help_start_with_next_to_nothing() -> None:
    assert heavy_imports("--version") == START
    assert heavy_imports("--help") == START


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_alone_is_told_by_a_door_that_imports_nothing(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = subprocess.run([sys.executable, "-c", DOOR, option], capture_output=True, text=True, check=True)
    door = {"letterpress", "letterpress.cli", "letterpress.cli.entry", "letterpress.garbage_collection", "gc"}
    assert door.issuperset(told.stderr.split())
    assert run([option]) == 0
    assert told.stdout == capsys.readouterr().out


def test_a_cold_build_imports_what_it_renders_with(root: Path) -> None:
    """No highlighter without code, no progress bar without a terminal, no server at all."""
    assert heavy_imports("build", "--root", str(root)) == BUILD


def test_a_build_that_has_others_do_the_work_imports_nothing_for_it(make_project: MakeProject) -> None:
    text = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文です。\n"
    root = make_project({f"content/posts/letter-{number}.md": text for number in range(POOL_FROM)})
    found = heavy_imports("build", "--root", str(root), "-j", "2")
    assert found == START | {"yaml", "concurrent.futures", "multiprocessing"}


def test_a_build_with_nothing_to_do_imports_no_parser_and_no_templates(root: Path) -> None:
    arguments = ("build", "--root", str(root), "--now", "2026-11-21")
    heavy_imports(*arguments)
    assert heavy_imports(*arguments) == START


def test_a_build_with_nothing_to_do_has_no_use_for_names_of_months(make_project: MakeProject) -> None:
    root = make_project({"letterpress.yaml": CONFIG.replace("language: ja", "language: fr")})
    arguments = ("build", "--root", str(root), "--now", "2026-11-21")
    assert "babel" in heavy_imports(*arguments)
    assert heavy_imports(*arguments) == START


def test_the_library_of_yaml_is_for_new_files_that_are_not_plainly_names_and_texts(root: Path) -> None:
    with (root / "letterpress.yaml").open("a", encoding="utf-8") as file:
        file.write("feed:\n  items: 5\n")
    assert "yaml" in heavy_imports("list", "--root", str(root))
    assert "yaml" not in heavy_imports("list", "--root", str(root))


def test_commands_that_only_look_render_nothing(root: Path) -> None:
    assert heavy_imports("list", "--root", str(root)) == PARSE
    assert heavy_imports("report", "--root", str(root)) == START
