# SPDX-License-Identifier: MIT
"""Both themes over every kind of page: structure, languages, and text that tries to become markup."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from lxml import html
from tests.support.html_checker import html_errors, html_test
from tests.support.theme_samples import (
    ROOT,
    THEMES,
    card,
    fresh_theme,
    hostile,
    job,
    jobs,
    page,
    post,
    site,
    theme,
    words_of,
)

from letterpress.locale.words import BUILT_IN, BodyWords, Word
from letterpress.plan.jobs import PageJob
from letterpress.plan.views import LinkView
from letterpress.render.templates.pages import Templates
from letterpress.yaml_reader.fast_path import read_flat
from letterpress.yaml_reader.nodes import Source

KINDS = (
    *("home", "post", "page", "tag", "tags", "category", "categories", "series", "series_index", "author"),
    *("authors", "month", "archive", "newsletter", "issue", "redirect", "not_found"),
)
JOBS = jobs()
LANGUAGES = ("ja", "en", "fr", "ar")


@pytest.fixture(scope="module", params=THEMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def templates(name: str) -> Templates:
    return theme(name)


def tree(templates: Templates, carried: PageJob, language: Literal["ja", "en"] = "ja") -> html.HtmlElement:
    text = templates.render(carried, site(language), {}).data.decode()
    return html.document_fromstring(text.removeprefix("<!doctype html>"))


@cache
def sample(name: str, key: str, language: Literal["ja", "en"] = "ja") -> html.HtmlElement:
    """A sample page; parsed once, so look, but do not change it."""
    return tree(theme(name), JOBS[key], language)


def test_there_is_a_sample_and_a_template_for_every_kind_of_page(templates: Templates) -> None:
    assert {each.page.kind for each in JOBS.values()} == set(KINDS)
    assert {f"{kind}.html" for kind in KINDS} <= set(templates.names())


@pytest.mark.parametrize("key", JOBS)
class TestStructure:
    def test_one_title_one_heading_one_main(self, name: str, key: str) -> None:
        found = sample(name, key)
        assert found.findtext(".//title")
        if key == "redirect":
            return
        assert len(found.findall(".//h1")) == 1
        assert len(found.findall(".//main")) == 1

    def test_headings_skip_no_level(self, name: str, key: str) -> None:
        levels = [int(each.tag[1]) for each in sample(name, key).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels

    def test_ids_are_unique_and_labels_point_somewhere(self, name: str, key: str) -> None:
        found = sample(name, key)
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids))
        wanted = [*found.xpath("//@aria-labelledby"), *found.xpath("//label/@for")]
        wanted += [link[1:] for link in found.xpath("//a/@href") if link.startswith("#")]
        assert set(wanted) <= set(ids)

    def test_images_have_an_alternative(self, name: str, key: str) -> None:
        assert not sample(name, key).xpath("//img[not(@alt)]")

    def test_no_script_runs_and_no_style_hides_in_the_page(self, name: str, key: str) -> None:
        found = sample(name, key)
        assert not found.xpath("//script[not(@type='application/ld+json')]")
        assert not found.xpath("//*[@*[starts-with(name(), 'on')]]")
        assert not found.xpath("//style")

    @pytest.mark.parametrize("language", ["ja", "en"])
    def test_the_page_says_its_language(self, name: str, key: str, language: Literal["ja", "en"]) -> None:
        assert sample(name, key, language).get("lang") == JOBS[key].page.lang

    def test_json_for_machines_is_json(self, name: str, key: str) -> None:
        for script in sample(name, key).xpath("//script"):
            assert json.loads(script.text)["@context"] == "https://schema.org"

    def test_the_same_job_gives_the_same_bytes(self, name: str, key: str) -> None:
        assert theme(name).render(JOBS[key], site(), {}) == fresh_theme(name).render(JOBS[key], site(), {})


class TestHead:
    def test_feeds_canonical_and_icon(self, templates: Templates) -> None:
        found = tree(templates, JOBS["post"])
        assert found.xpath("//link[@rel='canonical']/@href") == ["https://letters.example/posts/openings/"]
        assert found.xpath("//link[@rel='alternate']/@href") == [
            "https://letters.example/feed.xml",
            "https://letters.example/feed.json",
        ]
        assert "/assets/favicon.svg" in found.xpath("//link[@rel='icon']/@href")

    def test_a_page_to_be_hidden_says_so(self, templates: Templates) -> None:
        assert tree(templates, JOBS["not_found"]).xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not tree(templates, JOBS["post"]).xpath("//meta[@name='robots']")

    def test_a_redirect_leads_to_its_target_at_once_and_by_hand(self, templates: Templates) -> None:
        found = tree(templates, JOBS["redirect"])
        target = "https://letters.example/posts/openings/"
        assert found.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert found.xpath("//a/@href") == [target]


class TestPress:
    def test_an_article_is_described_with_its_authors(self) -> None:
        (script,) = tree(theme("press"), JOBS["post"]).xpath("//script")
        data = json.loads(script.text)
        assert data["@type"] == "BlogPosting"
        assert [author["@type"] for author in data["author"]] == ["Person", "Organization"]
        assert data["datePublished"] == "2026-11-21T09:00:00+09:00"
        assert data["dateModified"] == "2026-11-22T08:00:00+09:00"
        assert data["author"][0]["url"] == "https://letters.example/authors/sasaki/"

    @pytest.mark.parametrize(
        ("cta", "shown"),
        [
            ((), ["ニュースレターを受け取る"]),
            (("share", "reply"), ["だれかに教える", "返信を待っています"]),
            (("follow",), ["フィードで読む"]),
            (("consult",), ["便りの相談を受けています"]),
            (("buy",), []),
        ],
    )
    def test_a_post_asks_what_its_writer_wants(self, cta: tuple[str, ...], shown: list[str]) -> None:
        carried = job("post", page("post", "題"), post=post(cta=cta))
        found = tree(theme("press"), carried).xpath("//section[@class='cta']/h2")
        assert [heading.text_content() for heading in found] == shown

    def test_the_lead_image_is_shown_on_request(self) -> None:
        carried = job("post", page("post", "題"), post=post(card=card(image="/a.png", image_alt="棚")))
        settings = {"lead_image": True, "footer": "", "cta": {}}
        shown = theme("press").render(carried, site(settings=settings), {}).data.decode()
        assert '<img class="lead" src="/a.png" alt="棚">' in shown
        assert "/a.png" not in theme("press").render(carried, site(), {}).data.decode()

    def test_site_words_keep_their_language_on_a_page_in_another(self) -> None:
        found = tree(theme("press"), JOBS["post-en"])
        assert found.xpath("//header//*[@lang='ja']//a/text()") == [
            "川端の便り",
            "記事",
            "通信",
            "この場所について",
        ]
        assert found.xpath("//a[@class='skip']/text()") == ["Skip to content"]

    def test_an_english_post_in_a_japanese_list_is_marked(self) -> None:
        found = tree(theme("press"), JOBS["home"])
        assert found.xpath("//a[@lang='en']/text()") == ["The first line is the letter"]

    def test_a_neighbour_in_another_language_is_marked(self) -> None:
        english = LinkView(title="The first line", url="/posts/first-line/", lang="en")
        japanese = LinkView(title="紙の棚", url="/posts/shelf/")
        neighbours = post(previous=english, next=japanese)
        found = tree(theme("press"), job("post", page("post", "題"), post=neighbours))
        assert found.xpath("//a[@rel='prev']//*[@lang]/@lang") == ["en"]
        assert found.xpath("//a[@rel='next']//*[@lang]") == []

    def test_wide_code_and_tables_can_be_scrolled_by_keyboard(self) -> None:
        found = tree(theme("press"), JOBS["post"])
        assert found.xpath("//pre/@tabindex | //table/@tabindex") == ["0", "0"]


class TestWords:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_language_has_all_words_in_order(self, name: str, language: str) -> None:
        words = words_of(name)
        assert words.missing(language) == ()
        assert words.by_language[language].keys() == words.by_language["en"].keys()
        lines = (ROOT / "themes" / name / "i18n" / f"{language}.yaml").read_text("utf-8").splitlines()
        keys = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
        assert keys == sorted(keys)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_word_has_a_place_for_each_value(self, name: str, language: str) -> None:
        """Singular and dual may say the number in a word of their own."""
        words = words_of(name).by_language
        for key, word in words[language].items():
            assert places(word) == places(words["en"][key]), key

    @pytest.mark.parametrize("language", ["ja", "en", "fr"])
    def test_a_build_reads_them_without_the_library(self, name: str, language: str) -> None:
        file = ROOT / "themes" / name / "i18n" / f"{language}.yaml"
        assert read_flat(Source(file.name, file.read_text("utf-8"))) is not None

    def test_every_word_is_used_and_every_word_used_is_there(self, name: str) -> None:
        source = "".join(
            path.read_text() for path in sorted((ROOT / "themes" / name / "templates").glob("*.html"))
        )
        used = set(re.findall(r"""["'](\w+)["'] \| t\b""", source))
        by_kind = {"tags", "categories", "series_index", "authors", "archive", "newsletter", "not_found"}
        by_kind |= {"tag", "category", "series", "author", "month"} if name == "press" else set()
        assert used | by_kind == words_of(name).by_language["ja"].keys() - (
            BUILT_IN["ja"].keys() - used - by_kind
        )

    @pytest.mark.parametrize("key", JOBS)
    def test_an_english_page_of_an_english_site_has_no_japanese_word_of_the_themes(
        self, name: str, key: str
    ) -> None:
        """Every Japanese character of the page comes from the sample's own texts."""
        english = msgspec.structs.replace(JOBS[key].page, lang="en")
        carried = msgspec.structs.replace(JOBS[key], page=english)
        text = theme(name).render(carried, site("en"), {}).data.decode()
        # The words in bodies are in the language of the site that the samples come from.
        words = words_of(name).by_language["ja"]
        keys = words.keys() - {*BodyWords.__struct_fields__}
        phrases = [word for key in keys for word in flat(words[key]) if len(word) > 3]
        assert [phrase for phrase in phrases if phrase in text] == []


def flat(word: Word) -> list[str]:
    return [word] if isinstance(word, str) else list(word.values())


def places(word: Word) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", word if isinstance(word, str) else word["other"]))


@pytest.mark.parametrize("key", JOBS)
def test_no_text_becomes_markup(name: str, templates: Templates, key: str) -> None:
    clean = sample(name, key)
    spoilt = html.document_fromstring(
        templates.render(hostile(JOBS[key]), hostile(site()), {})
        .data.decode()
        .removeprefix("<!doctype html>")
    )
    assert shape(spoilt) == shape(clean)


def shape(element: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes."""
    return [(str(each.tag), tuple(sorted(map(str, each.keys())))) for each in element.iter()]


@html_test
def test_the_html_checker_finds_nothing(name: str, templates: Templates, tmp_path: Path) -> None:
    pages = {key: templates.render(each, site(), {}).data for key, each in JOBS.items()}
    assert html_errors(tmp_path, pages) == []
