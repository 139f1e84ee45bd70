# SPDX-License-Identifier: MIT
"""The JSON Schemas take every project that letterpress takes, and name what they describe."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from tests.support.paths import REPOSITORY, TESTS

from letterpress.diagnostics import Language
from letterpress.document import DocumentKind
from letterpress.load import document_kind
from letterpress.parse.source_text import read_source
from letterpress.scaffold.schemas import SCHEMAS, schema_json
from letterpress.yaml_reader import Plain, read_value, to_plain

PROJECTS = [REPOSITORY, *sorted(path.parent for path in (TESTS / "sites").glob("*/project/letterpress.yaml"))]


def validator(name: str, kind: DocumentKind | None = None, language: Language = "en") -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_json(name, language=language, kind=kind)))


def plain(text: str) -> Plain:
    node, problems = read_value(text, "file")
    assert problems == ()
    return None if node is None else to_plain(node)


def sources() -> Iterator[Path]:
    for project in PROJECTS:
        yield from (project / "content").rglob("*.md")


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema_in_both_languages(name: str, language: Language) -> None:
    Draft202012Validator.check_schema(json.loads(schema_json(name, language=language)))


@pytest.mark.parametrize("project", PROJECTS, ids=named)
def test_the_schemas_take_the_files_of_a_real_project(project: Path) -> None:
    validator("config").validate(plain((project / "letterpress.yaml").read_text("utf-8")))
    authors = project / "content/authors.yaml"
    if authors.exists():
        validator("authors").validate(plain(authors.read_text("utf-8")))


@pytest.mark.parametrize("path", list(sources()), ids=named)
def test_the_schema_takes_the_front_matter_of_a_real_source(path: Path) -> None:
    source, problems = read_source(path.read_bytes(), "source.md")
    assert source is not None
    assert problems == ()
    kind = document_kind(path.as_posix()[path.as_posix().rindex("content/") :])
    validator("front-matter", kind).validate(plain(source.front_matter))
    validator("front-matter").validate(plain(source.front_matter))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("config", "title: [a, b]\nbase_url: https://example.com\nlanguage: ja\ntimezone: Asia/Tokyo\n"),
        ("config", "base_url: https://example.com\nlanguage: ja\ntimezone: Asia/Tokyo\n"),
        ("front-matter", "title: 春\nstage: {a: b}\n"),
        ("authors", "miura: {bio: 編集担当}\n"),
        ("authors", "miura: {name: 三浦, kind: robot}\n"),
        ("authors", "- {name: 三浦}\n"),
    ],
)
def test_an_editor_marks_a_mistake(name: str, written: str) -> None:
    assert list(validator(name).iter_errors(plain(written))) != []


def test_descriptions_are_in_the_language_asked_for_at_every_depth() -> None:
    schema: dict[str, Any] = json.loads(schema_json("config", language="ja"))
    feed = schema["properties"]["feed"]
    assert feed["properties"]["items"]["description"] == "載せる記事の数"
    navigation = schema["properties"]["navigation"]["items"]
    assert navigation["properties"]["title"]["description"] == "見出し"
