# SPDX-License-Identifier: MIT
"""The wheel and the source distribution, each installed into a fresh environment, begin, build and preview a site.

The libraries come from the environment of the tests, so that nothing is asked of a package index; that the declared
ones are enough is shown by `make lowest`, which installs nothing else.
"""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.paths import REPOSITORY

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="paths of a virtual environment of POSIX"),
    pytest.mark.xdist_group("distribution"),
]


def succeed(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command that succeeds; what it printed."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that is made from it."""
    folder = tmp_path_factory.mktemp("dist")
    succeed(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, REPOSITORY, cwd=REPOSITORY)
    return folder


def environment_with(package: Path, folder: Path) -> Path:
    """Install a distribution into a fresh environment; the folder of its commands."""
    venv.create(folder, with_pip=True)
    libraries = Path(sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})["purelib"])
    options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-build-isolation")
    (libraries / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    succeed(folder / "bin/python", "-m", "pip", "install", *options, package, cwd=folder)
    where = succeed(
        folder / "bin/python", "-c", "import letterpress; print(letterpress.__file__)", cwd=folder
    )
    assert Path(where.strip()).is_relative_to(libraries)
    return folder / "bin"


@pytest.fixture(scope="module")
def commands(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands that the wheel installs."""
    (wheel,) = distributions.glob("*.whl")
    return environment_with(wheel, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_brings_all_that_a_site_needs(commands: Path, tmp_path: Path) -> None:
    assert succeed(commands / "letterpress-ssg", "--version", cwd=tmp_path).startswith("letterpress ")
    succeed(commands / "letterpress", "init", "tea", "--yes", cwd=tmp_path)
    site = tmp_path / "tea"
    assert "Traceback" not in succeed(commands / "letterpress", "build", "--strict", cwd=site)
    assert (site / "site/newsletter/1/index.html").is_file()
    post = succeed(commands / "letterpress", "new", "post", "How to warm a pot", cwd=site)
    assert "-how-to-warm-a-pot.md" in post
    assert "how-to-warm-a-pot" in succeed(commands / "letterpress", "list", cwd=site)


@contextmanager
def serving(commands: Path, site: Path) -> Iterator[str]:
    """A running preview; its address."""
    process = subprocess.Popen(
        [commands / "letterpress", "serve", "--port", "0", "--lang", "en"],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        lines = iter(process.stdout.readline, "")
        yield next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def test_the_preview_of_the_wheel_answers(commands: Path, tmp_path: Path) -> None:
    succeed(commands / "letterpress", "init", "tea", "--yes", cwd=tmp_path)
    with serving(commands, tmp_path / "tea") as address:
        page = urllib.request.urlopen(address).read().decode()  # noqa: S310 - an address of this machine
    assert "Three reasons why your tea turns bitter" in page


def test_the_source_distribution_installs_as_well(distributions: Path, tmp_path: Path) -> None:
    (source,) = distributions.glob("*.tar.gz")
    commands = environment_with(source, tmp_path / "environment")
    succeed(commands / "letterpress", "init", "tea", "--yes", cwd=tmp_path)
    succeed(commands / "letterpress", "build", "--strict", cwd=tmp_path / "tea")


def shell_steps(host: str, site: Path) -> list[str]:
    """The commands with which a host builds a site, as the files say that `init` wrote for it."""
    if host == "github":
        workflow: dict[Any, Any] = yaml.safe_load((site / ".github/workflows/publish.yml").read_text("utf-8"))
        return [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    if host == "gitlab":
        script: list[str] = yaml.safe_load((site / ".gitlab-ci.yml").read_text("utf-8"))["pages"]["script"]
        return script
    text = (site / ("wrangler.toml" if host == "cloudflare" else "netlify.toml")).read_text("utf-8")
    return re.findall(r"pip install letterpress-ssg && letterpress build\b[^\"\n]*", text)


@pytest.mark.parametrize("host", ["github", "gitlab", "cloudflare", "netlify"])
def test_the_steps_of_a_host_publish_the_site(
    host: str, commands: Path, distributions: Path, tmp_path: Path
) -> None:
    succeed(commands / "letterpress", "init", "tea", "--yes", "--ci", host, cwd=tmp_path)
    site = tmp_path / "tea"
    steps = shell_steps(host, site)
    assert steps
    given = {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(distributions),
        "BASE_URL": "https://me.github.example/tea",
        "CI_PAGES_URL": "https://me.gitlab.example/tea",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    for step in steps:
        succeed("bash", "-euo", "pipefail", "-c", step, cwd=site, **given)
    page = (site / "site/index.html").read_text("utf-8")
    base = {"github": given["BASE_URL"], "gitlab": given["CI_PAGES_URL"]}.get(host, "https://example.com")
    assert f'<link rel="canonical" href="{base}/"' in page
