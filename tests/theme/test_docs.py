# SPDX-License-Identifier: MIT
"""What themes are told in docs/ is all that there is, and all of it is there."""

import re

import pytest
from tests.support.theme_samples import ROOT

from letterpress.render.templates.environment import VIEWS, ThemeEnvironment
from letterpress.render.templates.loader import ThemeFiles

GUIDES = ("docs/themes.md", "docs/ja/themes.md")
SOURCES = sorted((ROOT / "src" / "letterpress" / "render").rglob("*.py"))


def text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def section(guide: str, heading: str) -> str:
    found = re.search(rf"^### {heading}\b.*?(?=^##|\Z)", text(guide), re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[0]


@pytest.mark.parametrize("guide", GUIDES)
class TestGuide:
    @pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
    def test_every_field_of_a_view_is_explained(self, guide: str, view: type) -> None:
        rows = re.findall(r"^\| (`.*?) \|", section(guide, view.__name__), re.MULTILINE)
        named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
        assert sorted(named) == sorted(view.__struct_fields__)  # type: ignore[attr-defined]

    def test_every_template_that_a_page_can_ask_for_is_listed(self, guide: str) -> None:
        plain = {path.name for path in (ROOT / "themes" / "plain" / "templates").glob("*.html")}
        shared = {"base.html", "list.html", "terms.html", "parts.html"}
        assert plain - shared <= set(re.findall(r"`(\w+\.html)`", text(guide)))

    def test_filters_that_are_there_and_that_are_not(self, guide: str) -> None:
        from jinja2.filters import FILTERS  # noqa: PLC0415 - all of Jinja's own

        ours = set(ThemeEnvironment(ThemeFiles({}, "templates"), None, "ja", {}).filters)
        left_out = set(FILTERS) - ours
        added = {name for name in ours - set(FILTERS) if not name.startswith("_")}
        found = text(guide)
        (line,) = re.findall(r"^- `namespace`.*$", found, re.MULTILINE)
        assert left_out <= set(re.findall(r"`(\w+)`", line))
        assert {f"| `{name}` |" for name in added} <= set(re.findall(r"^\| `\w+` \|", found, re.MULTILINE))

    def test_the_bounds_are_those_in_force(self, guide: str) -> None:
        from letterpress.render.templates.limits import MAX_RANGE, MAX_STEPS  # noqa: PLC0415 - next to their use

        assert f"{MAX_STEPS:,}" in text(guide)
        assert f"{MAX_RANGE:,}" in text(guide)


def test_every_code_is_listed_with_an_example() -> None:
    used = {code for path in SOURCES for code in re.findall(r'"(template-[a-z]+)"', path.read_text("utf-8"))}
    rows = re.findall(
        r"^\| `(template-\w+)` \| error \|.*error\[(template-\w+)\]",
        text("docs/diagnostics/templates.md"),
        re.MULTILINE,
    )
    assert {code for code, _ in rows} == used
    assert all(code == example for code, example in rows)
