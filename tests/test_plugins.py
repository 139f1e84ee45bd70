# SPDX-License-Identifier: MIT
"""What a project's own plugins do, from the writer's side: what they change, what they rebuild, how they fail."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.test_sites import files_of

Letterpress = Callable[[Path], CommandLine]

POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n春が来ました。\n"
SPRING = """\
def markdown(md):
    md.core.ruler.push("seasons", bloom)


def bloom(state):
    for token in state.tokens:
        for child in token.children or ():
            child.content = child.content.replace("春", "花の春")
"""


def project(make_project: MakeProject, files: dict[str, str], plugins: str = "[seasons]") -> Path:
    posts = {"content/posts/letter.md": POST}
    return make_project({"letterpress.yaml": f"{CONFIG}plugins: {plugins}\n", **posts, **files})


def page(root: Path, path: str = "posts/letter/index.html") -> str:
    return (root / "site" / path).read_text("utf-8")


def test_a_plugin_beside_the_configuration_extends_markdown(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    assert command_line(root)("build", "-q").code == 0
    assert "花の春が来ました。" in page(root)


def test_an_edited_plugin_rebuilds_what_it_touches(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    letterpress = command_line(root)
    letterpress("build", "-q")
    before = files_of(root / "site")
    (root / "seasons.py").write_text(SPRING.replace("花の春", "雪解けの春"), "utf-8")
    assert letterpress("build", "-q").code == 0
    changed = {path for path, data in files_of(root / "site").items() if before[path] != data}
    assert "雪解けの春が来ました。" in page(root)
    assert "posts/letter/index.html" in changed
    assert "sitemap.xml" not in changed


def test_an_edit_that_changes_no_page_writes_none(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "seasons.py").write_text(f"# The seasons.\n{SPRING}", "utf-8")
    assert "書き出し0件" in letterpress("build").out
    assert "書き出し0件" in letterpress("build").out


def test_a_fresh_checkout_elsewhere_parses_nothing(
    make_project: MakeProject, command_line: Letterpress, tmp_path: Path
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    command_line(root)("build", "-q")
    elsewhere = root.rename(tmp_path / "elsewhere")
    assert "書き出し0件" in command_line(elsewhere)("build").out


def test_a_failing_plugin_publishes_nothing_and_hides_no_other_fault(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    broken = SPRING.replace("for token", "1 / 0\n    for token")
    files = {"seasons.py": broken, "content/posts/b.md": POST.replace("title", "titel")}
    root = project(make_project, files)
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert "seasons.py:6:5: error[plugin-failed]: `markdown` of plugin `seasons` failed: " in said.err
    assert "see also: content/posts/letter.md" in said.err
    assert "content/posts/b.md:2:1: warning[field-unknown]" in said.err
    assert not (root / "site").exists()


def test_a_plugin_that_fails_in_many_documents_is_told_once(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    posts = {f"content/posts/{number}.md": POST for number in range(10)}
    root = project(make_project, {"seasons.py": SPRING.replace("for token", "1 / 0\n    for token"), **posts})
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.err.count("error[plugin-failed]") == 1
    assert said.err.count("see also: content/posts/") == 3


def test_the_list_and_the_report_tell_of_it_as_well(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": "1 / 0\n"})
    for command in ("list", "report"):
        said = command_line(root)(command)
        assert said.code == 1
        assert said.err.startswith("seasons.py:1:1: error[plugin-failed]: ")


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_run_the_same_plugin(make_project: MakeProject, tmp_path: Path, jobs: int) -> None:
    """With the installed command, from another folder, which is how the command is used in CI."""
    posts = {f"content/posts/{number}.md": POST for number in range(260)}
    root = project(make_project, {"seasons.py": SPRING, **posts})
    installed_command(root, tmp_path, "build", "-q", "-j", str(jobs))
    for word in ("花の春", "雪解けの春"):
        (root / "seasons.py").write_text(SPRING.replace("花の春", word), "utf-8")
        installed_command(root, tmp_path, "build", "-q", "-j", str(jobs))
        assert all(f"{word}が来ました。" in page(root, f"posts/{number}/index.html") for number in range(260))


def installed_command(root: Path, cwd: Path, command: str, *arguments: str) -> str:
    """The standard output of the command that an installation puts on the path."""
    script = Path(sys.executable).with_name("letterpress")
    done = subprocess.run(
        [script, command, "--root", str(root), "--now", "2026-11-21T09:00", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_installed_command_finds_a_plugin_and_nothing_else_of_the_folder(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """A file beside the site that is called like a module of the standard library is in nobody's way."""
    shadows = {f"{name}.py": "raise SystemExit(3)\n" for name in ("html", "signal", "msgspec", "calendar")}
    root = project(make_project, {"seasons.py": f"import calendar, html\n{SPRING}", **shadows})
    installed_command(root, tmp_path, "build")
    installed_command(root, root, "build")
    assert "花の春が来ました。" in page(root)


def test_an_installed_plugin_is_found_too(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(make_project, {}, plugins="[spring_package.bloom]")
    package = tmp_path / "packages/spring_package"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "bloom.py").write_text(SPRING, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))
    installed_command(root, tmp_path, "build")
    assert "花の春が来ました。" in page(root)
    (package / "bloom.py").write_text(SPRING.replace("花の春", "雪解けの春"), "utf-8")
    installed_command(root, tmp_path, "build")
    assert "雪解けの春が来ました。" in page(root)
