# SPDX-License-Identifier: MIT
"""No text becomes markup: not on pages, nor in feeds, maps, reports and letters, as parsers see them that are not ours.

What stands in settings and front matter changes no element and no attribute of any page. What stands in Markdown makes
nothing that runs where `markdown.html` is off; where it is on, pages show it, and feeds and letters are clean all the
same.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from letterpress.cli.main import run
from tests.conftest import NOW, CommandLine
from tests.support.campaign import Campaign, some
from tests.support.injections import (
    DRAWINGS,
    HARMLESS,
    HARMLESS_BODY,
    PAYLOADS,
    dangers,
    fragment,
    parsed,
    project,
    shape,
)

THEMES = ("press", "plain")
GROUPS = ("tags", "categories", "series", "authors")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def files(root: Path) -> dict[str, bytes]:
    """What a build made: the site, the report and the letters, by path; terms by their group alone."""
    found = {}
    for folder in ("site", ".letterpress/report", "newsletter-export"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "/assets/" not in str(path):
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def build(root: Path) -> dict[str, bytes]:
    """Build a project with the letter of its issue."""
    shared = ["--root", str(root), "--now", NOW, "--lang", "en"]
    assert run(["build", "-q", "-j", "1", *shared]) == 0
    assert run(["newsletter", "export", "1", "--format", "all", *shared]) == 0
    return files(root)


def pages(made: Mapping[str, bytes]) -> list[tuple[str, etree._Element]]:
    """The pages of a build, parsed; the names of terms are left out of their paths."""
    return [(_place(path), parsed(data)) for path, data in made.items() if path.endswith(".html")]


def _place(path: str) -> str:
    folder, group, *rest = path.split("/")
    return "/".join([folder, group, "*", *rest[1:]]) if len(rest) > 1 and group in GROUPS else path


def carried(made: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The HTML that feeds carry; that they can be parsed at all is a part of it."""
    for path, data in made.items():
        if path.endswith(".xml"):
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
            yield from ((path, str(each.text or "")) for each in root.iter(CONTENT, "description"))
        elif path.endswith(".json"):
            items = json.loads(data).get("items", ())
            yield from ((path, str(item.get("content_html", ""))) for item in items)


def linked_data(document: etree._Element) -> list[object]:
    """What search engines read."""
    scripts = [each for each in document.iter("script") if each.get("type") == "application/ld+json"]
    return [json.loads(each.text or "") for each in scripts]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, bytes]]:
    """What a build makes of a text that is nothing but text, by theme."""

    @cache
    def made(theme: str) -> dict[str, bytes]:
        root = tmp_path_factory.mktemp(theme)
        write(root, project(HARMLESS, HARMLESS_BODY, theme))
        return build(root)

    return made


def write(root: Path, sources: Mapping[str, str]) -> None:
    for path, text in sources.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="\n")


def by_page(made: Mapping[str, bytes]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {path: shape(page) for path, page in pages(made)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("payload", some(PAYLOADS, sample=3), ids=ascii)
def test_settings_and_front_matter_change_no_element_and_no_attribute(
    payload: str, theme: str, tmp_path: Path, harmless: Callable[[str], dict[str, bytes]], campaign: Campaign
) -> None:
    write(tmp_path, project(payload, HARMLESS_BODY, theme))
    made = build(tmp_path)
    expected = by_page(harmless(theme))
    with campaign.attempt("injections: parsed", times=len(made)):
        found = by_page(made)
        assert found.keys() == expected.keys()
        for path, each in found.items():
            assert each == expected[path], path
        for _, page in pages(made):
            linked_data(page)
        for path, text in carried(made):
            assert dangers(fragment(text)) - DRAWINGS == Counter(), path


@pytest.mark.parametrize("raw_html", [False, True], ids=["", "raw HTML"])
@pytest.mark.parametrize("payload", some(PAYLOADS, sample=4), ids=ascii)
def test_markdown_makes_nothing_that_runs(
    payload: str,
    raw_html: bool,
    tmp_path: Path,
    harmless: Callable[[str], dict[str, bytes]],
    command_line: Callable[[Path], CommandLine],
    campaign: Campaign,
) -> None:
    theme = THEMES[PAYLOADS.index(payload) % 2]
    sources = project(HARMLESS, payload, theme, raw_html=raw_html)
    write(tmp_path, sources)
    if raw_html and "script:" in payload:
        said = command_line(tmp_path)("build", "-q")
        if said.code:
            with campaign.attempt("injections: refused"):
                assert "error[link-scheme-refused]" in said.err
                assert not (tmp_path / "site").exists()
            return
    made = build(tmp_path)
    own = {path: dangers(page) for path, page in pages(harmless(theme))}
    with campaign.attempt("injections: parsed", times=len(made)):
        for path, page in pages(made):
            if not raw_html or not path.startswith("site/"):
                assert dangers(page) - own[path] == Counter(), path
        for path, text in carried(made):
            assert dangers(fragment(text)) - DRAWINGS == Counter(), path
