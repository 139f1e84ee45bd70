# SPDX-License-Identifier: MIT
"""What is shorter for known versions of a library gives the same bytes as the plain way that all others take.

Where the shorter way is held against the plain one, case by case: tests/unit/parse/test_markdown_fast.py and
tests/unit/render/test_fast_environment.py.
"""

import hashlib
import subprocess
import sys
import tomllib

import pytest

from letterpress.digests import PROVEN_PYTHONS, blake2b
from letterpress.parse.markdown.fast.accelerate import PROVEN_VERSIONS as PROVEN_MARKDOWN
from letterpress.preview.watcher import PROVEN_VERSIONS as PROVEN_WATCHDOG
from letterpress.render.templates.pages import PROVEN_VERSIONS as PROVEN_JINJA
from tests.support.library_versions import lowest_versions, pinned_versions
from tests.support.paths import REPOSITORY

PROVEN = {
    "jinja2": PROVEN_JINJA,
    "markdown-it-py": frozenset(markdown for markdown, _ in PROVEN_MARKDOWN),
    "mdit-py-plugins": frozenset(plugins for _, plugins in PROVEN_MARKDOWN),
    "watchdog": PROVEN_WATCHDOG,
}

CASES = (
    "tests/test_sites.py",
    "tests/test_invalid.py",
    "tests/unit/parse/test_markdown.py",
    "tests/unit/parse/test_markdown_body.py",
    "tests/unit/parse/test_markdown_commonmark.py",
    "tests/unit/render/test_templates.py",
)
"""The golden sites, the messages about mistakes, every case of Markdown, and what templates do."""


@pytest.mark.parametrize("library", PROVEN)
def test_the_tests_ran_with_every_version_that_is_known(library: str) -> None:
    """After an upgrade: add the new version once all tests pass with it, and take out the old one."""
    assert pinned_versions()[library] in PROVEN[library]
    assert {pinned_versions()[library], lowest_versions()[library]} >= PROVEN[library]


def test_libraries_of_other_versions_make_the_same_sites() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.support.other_versions",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run([*command, *CASES], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


ASKED = """
import sys
import tests.support.other_versions
from letterpress.parse.markdown.block import BlockParser
from letterpress.parse.markdown.options import MarkdownOptions
from letterpress.parse.markdown.parser import parser
from letterpress.render.templates.pages import open_templates
assert type(parser(MarkdownOptions()).block) is BlockParser
open_templates({}, language="ja")
assert "letterpress.render.templates.fast_environment" not in sys.modules
"""


def test_libraries_of_other_versions_are_used_the_plain_way() -> None:
    subprocess.run([sys.executable, "-c", ASKED], cwd=REPOSITORY, check=True)


def test_the_digest_is_the_one_of_the_standard_library() -> None:
    assert blake2b is hashlib.blake2b


def test_every_python_that_is_promised_is_known() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [each.rpartition(" ")[2] for each in project["classifiers"] if ":: Python :: 3." in each]
    assert {f"{major}.{minor}" for major, minor in PROVEN_PYTHONS} == set(promised)
