# SPDX-License-Identifier: MIT
"""The list of sources as a table."""

import pytest

from letterpress.report.display_width import cell_width
from letterpress.report.listing import Row, list_text

ROWS = (
    Row(
        path="content/posts/2026-12-05-a-long-name-of-a-post.md",
        status="scheduled",
        date="2026-12-05T09:00:00+09:00",
        stage=("prospect",),
        value_theme="event",
        title="一月の「一通を書き上げる会」をひらきます",
    ),
    Row(path="content/pages/about.md", status="published", title="この場所について"),
)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_a_table_fits_its_width_and_says_what_goes_out_next(width: int) -> None:
    table, _, after = list_text(ROWS, "ja", width).partition("\n\n")
    assert max(map(cell_width, table.splitlines())) <= width
    assert "2026-12-05" in table
    assert ("about.md" in table) == (width > 40)
    assert after == "次に公開：2026-12-05 09:00「一月の「一通を書き上げる会」をひらきます」\n"


def test_without_a_width_nothing_is_cut() -> None:
    assert "…" not in list_text(ROWS, "ja")
