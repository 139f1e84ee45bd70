# SPDX-License-Identifier: MIT
"""A build that is killed anywhere leaves whole files and working links, and the next one finishes the job."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from letterpress.diagnostics import LetterpressError
from letterpress.publish.output_folder import check_output
from letterpress.publish.recovery import INTERRUPTED, recover
from letterpress.store.ledger_file import load_ledger
from letterpress.store.output_stats import verify_outputs
from tests.support.paths import TESTS
from tests.support.publishing_steps import everything, files, publish

# A page is a title and the pages that it links to.
BEFORE = {
    "index.html": "home -> posts/a/index.html posts/b/index.html tags/x/index.html",
    "posts/a/index.html": "a -> posts/b/index.html",
    "posts/b/index.html": "b -> posts/a/index.html tags/x/index.html",
    "tags/x/index.html": "x -> posts/b/index.html",
    "posts/0": "a file where a folder will be",
    "feed.xml": "feed -> posts/a/index.html posts/b/index.html",
}
AFTER = {
    "index.html": "new home -> posts/a/index.html posts/c/index.html tags/z/index.html page/1/index.html",
    "posts/a/index.html": "new a -> posts/c/index.html",
    "posts/c/index.html": "c -> posts/a/index.html tags/z/index.html",
    "page/1/index.html": "page -> posts/a/index.html",
    "tags/z/index.html": "z -> posts/c/index.html",
    "posts/0/index.html": "a folder now -> posts/a/index.html",
    "feed.xml": "new feed -> posts/a/index.html posts/c/index.html",
}
FOREIGN = {"CNAME": "example.com", "posts/b/mine.txt": "mine"}

# Builds each project in a process of its own that dies just before the given step; counts steps where that is 0.
BUILDS = """
import json, os, signal, sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from tests.support.publishing_steps import publish
from reliability.test_killed import AFTER

WATCHED = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "open"}

def build(root, last):
    steps = 0

    def step(event, arguments):
        nonlocal steps
        # Files of the state are named in their open folder.
        if event in WATCHED and (root in str(arguments[0]) or not os.path.isabs(str(arguments[0]))):
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    publish(Path(root), AFTER)
    os.write(1, str(steps).encode())
    os._exit(0)

for root, last in json.load(sys.stdin):
    child = os.fork()
    if not child:
        build(root, last)
    os.waitpid(child, 0)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def make_project(root: Path) -> Path:
    """A project whose site has been published once, with foreign files in it."""
    root.mkdir()
    (root / "letterpress.yaml").touch()
    publish(root, BEFORE)
    for path, text in FOREIGN.items():
        (root / "site" / path).write_text(text)
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


