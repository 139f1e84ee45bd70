# SPDX-License-Identifier: MIT
"""The project's own workflows use only what is pinned, and may do only what they need."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.paths import REPOSITORY

PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
FORMS = sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    parsed: dict[str, dict[str, Any]] = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return parsed


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_what_it_uses_and_reads_only(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    parsed = yaml.safe_load(text)
    assert parsed["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    assert text.count("uses: ") == len(PINNED.findall(text)) > 0
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_ci_asks_what_a_contributor_is_asked() -> None:
    assert any(
        step.get("run") == ".ci/run"
        for step in jobs(REPOSITORY / ".github/workflows/ci.yml")["whole"]["steps"]
    )


def test_ci_runs_on_every_system_and_every_python_that_is_promised() -> None:
    matrix = jobs(REPOSITORY / ".github/workflows/ci.yml")["tests"]["strategy"]["matrix"]
    assert {"ubuntu-latest", "macos-latest", "windows-latest"} == set(matrix["system"])
    promised = set(re.findall(r":: Python :: (3\.\d+)", (REPOSITORY / "pyproject.toml").read_text("utf-8")))
    assert promised < set(matrix["python"])


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_for_issues_asks_in_both_languages(form: Path) -> None:
    parsed = yaml.safe_load(form.read_text("utf-8"))
    asked = [part["attributes"]["label"] for part in parsed["body"] if "label" in part["attributes"]]
    assert asked
    assert all(" / " in label or label.startswith("`") for label in (parsed["name"], *asked))
    assert len({part["id"] for part in parsed["body"] if "id" in part}) == len(asked)
