# SPDX-License-Identifier: MIT
"""The chart of value themes over time."""

import runpy
from types import SimpleNamespace

from tests.support.paths import FIXTURES

from letterpress.config.settings import Editorial
from letterpress.editorial.findings import EditorialReport
from letterpress.report.charts.mix import mix

SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "report" / "sample.py")))
REPORT: EditorialReport = SAMPLE.report()
SETTINGS = Editorial()


def test_the_theme_table_adds_up_and_ends_with_this_month() -> None:
    figure = mix(REPORT, SETTINGS, "en")
    rows = {name: numbers for name, *numbers in figure.rows}

    assert figure.columns[1:] == (
        *("Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "all"),
    )
    assert rows["curation"] == ["0"] * 14
    assert rows["new product"][-2:] == ["0", "3"]
    assert rows["news release"][-2:] == ["1", "1"]
    assert rows["how-to, problem solving"][-2:] == ["0", "7"], "what is only scheduled does not count yet"
