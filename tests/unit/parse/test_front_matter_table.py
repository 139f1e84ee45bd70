# SPDX-License-Identifier: MIT
"""The field table, and what identifies a document. What writers are told is in test_front_matter.py."""

import re
from pathlib import Path, PureWindowsPath
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.support.paths import TESTS

from letterpress.config.settings import Defaults
from letterpress.config.table import read_config
from letterpress.diagnostics import Diagnostic, Severity, Span, worst
from letterpress.document import DocumentKind, Fields
from letterpress.parse.front_matter import FIELDS, FieldOptions, field_options
from letterpress.parse.front_matter.decoder import decode_fields
from letterpress.parse.front_matter.file_names import slug_for
from letterpress.parse.front_matter.issue_numbers import parse_numbers
from letterpress.parse.front_matter.safe_paths import name_problem, path_problem
from letterpress.parse.front_matter.table import front_matter_schema
from letterpress.yaml_reader import read_yaml, to_plain

FIXTURES = TESTS / "fixtures" / "front_matter"
OPTIONS = FieldOptions(timezone="Asia/Tokyo")
PATH = "content/posts/2026-11-21-x.md"


def decode(
    text: str, *, path: str = PATH, kind: DocumentKind = "post", options: FieldOptions = OPTIONS
) -> tuple[Fields, tuple[Diagnostic, ...]]:
    mapping, problems = read_yaml(text, path, 2)
    fields, _, found = decode_fields(mapping, path=path, kind=kind, options=options)
    return fields, problems + found


def test_the_table_and_the_struct_name_the_same_fields() -> None:
    # `items` says how its items are shown, too.
    assert {field.attribute for field in FIELDS} | {"shows"} == {
        field.name for field in msgspec.structs.fields(Fields)
    }


def test_no_name_means_two_fields() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.aliases)]
    assert sorted(names) == sorted(set(names))


def test_every_field_is_described_in_both_languages_on_one_line() -> None:
    for field in FIELDS:
        for text in (field.about.ja, field.about.en):
            assert text
            assert "\n" not in text
            assert not text.endswith(("。", "."))


def test_positions_are_kept_by_the_names_of_the_table() -> None:
    mapping, _ = read_yaml(
        "title: a\nlastmod: 2026-11-21\nissue: [1, 2]\npublished: no\n", "content/newsletter/a.md", 2
    )
    _, positions, _ = decode_fields(mapping, path="content/newsletter/a.md", kind="issue", options=OPTIONS)
    assert positions == {
        "title": (2, 8, 1),
        "updated": (3, 10, 10),
        "numbers": (4, 8, 6),
        "draft": (5, 12, 2),
    }


def test_fields_survive_the_cache() -> None:
    text = "title: 春\nstage: 常連\ndate: 2026-11-21 10:30\nnext: {title: a, due: 2026-12-01}\nextra: {a: [1, x]}\n"
    fields, problems = decode(text)
    assert problems == ()
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(fields), type=Fields) == fields


def test_options_survive_the_way_to_another_process() -> None:
    options = FieldOptions(
        timezone="Asia/Tokyo",
        defaults=(Defaults(pattern="posts/*", fields={"tags": ("a", "b"), "draft": True}),),
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(options), type=FieldOptions) == options


def test_the_same_front_matter_decodes_alike_after_that_way() -> None:
    options = msgspec.msgpack.decode(msgspec.msgpack.encode(OPTIONS), type=FieldOptions)
    text = "title: 春\nstage: 常連\nvalue_theme: 活用術\n"
    assert decode(text, options=options) == decode(text)


CONFIG = """\
title: a
base_url: https://example.com
language: ja
timezone: America/New_York
editorial:
  value_themes:
    interview: {label: {ja: 対談, en: interview}, class: value}
defaults:
  - match: posts/*
    stage: 常連
    tags: [a, b]
  - match: posts/diary/*
    value_theme: 個を出す
    stage: 新規
  - {match: "pages/", toc: yes}
"""


def configured() -> FieldOptions:
    return field_options(read_config(CONFIG.encode())[0])


