# SPDX-License-Identifier: MIT
"""The chart of the queue."""

import runpy
from types import SimpleNamespace

from tests.support.paths import FIXTURES

from letterpress.config.settings import Editorial
from letterpress.editorial.findings import EditorialReport
from letterpress.report.charts.queue import queue

SAMPLE = SimpleNamespace(**runpy.run_path(str(FIXTURES / "report" / "sample.py")))
REPORT: EditorialReport = SAMPLE.report()
SETTINGS = Editorial()


def test_the_queue_is_told_in_order() -> None:
    assert queue(REPORT, SETTINGS, "en").rows == (
        ("Thu 26 Nov", "年賀状の一行を考える", "how-to, problem solving"),
        ("Sat 5 Dec", "来年やめること、続けること", "the person behind it"),
        ("Mon 7 Dec", "第13号 一年のお礼", "issue"),
    )
