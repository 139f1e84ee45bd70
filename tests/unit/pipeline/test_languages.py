# SPDX-License-Identifier: MIT
"""A site in a language that letterpress does not know by heart, with Babel and without."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CONFIG, CommandLine, MakeProject

FRENCH = CONFIG.replace("language: ja", "language: fr")
POST = "---\ntitle: Lettre\ndate: 2026-08-01\n---\n\nBonjour.\n"
IN_FRENCH = POST.replace("\n---\n\n", "\nlang: fr\n---\n\n")
PAGE = "site/posts/a/index.html"


@pytest.fixture
def without_babel(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let Babel be missing, as where the extra was not installed; the value brings it back."""
    monkeypatch.setitem(sys.modules, "babel", None)
    return monkeypatch.undo


@pytest.fixture
def site(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> CommandLine:
    return command_line(make_project({"letterpress.yaml": FRENCH, "content/posts/a.md": POST}))


def test_dates_are_those_of_the_language(site: CommandLine) -> None:
    assert site("build", "-q").err == ""
    assert ">1 août 2026</time>" in (site.root / PAGE).read_text("utf-8")
    assert ">août 2026</a>" in (site.root / "site/archive/index.html").read_text("utf-8")


@pytest.mark.usefixtures("without_babel")
class TestWithoutBabel:
    def test_the_site_is_built_and_one_warning_says_what_to_install(self, site: CommandLine) -> None:
        said = site("build", "-q")
        assert said.code == 0
        assert said.err == (
            "letterpress.yaml: warning[dates-numeric]: dates in `fr` are written like `2026-11-21`\n"
            "hint: for names of months, run `pip install babel`, or install `letterpress[languages]`\n\n"
        )
        assert ">2026-08-01</time>" in (site.root / PAGE).read_text("utf-8")
        assert ">2026-08</a>" in (site.root / "site/archive/index.html").read_text("utf-8")

    def test_it_is_said_again_by_a_build_with_nothing_to_do(self, site: CommandLine) -> None:
        first = site("build", "-q")
        assert site("build", "-q") == first

    def test_a_post_in_another_language_is_worth_a_note_at_its_place(
        self, make_project: MakeProject, command_line: Callable[[Path], CommandLine]
    ) -> None:
        files = {"content/posts/a.md": IN_FRENCH, "content/posts/b.md": IN_FRENCH}
        said = command_line(make_project(files))("build", "--lang", "en")
        assert said.err.count("dates-numeric") == 1
        assert "content/posts/a.md:4:7: note[dates-numeric]: dates in `fr` are written like" in said.err

    def test_pages_with_dates_are_made_anew_when_it_is_installed(
        self, site: CommandLine, without_babel: Callable[[], None]
    ) -> None:
        site("build", "-q")
        without_babel()
        said = site("build", "--explain")
        assert "posts/a/index.html: way of writing dates (Babel) changed" in said.out
        assert "404.html" not in said.out
        assert ">1 août 2026</time>" in (site.root / PAGE).read_text("utf-8")