def test_a_value_theme_of_the_project_is_known_to_its_posts() -> None:
    fields, problems = decode("title: a\nvalue_theme: 対談\n", options=configured())
    assert (fields.value_theme, problems) == ("interview", ())
    _, problems = decode("title: a\nvalue_theme: 対談\n")
    assert [problem.code for problem in problems] == ["value-theme-unknown"]


def test_dates_are_in_the_project_s_time_zone() -> None:
    fields, _ = decode("title: a\ndate: 2026-07-01\n", options=configured())
    assert str(fields.date) == "2026-07-01 00:00:00-04:00"


def test_a_path_gives_what_the_writer_does_not() -> None:
    fields, _ = decode("title: a\n", options=configured())
    assert (fields.stages, fields.tags, fields.value_theme) == (("regular",), ("a", "b"), None)
    fields, _ = decode("title: a\nstage: 見込客\n", options=configured())
    assert (fields.stages, fields.tags) == (("prospect",), ("a", "b"))


def test_the_last_entry_that_matches_wins() -> None:
    fields, _ = decode("title: a\n", path="content/posts/diary/2026-11-21-x.md", options=configured())
    assert (fields.stages, fields.tags, fields.value_theme) == (("new",), ("a", "b"), "persona")


def test_a_folder_stands_for_all_that_is_in_it() -> None:
    fields, _ = decode("title: a\n", path="content/pages/x/y.md", kind="page", options=configured())
    assert (fields.toc, fields.stages) == (True, ())


def test_a_default_that_is_wrong_is_told_with_the_config_s_name() -> None:
    options = FieldOptions(
        timezone="Asia/Tokyo", defaults=(Defaults(pattern="*", fields={"stage": "x", "tgas": "y"}),)
    )
    _, problems = decode("title: a\n", options=options)
    assert [(problem.code, problem.span) for problem in problems] == [
        ("stage-unknown", Span("letterpress.yaml")),
        ("field-unknown", Span("letterpress.yaml")),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", (12,)),
        ("012", (12,)),
        ("0", (0,)),
        ("通巻３号", (3,)),
        ("通巻第3号", (3,)),
        ("第12号", (12,)),
        ("第 12 号", (12,)),
        ("Vol.7", (7,)),
        ("vol 7", (7,)),
        ("No.10", (10,)),
        ("№10", (10,)),
        ("NO. 10", (10,)),
        ("#14", (14,)),
        ("Issue 14", (14,)),
        ("第12回", (12,)),
        ("12・13", (12, 13)),
        ("第12号・第13号", (12, 13)),
        ("第12・13合併号", (12, 13)),
        ("12,13", (12, 13)),
        ("12〜14", (12, 13, 14)),
        ("12～14", (12, 13, 14)),
        ("号外", ()),
        ("なし", ()),
        ("none", ()),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("twelve", None),
        ("第十二号", None),
        ("Vol.7 No.3", None),
        ("12-12", None),
        ("1-99", None),
        ("1234567", None),
        ("12号から", None),
    ],
)
def test_issue_numbers(text: str, numbers: tuple[int, ...] | None) -> None:
    assert parse_numbers(text) == numbers


