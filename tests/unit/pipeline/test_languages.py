# SPDX-License-Identifier: MIT
"""A site in a language that letterpress does not know by heart, with Babel and without."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.conftest import CONFIG, CommandLine, MakeProject

FRENCH = CONFIG.replace("language: ja", "language: fr")
POST = "---\ntitle: Lettre\ndate: 2026-08-01\n---\n\nBonjour.\n"
IN_FRENCH = POST.replace("\n---\n\n", "\nlang: fr\n---\n\n")
PAGE = "site/posts/a/index.html"


@pytest.fixture
def without_babel() -> Iterator[Callable[[], None]]:
    """Let Babel be missing, as where the extra was not installed; the value brings it back."""
    with pytest.MonkeyPatch.context() as changes:
        changes.setitem(sys.modules, "babel", None)
        yield changes.undo


@pytest.fixture
def site(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> CommandLine:
    return command_line(make_project({"letterpress.yaml": FRENCH, "content/posts/a.md": POST}))


def test_dates_are_those_of_the_language(site: CommandLine) -> None:
    assert site("build", "-q").err == ""
    assert ">1 août 2026</time>" in (site.root / PAGE).read_text("utf-8")
    assert ">août 2026</a>" in (site.root / "site/archive/index.html").read_text("utf-8")


def test_an_edited_text_is_published_as_a_whole_build_would(site: CommandLine) -> None:
    post = site.root / "content/posts/a.md"
    post.write_text(POST + 20 * "Encore un mot. " + "Au revoir.\n", "utf-8")
    site("build", "-q")
    post.write_text(POST + 20 * "Encore un mot. " + "À bientôt.\n", "utf-8")
    said = site("build", "--explain")
    assert "posts/a/index.html: body of posts/a changed\n" in said.out
    edited = (site.root / PAGE).read_bytes()
    shutil.rmtree(site.root / ".letterpress")
    shutil.rmtree(site.root / "site")
    site("build", "-q")
    assert (site.root / PAGE).read_bytes() == edited


class TestWords:
    GERMAN = CONFIG.replace("language: ja", "language: de")
    OWN = "themes/plain/i18n/de.yaml"

    @pytest.fixture
    def german(self, make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> CommandLine:
        files = {"letterpress.yaml": self.GERMAN, "content/posts/a.md": POST, "content/posts/b.md": POST}
        return command_line(make_project(files))

    def test_missing_ones_are_english_and_named_once(self, german: CommandLine) -> None:
        said = german("build", "-q")
        assert said.code == 0
        first, hint, *rest = said.err.splitlines()
        assert first.startswith(
            "letterpress.yaml: note[words-missing]: words that are not in `de` are shown in another language:"
            " `archive`, `authors`, `categories`, "
        )
        assert hint == "hint: write them in `themes/plain/i18n/de.yaml`"
        assert rest == [""]
        assert '<a href="#main">Skip to content</a>' in (german.root / PAGE).read_text("utf-8")
        assert german("build", "-q") == said

    def test_a_file_of_the_project_adds_to_those_of_the_theme(self, german: CommandLine) -> None:
        german("build", "-q")
        self.write(german, "skip: Zum Inhalt\n")
        said = german("build", "--explain")
        assert f"{self.OWN}: note[words-missing]: " in said.err
        assert "`skip`" not in said.err
        assert "posts/a/index.html: words:de was added" in said.out
        assert '<a href="#main">Zum Inhalt</a>' in (german.root / PAGE).read_text("utf-8")

    def test_an_edited_word_makes_those_pages_anew_that_look_for_words(self, german: CommandLine) -> None:
        self.write(german, "skip: Zum Inhalt\n")
        german("build", "-q")
        self.write(german, "skip: Springen\n")
        said = german("build", "--explain")
        assert "posts/a/index.html: words:de changed" in said.out
        assert "feed.xml" not in said.out
        assert '<a href="#main">Springen</a>' in (german.root / PAGE).read_text("utf-8")

    def test_a_word_of_the_navigation_is_on_every_page(self, german: CommandLine) -> None:
        self.write(german, "archive: Archiv\n")
        german("build", "-q")
        assert '<a href="/archive/">Archiv</a>' in (german.root / PAGE).read_text("utf-8")

    def test_words_of_a_language_that_no_page_is_in_touch_nothing(self, site: CommandLine) -> None:
        site("build", "-q")
        self.write(site, "skip: Zum Inhalt\n")
        assert site("build").out.startswith("site: 0 written, ")

    def test_a_broken_file_of_words_publishes_nothing(self, german: CommandLine) -> None:
        self.write(german, "skip: [a, b, c]\n")
        said = german("build", "-q")
        assert said.code == 1
        assert f"{self.OWN}:1:7: error[field-type]: `skip` must be a word, " in said.err
        assert not (german.root / "site").exists()

    def test_words_in_their_old_place_are_refused_with_the_new_one(
        self, make_project: MakeProject, command_line: Callable[[Path], CommandLine]
    ) -> None:
        old = "themes/plain/templates/strings.html"
        said = command_line(make_project({old: "{% set ja = {} %}"}))("build", "-q", "--lang", "en")
        assert said.code == 1
        assert said.err.startswith(f"{old}: error[theme-words-moved]: ")
        assert "move them to `themes/plain/i18n/ja.yaml` and `themes/plain/i18n/en.yaml`" in said.err

    def write(self, project: CommandLine, text: str) -> None:
        file = project.root / self.OWN
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.mark.usefixtures("without_babel")
class TestWithoutBabel:
    def test_the_site_is_built_and_one_warning_says_what_to_install(self, site: CommandLine) -> None:
        said = site("build", "-q")
        assert said.code == 0
        assert said.err == (
            "letterpress.yaml: warning[dates-numeric]: dates in `fr` are written like `2026-11-21`\n"
            "hint: for names of months, run `pip install babel`, or install `letterpress-ssg[languages]`\n\n"
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
        assert "posts/a/index.html: data of languages (Babel) changed" in said.out
        assert "404.html" not in said.out
        assert ">1 août 2026</time>" in (site.root / PAGE).read_text("utf-8")
