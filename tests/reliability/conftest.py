# SPDX-License-Identifier: MIT
"""The campaign of attempts against letterpress: its counter, and the table that it ends with."""

import pytest

from tests.support.campaign import Campaign, table


@pytest.fixture
def campaign(request: pytest.FixtureRequest) -> Campaign:
    return Campaign(request.node.user_properties)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        if isinstance(report, pytest.TestReport)
    ]
    lines = table(reports)
    if lines:
        terminalreporter.section("attempts")
        for line in lines:
            terminalreporter.write_line(line)