@pytest.fixture(scope="module")
def killed_once(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A project for each step of a build, killed there."""
    return killed_everywhere(make_project(tmp_path_factory.mktemp("killed") / "0"))


@pytest.fixture
def killed_at_first(tmp_path: Path) -> list[Path]:
    """The same for a first build, whose folders move whole."""
    first = tmp_path / "0"
    first.mkdir()
    (first / "letterpress.yaml").touch()
    (first / "site").mkdir()
    (first / "site/CNAME").write_text(FOREIGN["CNAME"])
    return killed_everywhere(first)


def killed_everywhere(first: Path) -> list[Path]:
    """Copies of a project, the build of each killed before another step."""
    folder = first.parent
    shutil.copytree(first, folder / "counted", symlinks=True)
    steps = int(build((folder / "counted", 0)))
    copies = [folder / str(step) for step in range(1, steps + 1)]
    for copy in copies:
        shutil.copytree(first, copy, symlinks=True)
    assert build(*((copy, int(copy.name)) for copy in copies)) == ""
    return copies


@pytest.fixture
def killed(killed_once: list[Path], tmp_path: Path) -> list[Path]:
    """Copies of these projects, to go on with."""
    return [shutil.copytree(root, tmp_path / root.name, symlinks=True) for root in killed_once]


def build(*builds: tuple[Path, int]) -> str:
    """Build projects; each is killed just before its step."""
    given = json.dumps([(str(root), last) for root, last in builds])
    command = [sys.executable, "-c", BUILDS, str(TESTS)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def missing_links(site: Mapping[str, str]) -> list[str]:
    """Links to nothing on the pages that a reader can come to."""
    waiting, seen, missing = ["index.html", "feed.xml"], set[str](), []
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in site[page].partition(" -> ")[2].split():
            if target in site:
                waiting.append(target)
            else:
                missing.append(f"{page} -> {target}")
    return missing


def check_site(folder: Path) -> None:
    """Every file is whole, every link that can be reached works, and nothing foreign was touched."""
    site = files(folder)
    for path, text in site.items():
        assert text in {BEFORE.get(path), AFTER.get(path), FOREIGN.get(path)}
    assert missing_links(site) == []
    assert site.items() >= FOREIGN.items()


def test_a_build_killed_at_any_step_is_finished_by_the_next(killed: list[Path]) -> None:
    seen = set()
    for root in killed:
        check_site(root / "site")
        seen.add(files(root / "site")["index.html"])
        publish(root, AFTER)
        assert files(root / "site") == {**AFTER, **FOREIGN}
        assert publish(root, AFTER).written == ()
        assert [path for path in everything(root / ".letterpress/outputs") if path.count("/") > 1] == []
    assert seen == {BEFORE["index.html"], AFTER["index.html"]}


def test_files_of_a_build_killed_at_any_step_are_known_to_be_ours(killed: list[Path]) -> None:
    """By the next build the site has become another one."""
    for root in killed:
        publish(root, {"index.html": "quite another home"})
        assert files(root / "site") == {"index.html": "quite another home", **FOREIGN}


def test_what_a_killed_build_published_is_stale_for_the_next(project: Path) -> None:
    """Its inputs are not known, so each such output is made again."""
    publish(project, AFTER, save=False)
    output = check_output(project, "site")
    recover(project, output)
    ledger, notes = load_ledger(project, output)
    assert notes == ()
    assert ledger.records.keys() == AFTER.keys()
    assert {record.inputs for record in ledger.records.values()} == {INTERRUPTED}
    assert all(record.reads < len(ledger.reads) for record in ledger.records.values())
    assert verify_outputs(output, ledger.records).damaged == frozenset()


def test_a_first_build_that_is_killed_is_recovered_too(tmp_path: Path) -> None:
    (tmp_path / "letterpress.yaml").touch()
    publish(tmp_path, BEFORE, save=False)
    recover(tmp_path, tmp_path / "site")
    ledger, _ = load_ledger(tmp_path, tmp_path / "site")
    assert all(record.reads < len(ledger.reads) for record in ledger.records.values())
    assert publish(tmp_path, BEFORE).unchanged == tuple(sorted(BEFORE))


def test_a_first_build_killed_at_any_step_is_finished_by_the_next(killed_at_first: list[Path]) -> None:
    foreign = {"CNAME": FOREIGN["CNAME"]}
    seen = set()
    for root in killed_at_first:
        site = files(root / "site")
        assert site.items() <= {**AFTER, **foreign}.items()
        assert "feed.xml" not in site or missing_links(site) == []
        seen.add(tuple(site))
        publish(root, AFTER)
        assert files(root / "site") == {**AFTER, **foreign}
        assert publish(root, AFTER).written == ()
        assert [path for path in everything(root / ".letterpress/outputs") if path.count("/") > 1] == []
    assert len(seen) > 4, "the folders move one by one"


def test_what_was_never_published_is_swept_away(killed: list[Path]) -> None:
    for root in killed:
        recover(root, root / "site")
        assert [path for path in everything(root / ".letterpress/outputs") if "stage" in path] == []


def test_a_finished_file_damaged_by_a_crash_is_not_published(killed: list[Path]) -> None:
    """A machine that loses power may keep the journal but not what it speaks of."""
    begun = next(root for root in killed if list(root.glob(".letterpress/outputs/*/journal")))
    (stage,) = begun.glob(".letterpress/outputs/*/stage")
    for staged in stage.iterdir():
        staged.write_bytes(b"")
    recover(begun, begun / "site")
    assert "" not in files(begun / "site").values()
    publish(begun, AFTER)
    assert files(begun / "site") == {**AFTER, **FOREIGN}


def test_nor_is_it_along_with_its_folder(killed_at_first: list[Path]) -> None:
    begun = next(root for root in killed_at_first if list(root.glob(".letterpress/outputs/*/journal")))
    (damaged,) = begun.glob(".letterpress/outputs/*/stage/tree/posts/a/index.html")
    damaged.write_bytes(b"")
    recover(begun, begun / "site")
    assert "posts/a/index.html" not in files(begun / "site")
    assert files(begun / "site")["posts/c/index.html"] == AFTER["posts/c/index.html"]
    publish(begun, AFTER)
    assert files(begun / "site") == {**AFTER, "CNAME": FOREIGN["CNAME"]}


# What became of the site and the state meanwhile


def remove_the_site(root: Path) -> None:
    shutil.rmtree(root / "site", ignore_errors=True)


def remove_the_site_and_the_stage(root: Path) -> None:
    remove_the_site(root)
    for stage in root.glob(".letterpress/outputs/*/stage"):
        shutil.rmtree(stage)


def remove_a_page(root: Path) -> None:
    (root / "site/posts/c/index.html").unlink(missing_ok=True)


def remove_the_ledger(root: Path) -> None:
    """What we own is not known any more, so a file of ours where a folder has to be would have to be moved by hand."""
    for ledger in root.glob(".letterpress/outputs/*/ledger"):
        ledger.unlink()
    if (root / "site/posts/0").is_file():
        (root / "site/posts/0").unlink()


@pytest.mark.parametrize(
    "harm", [remove_the_site, remove_the_site_and_the_stage, remove_a_page, remove_the_ledger]
)
def test_what_is_gone_since_is_made_again(killed: list[Path], harm: Callable[[Path], None]) -> None:
    for root in killed:
        harm(root)
        publish(root, AFTER)
        assert files(root / "site").items() >= AFTER.items()
        assert publish(root, AFTER).written == ()


def test_the_first_site_can_be_gone_as_well(killed_at_first: list[Path]) -> None:
    for root in killed_at_first:
        remove_the_site(root)
        publish(root, AFTER)
        assert files(root / "site") == AFTER
        assert publish(root, AFTER).written == ()


def test_an_old_page_in_the_place_of_a_lost_new_one_is_not_taken_for_it(killed: list[Path]) -> None:
    """As where the site came back from a copy, and the finished files did not."""
    for root in killed:
        for stage in root.glob(".letterpress/outputs/*/stage"):
            shutil.rmtree(stage)
        for path, text in BEFORE.items():
            if not (root / "site" / path).is_dir():
                (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
                (root / "site" / path).write_text(text)
        publish(root, AFTER)
        assert files(root / "site").items() >= AFTER.items()


def test_a_page_edited_since_is_kept_aside(killed: list[Path]) -> None:
    for root in killed:
        (root / "site/index.html").write_text("edited by hand")
        publish(root, AFTER)
        assert files(root / "site") == {**AFTER, **FOREIGN}
        assert "edited by hand" in files(root / ".letterpress/replaced").values()


@pytest.mark.parametrize("path", ["posts", "page", "posts/c", "posts/c/index.html", "tags"])
def test_a_link_put_there_since_leads_nowhere(killed: list[Path], path: str) -> None:
    """Nothing behind it is written, moved or deleted; a build says what is in the way."""
    for root in killed:
        outside = root / "outside"
        shutil.copytree(root / "site/posts", outside)
        before = files(outside)
        place = root / "site" / path
        if place.is_dir():
            place.rename(root / "aside")
        place.unlink(missing_ok=True)
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(outside)
        with suppress(LetterpressError):
            publish(root, AFTER)
        assert files(outside) == before
        place.unlink()
        publish(root, AFTER)
        assert files(root / "site").items() >= AFTER.items()


@pytest.mark.parametrize("path", ["page", "posts/c", "tags/z"])
def test_a_file_put_there_since_is_named_and_stays(killed: list[Path], path: str) -> None:
    for root in killed:
        place = root / "site" / path
        shutil.rmtree(place, ignore_errors=True)
        place.parent.mkdir(exist_ok=True)
        place.write_text("mine")
        with pytest.raises(LetterpressError) as caught:
            publish(root, AFTER)
        assert [(each.code, each.span.path) for each in caught.value.diagnostics] == [
            ("output-blocked", f"site/{path}")
        ]
        assert place.read_text() == "mine"
        place.unlink()
        publish(root, AFTER)
        assert files(root / "site").items() >= AFTER.items()


@pytest.mark.parametrize("path", ["index.html", "feed.xml", "posts/c/index.html"])
def test_a_folder_put_there_since_is_named_and_stays(killed: list[Path], path: str) -> None:
    for root in killed:
        place = root / "site" / path
        place.unlink(missing_ok=True)
        place.mkdir(parents=True)
        (place / "mine").write_text("mine")
        with pytest.raises(LetterpressError) as caught:
            publish(root, AFTER)
        assert [(each.code, each.span.path) for each in caught.value.diagnostics] == [
            ("output-blocked", f"site/{path}")
        ]
        shutil.rmtree(place)
        publish(root, AFTER)
        assert files(root / "site").items() >= AFTER.items()
