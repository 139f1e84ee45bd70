# SPDX-License-Identifier: MIT
"""Where outputs do not stand as recorded, the process beside the build's own reads them while it is at it."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from letterpress.store.background_check import OutputVerifier
from letterpress.store.ledger_file import load_ledger
from letterpress.store.output_stats import Verified, verify_outputs
from tests.alone.conftest import SITE
from tests.alone.test_background_check import forks
from tests.support.publishing_steps import publish


def compared(root: Path) -> Verified:
    """What this process finds out itself."""
    ledger, _ = load_ledger(root, root / "site")
    return verify_outputs(root / "site", ledger.records)


def nothing(_root: Path) -> None:
    pass


def touch_all(root: Path) -> None:
    for path in root.glob("site/posts/*/index.html"):
        path.touch()


def edit(root: Path) -> None:
    (root / "site/index.html").write_text("emoh")
    (root / "site/posts/7/index.html").unlink()


def touch_and_edit(root: Path) -> None:
    touch_all(root)
    edit(root)


def put_a_link_for_a_folder(root: Path) -> None:
    shutil.copytree(root / "site/posts", root / "elsewhere")
    shutil.rmtree(root / "site/posts")
    (root / "site/posts").symlink_to(root / "elsewhere")


def damage_the_ledger(root: Path) -> None:
    ledger = next(root.glob(".letterpress/outputs/*/ledger"))
    ledger.write_bytes(ledger.read_bytes()[:-1])


@forks
@pytest.mark.parametrize("change", [touch_all, edit, touch_and_edit, put_a_link_for_a_folder])
def test_the_process_finds_out_what_this_one_would(project: Path, change: Callable[[Path], None]) -> None:
    change(project)
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        assert verifier.verified() == compared(project) != Verified(damaged=frozenset(), stats={})


@forks
def test_a_fresh_checkout_is_read_there_as_well(project: Path) -> None:
    copy = shutil.copytree(project, project.with_name("copy"))
    with OutputVerifier(copy, copy / "site", worth_it=0) as verifier:
        assert not verifier.unchanged()
        found = verifier.verified()
    assert found is not None
    assert found == compared(copy)
    assert found.stats.keys() == SITE.keys()


@pytest.mark.parametrize("change", [nothing, damage_the_ledger])
def test_what_stands_or_is_not_known_is_not_read(project: Path, change: Callable[[Path], None]) -> None:
    change(project)
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        assert verifier.verified() is None


def test_a_build_that_publishes_meanwhile_makes_the_reading_count_no_more(project: Path) -> None:
    touch_all(project)
    with OutputVerifier(project, project / "site", worth_it=0) as verifier:
        publish(project, SITE | {"index.html": "another home"})
        edit(project)
        assert verifier.verified() is None


@pytest.fixture
def big_project(project: Path) -> Path:
    """With more outputs under new stats than a pipe holds, so that the process waits for a reader."""
    publish(project, {f"posts/{number}/index.html": f"post {number}" for number in range(2000)})
    touch_all(project)
    return project


@forks
def test_a_process_that_dies_has_read_nothing(big_project: Path) -> None:
    with OutputVerifier(big_project, big_project / "site", worth_it=0) as verifier:
        assert verifier._check is not None
        os.kill(verifier._check.process, signal.SIGKILL)
        assert verifier.verified() is None


@forks
def test_whoever_does_not_ask_is_not_kept_waiting_by_what_was_read(big_project: Path) -> None:
    with OutputVerifier(big_project, big_project / "site", worth_it=0) as verifier:
        assert verifier._check is not None
        process = verifier._check.process
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
