# SPDX-License-Identifier: MIT
"""The configuration is read once: afterwards it comes from `.letterpress/`, and is the same."""

from pathlib import Path

import msgspec
import pytest

from letterpress.config.table import read_config
from letterpress.diagnostics import ConfigError
from letterpress.pipeline.config_cache import load_config, open_config, save_config

NEEDED = "title: 試し刷り\nbase_url: https://example.com\nlanguage: ja\ntimezone: Asia/Tokyo\n"
EVERYTHING = (
    NEEDED
    + """\
theme_settings: {accent: "#336699", widths: [1, 2.5, -3], deep: {none: null, yes: true, big: 18446744073709551615}}
cadence: 10 days
colour: red
editorial:
  value_themes: {howto: 活用術, 裏話: {class: sales, label: {ja: 裏話, en: Backstage}}}
  thresholds: {unclassified: 1/3, silence_error: 250%, gap_days: 90}
  rules: {faceless: off}
  sales_terms: {strong: [特価]}
permalinks: {posts: "/{year}/{slug}/"}
feed: {items: 5, full_text: no}
sender: {name: 工房, law: none}
navigation: [{title: 記事, url: /}]
authors: [hana]
defaults:
  - {match: posts/diary/*, draft: true, tags: [日記], series: 日記}
markdown: {breaks: hard}
"""
)


@pytest.fixture
def kept_file(tmp_path: Path) -> Path:
    return tmp_path / ".letterpress" / "configuration"


@pytest.mark.parametrize("text", [NEEDED, EVERYTHING])
def test_what_was_kept_is_what_was_read(tmp_path: Path, text: str) -> None:
    read = read_config(text.encode())
    assert open_config(tmp_path, text.encode(), "letterpress.yaml", "1") == read
    again = open_config(tmp_path, text.encode(), "letterpress.yaml", "1")
    assert again == read
    assert again[0].language == "ja"
    assert [warning.code for warning in again[1]] == (["field-unknown"] if "colour" in text else [])


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    """What is kept is believed, so a title that only stands there shows where it came from."""
    open_config(tmp_path, NEEDED.encode(), "letterpress.yaml", "1")
    cached = load_config(tmp_path)
    assert cached is not None
    config = msgspec.structs.replace(cached.config, title="別の見出し")
    save_config(tmp_path, msgspec.structs.replace(cached, config=config))
    assert open_config(tmp_path, NEEDED.encode(), "letterpress.yaml", "1")[0].title == "別の見出し"


def test_another_text_path_or_version_is_read_anew(tmp_path: Path) -> None:
    open_config(tmp_path, EVERYTHING.encode(), "letterpress.yaml", "1")
    edited = EVERYTHING.replace("cadence: 10 days", "cadence: 11 days").encode()
    assert open_config(tmp_path, edited, "letterpress.yaml", "1")[0].cadence.days == 11
    assert open_config(tmp_path, edited, "other.yaml", "1")[1][0].span.path == "other.yaml"
    before = load_config(tmp_path)
    open_config(tmp_path, edited, "other.yaml", "2")
    assert load_config(tmp_path) != before


def test_a_damaged_file_is_as_none(tmp_path: Path, kept_file: Path) -> None:
    read = open_config(tmp_path, EVERYTHING.encode(), "letterpress.yaml", "1")
    whole = kept_file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:30] + b"x" + whole[31:]):
        kept_file.write_bytes(damaged)
        assert open_config(tmp_path, EVERYTHING.encode(), "letterpress.yaml", "1") == read
        assert kept_file.read_bytes() == whole


def test_mistakes_are_told_every_time_and_nothing_is_kept(tmp_path: Path, kept_file: Path) -> None:
    for _ in range(2):
        with pytest.raises(ConfigError) as caught:
            open_config(tmp_path, b"title: a\n", "letterpress.yaml", "1")
        assert len(caught.value.diagnostics) == 3
    assert not kept_file.exists()


def test_a_project_that_cannot_keep_anything_can_be_read(tmp_path: Path) -> None:
    (tmp_path / ".letterpress").write_text("in the way")
    for _ in range(2):
        assert open_config(tmp_path, NEEDED.encode(), "letterpress.yaml", "1") == read_config(NEEDED.encode())
