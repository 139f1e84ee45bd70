# SPDX-License-Identifier: MIT
"""Over any number of builds: what is ours is exactly right, what is not ours is never touched."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from letterpress.diagnostics import LetterpressError
from tests.support.paths import TESTS
from tests.support.publishing_steps import files, publish

PLACES = [
    "a",
    "a/index.html",
    "a/b",
    "a/b/index.html",
    "b/c/d.html",
    "b/c",
    "名前/索引.html",
    "e.html",
    "e/f",
]


def some_outputs(random: Random) -> dict[str, str]:
    """Outputs of which none lies inside another, as a plan makes sure."""
    chosen: dict[str, str] = {}
    for path in random.sample(PLACES, random.randint(1, len(PLACES))):
        if not any(
            f"{path}/".startswith(f"{other}/") or f"{other}/".startswith(f"{path}/") for other in chosen
        ):
            chosen[path] = random.choice(["one", "two", "three"])
    return chosen


def add_foreign(random: Random, site: Path, foreign: dict[str, str]) -> None:
    path = random.choice([".git/HEAD", "CNAME", "a/mine.txt", "b/mine", "名前/mine", "e.html.bak"])
    file = site / path
    if path not in foreign and not any(part.is_file() for part in (file.parent, file.parent.parent)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine", "utf-8")
        foreign[path] = "mine"


def blocked(outputs: dict[str, str], foreign: dict[str, str]) -> bool:
    """Whether a foreign file is where a folder has to be, or in a folder that has to be a file."""
    return any(
        own.startswith(f"{other}/") or other.startswith(f"{own}/") for own in outputs for other in foreign
    )


@pytest.mark.parametrize("seed", range(40))
def test_any_sequence_of_builds_leaves_outputs_and_foreign_files(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    (tmp_path / "letterpress.yaml").touch()
    site = tmp_path / "site"
    foreign: dict[str, str] = {}
    published: dict[str, str] = {}
    for _ in range(12):
        if site.exists() and random.random() < 0.3:
            add_foreign(random, site, foreign)
        outputs = some_outputs(random)
        if blocked(outputs, foreign):
            with pytest.raises(LetterpressError):
                publish(tmp_path, outputs)
        else:
            publish(tmp_path, outputs)
            published = outputs
        assert files(site) == {**published, **foreign}
        empty = [folder for folder in site.rglob("*") if folder.is_dir() and not any(folder.iterdir())]
        assert empty == []


BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.support.publishing_steps import publish
publish(Path(sys.argv[1]), {f"posts/{n}/index.html": f"{n} {sys.argv[3]}" for n in range(100)}, wait_seconds=60)
"""


def test_builds_at_once_give_what_one_build_gives(tmp_path: Path) -> None:
    (tmp_path / "letterpress.yaml").touch()
    command = [sys.executable, "-c", BUILD, str(tmp_path), str(TESTS)]
    builds = [subprocess.Popen([*command, word], stderr=subprocess.PIPE, text=True) for word in "abab"]
    said = [build.communicate(timeout=60)[1] for build in builds]
    assert (said, [build.returncode for build in builds]) == ([""] * 4, [0] * 4)
    site = files(tmp_path / "site")
    assert site in [{f"posts/{n}/index.html": f"{n} {word}" for n in range(100)} for word in "ab"]
