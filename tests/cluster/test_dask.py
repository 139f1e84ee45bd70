# SPDX-License-Identifier: MIT
"""The same build on a real Dask cluster: the same bytes, and a clear word when the cluster is not up to it."""

import logging
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterpress import __version__
from letterpress.cli.main import run
from letterpress.diagnostics import ConfigError, LetterpressError
from letterpress.workers.dask import checked, cluster, versions
from letterpress.workers.executors import Workers
from tests.support.local_cluster import LocalCluster
from tests.support.press_project import CONFIG, add_post, start, write
from tests.test_sites import files_of

# One process of a parallel test run has the cluster; two would start one each.
pytestmark = pytest.mark.xdist_group("dask")


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler; each test says how many workers it needs."""
    started = LocalCluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.close()


def make_project(root: Path) -> Path:
    """Enough posts for several batches, and a plugin that says who parsed."""
    rng = random.Random(11)
    start(root, rng)
    for number in range(150):
        add_post(root, rng, 1000 + number)
    write(root, "letterpress.yaml", f"{CONFIG.format(title='試し刷り')}plugins: [who]\n")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that nobody has built yet."""
    return make_project(tmp_path / "project")


@pytest.fixture(scope="module")
def alone(dask: LocalCluster, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as one process makes it."""
    root = make_project(tmp_path_factory.mktemp("alone") / "project")
    assert build(root, dask, "-j", "1").returncode == 0
    return files_of(root / "site")


def build(root: Path, dask: LocalCluster, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A build as its users start it."""
    command = [sys.executable, "-m", "letterpress", "build", "--root", str(root), "--now", "2026-11-21T09:00"]
    return subprocess.run(
        [*command, "--lang", "en", "-q", *arguments],
        env={**os.environ, **dask.environment},
        capture_output=True,
        text=True,
        check=False,
    )


def parsers(root: Path, dask: LocalCluster, alone: dict[str, bytes]) -> set[str]:
    """Build on the cluster, and see that no byte differs; the processes that parsed."""
    (dask.notes / "parsers").unlink(missing_ok=True)
    said = build(root, dask, "--executor", f"dask://{dask.address}")
    assert (said.returncode, said.stderr) == (0, "")
    assert len(alone) > 150
    assert files_of(root / "site") == alone
    return set((dask.notes / "parsers").read_text("utf-8").split())


def test_two_worker_processes_make_the_same_bytes(
    project: Path, dask: LocalCluster, alone: dict[str, bytes]
) -> None:
    dask.staff(2)
    assert len(parsers(project, dask, alone)) == 2
    opened = dask.opened.read_text("utf-8").splitlines()
    here = {
        Path(path).relative_to(project).parent.as_posix()
        for path in opened
        if path.startswith(
            f"{project}/"
        )  # the folder itself is but the way to the templates that were compiled
    }
    assert here == {".letterpress/cache/templates"}, "what a worker cannot do without must travel"


def test_when_a_worker_dies_another_does_its_work(
    project: Path, dask: LocalCluster, alone: dict[str, bytes]
) -> None:
    dask.staff(2)
    (dask.notes / "one-must-go").touch()
    assert len(parsers(project, dask, alone)) == 2
    assert not (dask.notes / "one-must-go").exists()


def test_a_fault_in_a_template_comes_back_whole(project: Path, dask: LocalCluster) -> None:
    dask.staff(1)
    write(project, "themes/own/templates/post.html", "<html>\n{{ post.titel }}</html>")
    said = build(project, dask, "--executor", f"dask://{dask.address}")
    assert said.returncode == 1
    assert said.stderr.startswith("themes/own/templates/post.html:2:9: error[template-undefined]: ")
    assert not (project / "site").exists()


def test_a_worker_with_another_version_is_refused(project: Path, dask: LocalCluster) -> None:
    dask.staff(0)
    dask.hire(letterpress="99.0")
    said = build(project, dask, "--executor", f"dask://{dask.address}")
    dask.staff(0)
    assert said.returncode == 2
    assert said.stderr.startswith(
        "error[cluster-differs]: a worker of the Dask cluster does not run what runs here: letterpress 99.0\n"
    )
    assert not (project / "site").exists()


BLOOM = """\
from .words import AFTER

def markdown(md):
    md.core.ruler.push("bloom", bloom)

def bloom(state):
    for token in state.tokens:
        for child in token.children or ():
            child.content = child.content.replace("本文", AFTER)

filters = {"loud": lambda text: text + "！"}
"""


def test_a_plugin_of_the_project_travels_to_the_workers(project: Path, dask: LocalCluster) -> None:
    """It is no file of theirs; an edit reaches workers that ran the version before."""
    dask.staff(2)
    settings = CONFIG.format(title="試し刷り")
    write(project, "letterpress.yaml", f"{settings}plugins: [seasons]\n")
    write(project, "content/posts/spring.md", "---\ntitle: 春\ndate: 2026-01-01\n---\n\n本文です。\n")
    write(project, "themes/own/templates/post.html", "{{ post.card.title | loud }}{{ post.html | safe }}\n")
    write(project, "seasons/__init__.py", BLOOM)
    for word in ("花", "雪"):
        write(project, "seasons/words.py", f"AFTER = '{word}'\n")
        said = build(project, dask, "--executor", f"dask://{dask.address}")
        assert (said.returncode, said.stderr) == (0, "")
        page = (project / "site/posts/spring/index.html").read_text("utf-8")
        assert page == f"春！<p>{word}です。</p>\n"


def test_an_installed_plugin_that_a_worker_has_otherwise_is_refused(
    project: Path, dask: LocalCluster, tmp_path: Path
) -> None:
    dask.staff(1)
    write(tmp_path, "other/who.py", "def markdown(md): ...\n")
    command = [sys.executable, "-m", "letterpress", "build", "--root", str(project), "--lang", "en", "-q"]
    said = subprocess.run(
        [*command, "--executor", f"dask://{dask.address}"],
        env={**os.environ, **dask.environment, "PYTHONPATH": str(tmp_path / "other")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert said.stderr.startswith(
        "error[plugin-differs]: a worker does not have the same plugin `who` as this machine\n"
    )
    assert said.stderr.count("error[") == 1
    assert "see also" not in said.stderr
    assert not (project / "site").exists()


def codes(error: LetterpressError) -> list[str]:
    return [diagnostic.code for diagnostic in error.diagnostics]


def run_on(dask: LocalCluster, *, patience: float) -> None:
    """Give the cluster work that kills whoever does it."""
    with cluster(dask.address, patience=patience) as executor:
        list(Workers(executor=executor).run(os._exit, [(1,)], tasks=1))


@pytest.mark.parametrize("name", ["distributed.client", "tornado.application"])
def test_the_libraries_below_keep_quiet(
    dask: LocalCluster, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """When work is cancelled at the moment that its result comes in, tornado says so; a writer need not know."""
    dask.staff(1)
    talker = logging.getLogger(name)
    loud = logging.StreamHandler()
    talker.addHandler(loud)
    with cluster(dask.address):
        talker.error("cancelled, yet done")
    assert capfd.readouterr().err == ""
    talker.error("somebody else's word")
    talker.removeHandler(loud)
    assert "somebody else's word" in capfd.readouterr().err


def test_work_that_kills_its_workers_is_given_up(dask: LocalCluster) -> None:
    dask.staff(3)
    with pytest.raises(LetterpressError) as caught:
        run_on(dask, patience=60)
    assert codes(caught.value) == ["cluster-lost"]


def test_a_cluster_that_loses_all_its_workers_is_not_waited_for_for_ever(dask: LocalCluster) -> None:
    dask.staff(1)
    with pytest.raises(LetterpressError) as caught:
        run_on(dask, patience=0.1)
    assert codes(caught.value) == ["cluster-lost"]


def test_a_cluster_without_workers_is_told_as_such(dask: LocalCluster) -> None:
    dask.staff(0)
    with pytest.raises(ConfigError) as caught, cluster(dask.address, connect=0.5):
        pass
    assert codes(caught.value) == ["cluster-empty"]


def test_a_cluster_that_is_not_there_is_told_as_such() -> None:
    with pytest.raises(ConfigError) as caught, cluster("127.0.0.1:9", connect=0.5):
        pass
    assert codes(caught.value) == ["cluster-unreachable"]


def test_a_worker_that_joins_later_is_held_to_the_same_versions() -> None:
    assert checked(versions(), abs, -1) == 1
    with pytest.raises(LetterpressError) as caught:
        checked((("letterpress", "99.0"), *versions()[1:]), abs, -1)
    assert codes(caught.value) == ["cluster-differs"]
    assert f"letterpress {__version__} (99.0)" in caught.value.diagnostics[0].message.en


def test_without_the_extra_its_name_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    arguments = ["build", "--root", str(project), "--executor", "dask://127.0.0.1:9"]
    assert run([*arguments, "--lang", "en"]) == 2
    assert run([*arguments, "--lang", "ja"]) == 2
    said = capsys.readouterr().err
    assert said.count("error[dask-missing]: ") == 2
    assert said.count('`pip install "letterpress-ssg[dask]"`') == 2
    assert "Dask がインストールされていません" in said


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:8786",
        "tcp://127.0.0.1:8786",
        "dask://127.0.0.1",
        "dask://:8786",
        "dask://a b:1",
        "dask://user@host:1",
        "dask://host:1/path",
        "dask://host:１",
        "dask://[::1]",
        "",
    ],
)
def test_an_executor_is_named_in_one_way_only(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--executor", address]) == 2
    assert "dask://HOST:PORT" in capsys.readouterr().err
