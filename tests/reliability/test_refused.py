# SPDX-License-Identifier: MIT
"""A disk that is full, a folder that may not be written, another file system: one message, and a whole site."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from letterpress.diagnostics import LetterpressError
from letterpress.plan.output import Rank
from letterpress.plan.staleness import Ledger
from letterpress.publish.staging import Stage
from tests.support.paths import TESTS
from tests.support.permissions import binding_permissions
from tests.support.publishing_steps import everything, files, publish

BEFORE = {"index.html": "home", "posts/a/index.html": "a", "posts/b/index.html": "b"}
AFTER = {"index.html": "new home", "posts/a/index.html": "new a", "posts/c/index.html": "c"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "letterpress.yaml").touch()
    publish(root, BEFORE)
    return root


def problems(error: LetterpressError) -> list[str]:
    return [f"{problem.code} {problem.span.path}" for problem in error.diagnostics]


def check_untouched(root: Path) -> None:
    """The site is what it was, and nothing is left over."""
    assert files(root / "site") == BEFORE
    assert [path for path in everything(root / ".letterpress") if "stage" in path or "journal" in path] == []


# A full disk

LIMITED = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from letterpress.diagnostics import LetterpressError
from letterpress.plan.output import Rank
from letterpress.plan.staleness import Ledger
from letterpress.publish.staging import Stage
from tests.support.publishing_steps import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    publish(Path(sys.argv[1]), {"index.html": "new", "posts/large/index.html": "x" * 30_000})
except LetterpressError as error:
    print(*(f"{problem.code} {problem.span.path}" for problem in error.diagnostics))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits")
def test_a_file_that_does_not_fit_publishes_nothing(project: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(project), str(TESTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("disk-full site/posts/large/index.html\n", "")
    check_untouched(project)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with room for a hundred files."""
    mount = shutil.which("mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=400k,nr_inodes=100", "tmpfs", str(folder)]
    if mount is None or os.geteuid() != 0 or subprocess.run([mount, *options], check=False).returncode != 0:
        pytest.skip("cannot mount a file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("free", [15, 25, 41], ids=["staging", "making folders", "the journal"])
def test_a_disk_without_room_for_another_file_publishes_nothing(small_disk: Path, free: int) -> None:
    """Twenty posts need a folder for the stage, then a file each, then a folder each, then the journal."""
    (small_disk / "letterpress.yaml").touch()
    publish(small_disk, BEFORE)
    for number in range(os.statvfs(small_disk).f_ffree - free):
        (small_disk / f"filler-{number}").touch()
    with pytest.raises(LetterpressError) as caught:
        publish(small_disk, {f"posts/{number}/index.html": "text" for number in range(20)})
    assert {problem.code for problem in caught.value.diagnostics} == {"disk-full"}
    check_untouched(small_disk)
    assert os.statvfs(small_disk).f_ffree == free
    publish(small_disk, AFTER)
    assert files(small_disk / "site") == AFTER


def test_a_disk_without_room_for_another_byte_publishes_nothing(small_disk: Path) -> None:
    (small_disk / "letterpress.yaml").touch()
    publish(small_disk, BEFORE)
    with pytest.raises(LetterpressError) as caught:
        publish(small_disk, {f"posts/{number}/index.html": "x" * 60_000 for number in range(10)})
    assert {problem.code for problem in caught.value.diagnostics} == {"disk-full"}
    check_untouched(small_disk)


# A folder that may not be written


@pytest.fixture
def permissions_bind() -> Iterator[None]:
    with binding_permissions():
        yield


@pytest.mark.usefixtures("permissions_bind")
@pytest.mark.parametrize("folder", ["site", "site/posts", "site/posts/a", "site/posts/b"])
def test_a_read_only_folder_publishes_nothing(project: Path, folder: str) -> None:
    (project / folder).chmod(0o555)
    with pytest.raises(LetterpressError) as caught:
        publish(project, AFTER)
    assert problems(caught.value) == [f"unwritable {folder}"]
    check_untouched(project)
    (project / folder).chmod(0o755)
    publish(project, AFTER)
    assert files(project / "site") == AFTER


@pytest.mark.usefixtures("permissions_bind")
def test_a_read_only_project_says_so(project: Path) -> None:
    (project / ".letterpress/lock").chmod(0)
    with pytest.raises(LetterpressError) as caught:
        publish(project, AFTER)
    assert problems(caught.value) == ["unwritable .letterpress/lock"]
    check_untouched(project)


def test_a_refusal_half_way_is_finished_by_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner that holds a file for a moment, say."""

    def refuse(old: str, new: str, *, real: Callable[..., None] = os.replace, **folders: int | None) -> None:
        if str(new).endswith("site/posts/a/index.html"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        real(old, new, **folders)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(LetterpressError) as caught:
            publish(project, AFTER)
    assert problems(caught.value) == ["publish-interrupted site"]
    assert files(project / "site") == {**BEFORE, "posts/c/index.html": "c"}
    publish(project, AFTER)
    assert files(project / "site") == AFTER


# Another file system


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    shared = Path("/dev/shm")  # noqa: S108 - the other file system that most machines have
    if not os.access(shared, os.W_OK) or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system")
    folder = shared / f"letterpress-{tmp_path.name}-{os.getpid()}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def test_an_output_on_another_file_system_is_staged_there(project: Path, other_disk: Path) -> None:
    with Stage(project, other_disk / "site", Ledger(records={})) as stage:
        stage.add("index.html", Rank.LIST, b"home")
        assert files(other_disk) == {".site.letterpress/0": "home"}
    assert files(other_disk) == {}
    publish(project, BEFORE, output=str(other_disk / "site"))
    publish(project, AFTER, output=str(other_disk / "site"))
    assert files(other_disk) == {f"site/{path}": text for path, text in AFTER.items()}
    assert sorted(path.name for path in other_disk.iterdir()) == ["site"]


def test_files_cross_between_file_systems_whole(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a part of the output is mounted from elsewhere."""

    def refuse(old: str, new: str, *, real: Callable[..., None] = os.replace, **folders: int | None) -> None:
        if "/stage/" in str(old):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        real(old, new, **folders)

    monkeypatch.setattr(os, "replace", refuse)
    publish(project, AFTER)
    assert everything(project / "site") == sorted([*AFTER, "posts", "posts/a", "posts/c"])
    assert files(project / "site") == AFTER


def test_what_came_half_way_from_another_file_system_goes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a build that was killed there, and whose finished files are gone since."""

    def cross(old: str, new: str, real: Callable[..., None] = os.replace, **folders: int) -> None:
        if "/stage/" in str(old):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        if str(new).startswith(str(project / "site")):
            raise KeyboardInterrupt
        real(old, new, **folders)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(os, "replace", cross)
        publish(project, AFTER)
    assert list((project / "site").rglob(".*.letterpress"))
    for stage in project.glob(".letterpress/outputs/*/stage"):
        shutil.rmtree(stage)
    publish(project, AFTER)
    assert list((project / "site").rglob(".*.letterpress")) == []
    assert files(project / "site") == AFTER
