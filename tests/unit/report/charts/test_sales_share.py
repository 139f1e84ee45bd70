# SPDX-License-Identifier: MIT
"""The charts of the sales share, and their scale."""

import re
import runpy
from fractions import Fraction
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.paths import FIXTURES

from letterpress.config.settings import Thresholds
from letterpress.editorial.findings import EditorialReport
from letterpress.report.charts.sales_share import sales_along_window, sales_over_months, share_plot

SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "report" / "sample.py")))
REPORT: EditorialReport = SAMPLE.report()


def test_the_sales_tables_hold_the_shares_as_they_are() -> None:
    months = sales_over_months(REPORT, Thresholds(), "en").rows
    posts = sales_along_window(REPORT, Thresholds(), "en").rows

    assert months[-1] == ("now", "55.6%")
    assert months[0] == ("Nov", "0%")
    assert posts[-1] == ("商工会の広報で紹介されました", "Mon 16 Nov 2026", "55.6%")
    assert len(posts) == len(REPORT.metrics.window)


SHARES = st.lists(st.none() | st.fractions(0, 1), min_size=1, max_size=20)


@given(SHARES, st.fractions(0, 1), st.fractions(0, 1))
@settings(deadline=None)
def test_no_share_and_no_limit_leaves_its_plot(
    shares: list[Fraction | None], warning: Fraction, error: Fraction
) -> None:
    thresholds = Thresholds(sales_share_warning=warning, sales_share_error=error)
    plot = share_plot(shares, thresholds)
    drawn = "".join([*plot.ground(thresholds, "en"), *plot.curve(shares)])

    assert all(0 <= float(y) <= 142 for y in re.findall(r"\by[12]?=\"([^\"]+)\"", drawn))
    assert all(plot.y(share) >= 14 for share in shares if share is not None)
