# SPDX-License-Identifier: MIT
"""No file of a project is taken for a module, whatever it is called, but for the plugins that it names."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from letterpress.workers.executors import POOL_FROM
from tests.conftest import CONFIG
from tests.support.campaign import Campaign, some

COMMAND = str(Path(sys.executable).with_name("letterpress"))
SHADOWED = {
    name
    for name in (*sys.stdlib_module_names, *packages_distributions(), "letterpress")
    if name.isidentifier() and name != "__future__"
}
"""All that might be imported here: the standard library and whatever is installed."""
COMMANDS = some(
    [
        *("list", "report --format json", "report --format html", "newsletter list", "newsletter check 1"),
        *(
            "newsletter export 1",
            "new post x",
            "schema config",
            "explain slug-unsafe",
            "build --format github --explain",
        ),
    ],
    sample=2,
)
BUILD = ["build", "--now", "2026-11-21", "--quiet", "-j", "2"]


def write_posts(root: Path, number: int) -> None:
    posts = root / "content/posts"
    posts.mkdir(parents=True)
    for post in range(number):
        (posts / f"{post}.md").write_text(f"---\ntitle: 便り{post}\ndate: 2026-11-01\n---\n\n本文\n", "utf-8")


def shadow(root: Path, names: Iterable[str]) -> None:
    """Put a module of each name beside letterpress.yaml, which notes that it was imported."""
    for name in names:
        (root / f"{name}.py").write_text(
            f"print({name!r}, file=open({str(root / 'NOTED')!r}, 'a'))\n", "utf-8"
        )


def noted(root: Path) -> list[str]:
    """The modules beside letterpress.yaml that were imported."""
    file = root / "NOTED"
    return file.read_text("utf-8").split() if file.exists() else []


@pytest.fixture(scope="module")
def site_of_many(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a project that is enough work for processes."""

    def make() -> Path:
        root = tmp_path_factory.mktemp("project")
        (root / "letterpress.yaml").write_text(CONFIG, "utf-8")
        write_posts(root, POOL_FROM)
        return root

    return make


def run_in(root: Path, *command: str) -> None:
    """Run a command that succeeds in silence, with a project as the current folder."""
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_imports_nothing_from_the_project(
    site_of_many: Callable[[], Path], campaign: Campaign
) -> None:
    root = site_of_many()
    shadow(root, SHADOWED)
    with campaign.attempt("shadow modules", times=len(SHADOWED)):
        run_in(root, COMMAND, *BUILD)
        assert (root / "site/posts/0/index.html").exists()
        run_in(root, COMMAND, *BUILD)  # once more, with nothing to do
        assert noted(root) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_imports_anything_from_the_project(
    command: str, site_of_many: Callable[[], Path], campaign: Campaign
) -> None:
    root = site_of_many()
    (root / "content/newsletter").mkdir()
    (root / "content/newsletter/1.md").write_text(
        "---\ntitle: 号\nnumber: 1\ndate: 2026-11-01\n---\n本文\n", "utf-8"
    )
    shadow(root, SHADOWED)
    with campaign.attempt("shadow modules", times=len(SHADOWED)):
        subprocess.run([COMMAND, *command.split()], cwd=root, capture_output=True, check=True)
        assert noted(root) == []


def needed_to_run_a_module() -> set[str]:
    """What Python imports before the first line of a module that it runs with -m."""
    command = [sys.executable, "-c", "import runpy, sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("options", [[], ["-E"]], ids=["", "without environment"])
def test_the_module_imports_nothing_from_the_project(
    options: list[str], site_of_many: Callable[[], Path]
) -> None:
    root = site_of_many()
    shadow(root, SHADOWED - needed_to_run_a_module() - {"letterpress"})
    run_in(root, sys.executable, *options, "-m", "letterpress", *BUILD)
    assert (root / "site/posts/0/index.html").exists()
    assert noted(root) == []


PROCESSES = """
import sys
from letterpress.workers.processes import ProcessPool
if __name__ == "__main__":
    with ProcessPool(2, sys.argv[1]) as pool:
        assert pool.submit(abs, -1).result() == 1
"""


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_a_worker_process_imports_nothing_from_the_current_folder(method: str, tmp_path: Path) -> None:
    if method == "forkserver" and os.name != "posix":
        pytest.skip("processes are not forked there")
    root, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (elsewhere / "program.py").write_text(PROCESSES, "utf-8")
    shadow(root, SHADOWED)
    run_in(root, sys.executable, str(elsewhere / "program.py"), method)
    assert noted(root) == []


@pytest.mark.parametrize("safe_path", [None, "1"])
def test_starting_a_process_leaves_the_environment_as_it_was(
    safe_path: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from letterpress.workers.processes import ProcessPool  # noqa: PLC0415

    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    if safe_path is not None:
        monkeypatch.setenv("PYTHONSAFEPATH", safe_path)
    with ProcessPool(1) as pool:
        pool.submit(abs, -1).result()
        assert os.environ.get("PYTHONSAFEPATH") == safe_path


PLUGIN = """
import html
def markdown(md):
    md.renderer.rules["hr"] = lambda *_: html.escape("<plugin>")
"""


@pytest.mark.parametrize("posts", [1, POOL_FROM])
@pytest.mark.parametrize(
    "command", [[sys.executable, "-m", "letterpress"], [COMMAND]], ids=["module", "command"]
)
def test_a_plugin_that_is_named_is_imported_and_nothing_else(
    command: list[str], posts: int, tmp_path: Path
) -> None:
    (tmp_path / "letterpress.yaml").write_text(f"{CONFIG}plugins: [own_plugin]\n", "utf-8")
    (tmp_path / "own_plugin.py").write_text(PLUGIN, "utf-8")
    write_posts(tmp_path, posts)
    (tmp_path / "content/posts/rule.md").write_text(
        "---\ntitle: 線\ndate: 2026-11-01\n---\n\na\n\n---\n", "utf-8"
    )
    shadow(tmp_path, ["html", "msgspec", "signal"])
    run_in(tmp_path, *command, *BUILD)
    assert "&lt;plugin&gt;" in (tmp_path / "site/posts/rule/index.html").read_text("utf-8")
    assert noted(tmp_path) == []
