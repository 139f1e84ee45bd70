# SPDX-License-Identifier: MIT
"""The versions of libraries that tests run with, and the lowest that pyproject.toml allows.

`python -m tests.support.library_versions lowest` prints constraints for pip: the lowest version of what letterpress
runs on, and the usual one of all else. With `newest` they are for the tools of the tests alone.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from typing import Any

from tests.support.paths import REPOSITORY

_BOUND = re.compile(r"([a-zA-Z0-9._-]+)>=([^,\s]+)")
_PIN = re.compile(r"([a-zA-Z0-9._-]+)==(\S+)")


def lowest_versions() -> dict[str, str]:
    """The lowest version of each library that letterpress runs on, by the library's name in lower case."""
    project = _pyproject()["project"]
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    return _versions(_BOUND, (*project["dependencies"], *extras))


def pinned_versions() -> dict[str, str]:
    """The version of each library that `make test` installs, by the library's name in lower case."""
    return _versions(_PIN, (REPOSITORY / "requirements-dev.txt").read_text("utf-8").splitlines())


def constraints(kind: str) -> dict[str, str]:
    """The versions to install for `lowest` or for `newest`."""
    lowest, pinned = lowest_versions(), pinned_versions()
    if kind == "lowest":
        return pinned | lowest
    tools = _versions(_BOUND, _pyproject()["dependency-groups"]["dev"])
    return {name: pinned[name] for name in tools.keys() - lowest.keys()}


def _pyproject() -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


def _versions(pattern: re.Pattern[str], requirements: Iterable[str]) -> dict[str, str]:
    found = map(pattern.match, requirements)
    return {match[1].lower(): match[2] for match in found if match}


if __name__ == "__main__":
    for name, version in constraints(sys.argv[1]).items():
        print(f"{name}=={version}")  # noqa: T201 - for a file
