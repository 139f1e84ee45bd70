# SPDX-License-Identifier: MIT
"""`--fail-on` and `--strict`."""

import pytest
from tests.conftest import CommandLine
from tests.support.sample_posts import UNKNOWN_FIELD, InProject


def test_findings_fail_nothing_by_default(pushy: CommandLine) -> None:
    said = pushy("build")
    assert "error[sales-share]" in said.out
    assert said.code == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "error"], 1),
        (["--fail-on", "sales-share=error"], 1),
        (["--fail-on", "faceless=error"], 0),
        (["--fail-on", "error", "--fail-on", "sales-share=never"], 1),
        (["--fail-on", "never"], 0),
        (["--strict"], 1),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["build", "report"])
def test_findings_fail_what_is_asked(pushy: CommandLine, command: str, options: list[str], code: int) -> None:
    assert pushy(command, *options).code == code


def test_a_warning_fails_a_strict_build_only(project: InProject) -> None:
    letterpress = project(odd=UNKNOWN_FIELD)
    assert letterpress("build").code == 0
    assert letterpress("build", "--strict").code == 1


def test_a_quiet_build_names_the_finding_that_made_it_fail(pushy: CommandLine) -> None:
    assert pushy("build", "--quiet") == (0, "", "")
    said = pushy("build", "--quiet", "--fail-on", "sales-share=error")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error[sales-share]: ")