@given(st.text("0123456789第通巻号回合併・-~volno.#, 号", max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_number_is_too_odd(text: str) -> None:
    parse_numbers(text)


def test_a_long_row_of_prefixes_takes_no_time() -> None:
    assert parse_numbers("第" * 50_000 + "x") is None
    assert parse_numbers("1・" * 20_000) is None
    assert parse_numbers("no. " * 20_000) is None


NAMES = st.text(
    st.sampled_from("aA.%2eE/\\:~ -_春がか゛\u3099\u200f\u202e\x00\x1f?*<>|\"'#nNuUlLcCoO1"), max_size=12
)


@given(NAMES)
@settings(max_examples=500, deadline=None)
def test_a_name_that_is_let_through_is_one_folder_on_every_system(name: str) -> None:
    if name_problem(name) is None:
        assert Path("site", name).parts == ("site", name)
        assert PureWindowsPath("site", name).parts == ("site", name)
        assert not PureWindowsPath(name).is_reserved()
        assert Path("site").resolve() in Path("site", name).resolve().parents


@given(st.lists(NAMES, max_size=4).map("/".join))
@settings(max_examples=500, deadline=None)
def test_a_path_that_is_let_through_stays_inside(path: str) -> None:
    if path_problem(path) is None:
        assert Path("site").resolve() in Path("site", path.strip("/")).resolve().parents


@pytest.mark.parametrize(
    "device", ["con", "PRN", "Aux", "nul", "com1", "COM9", "LPT0", "lpt¹", "conin$", "nul.txt", "con .x"]
)
def test_the_devices_of_windows_are_no_names(device: str) -> None:
    assert name_problem(device) is not None


@given(NAMES, st.sampled_from(["content/posts", "content/newsletter", "content/pages"]))
@settings(max_examples=300, deadline=None)
def test_a_slug_of_a_slug_is_itself(name: str, folder: str) -> None:
    if "/" in name or "\x00" in name:
        return
    slug = slug_for(f"{folder}/{name}.md", Fields())
    assert slug == "-".join(slug.split())
    if slug:
        assert slug_for("content/posts/x.md", Fields(slug=slug)) == slug


SLUGS = {
    "content/posts/2026-11-21-spring.md": "spring",
    "content/posts/2026-11-21_spring.md": "spring",
    "content/posts/2026-11-21 spring.md": "spring",
    "content/posts/spring.md": "spring",
    "content/posts/Spring Letter.md": "Spring-Letter",
    "content/posts/活字の棚　から.md": "活字の棚-から",
    "content/posts/か\u3099.md": "が",
    "content/posts/spring/index.md": "spring",
    "content/posts/2026-11-21-spring/index.md": "spring",
    "content/posts/2026/11/spring.md": "spring",
    "content/posts/v1.2.md": "v1.2",
    "content/posts/012-spring.md": "012-spring",
    "content/posts/2026-11-21.md": "2026-11-21",
    "content/posts/index.md": "index",
    "content/newsletter/012-spring.md": "spring",
    "content/newsletter/012.md": "012",
    "content/newsletter/2026-11-21-spring.md": "spring",
    "content/pages/about.md": "about",
    "content/pages/company/index.md": "company",
}


@pytest.mark.parametrize("path", SLUGS)
def test_a_file_s_name_gives_the_slug(path: str) -> None:
    assert slug_for(path, Fields()) == SLUGS[path]


def test_a_name_of_nothing_but_a_number_leaves_the_date() -> None:
    fields, _ = decode("title: a\ndate: 2026-11-21\n", path="content/newsletter/012.md", kind="issue")
    assert slug_for("content/newsletter/012.md", fields) == "2026-11-21"


def front_matters() -> list[Any]:
    found = []
    for file in sorted(FIXTURES.glob("*.md")):
        _, *sections = file.read_text(encoding="utf-8").split("\n## ")
        for section in sections:
            name, _, rest = section.partition("\n")
            written = re.sub("^path .*\n|^---\n", "", rest.partition("=>\n")[0])
            found.append(pytest.param(written, id=f"{file.stem}: {name}"))
    return found


def test_the_schemas_are_schemas() -> None:
    for kind in ("post", "issue", "page", None):
        Draft202012Validator.check_schema(front_matter_schema(kind))


@pytest.mark.parametrize("written", front_matters())
def test_what_the_schema_refuses_is_refused_by_letterpress_too(written: str) -> None:
    """An editor never marks what letterpress would take."""
    mapping, problems = read_yaml(written, PATH, 2)
    kind: DocumentKind = "issue" if "issue:" in written else "post"
    path = "content/newsletter/x.md" if kind == "issue" else PATH
    _, _, found = decode_fields(mapping, path=path, kind=kind, options=OPTIONS)
    if mapping is not None and worst(problems + found) is not Severity.ERROR:
        given_fields = {name: value for name, value in _as_dict(mapping).items() if value is not None}
        Draft202012Validator(front_matter_schema(kind)).validate(given_fields)


def _as_dict(mapping: Any) -> dict[str, Any]:
    plain = to_plain(mapping)
    assert isinstance(plain, dict)
    return plain


def test_the_schema_of_a_kind_names_its_fields_alone() -> None:
    assert "issue" not in front_matter_schema("post")["properties"]
    assert "issue" in front_matter_schema("issue")["properties"]
    assert (
        front_matter_schema(language="ja")["properties"]["tags"]["description"] == "タグ。1つでも複数でもよい"
    )
