# SPDX-License-Identifier: MIT
"""Settings of editors, made from the field table."""

import base64
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.support.paths import REPOSITORY

from letterpress.config.table import read_config
from letterpress.diagnostics import Language
from letterpress.document import DocumentKind
from letterpress.parse.front_matter.table import FIELDS
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions
from letterpress.scaffold.editors import (
    LEFT_OUT,
    SVELTIA_DIGEST,
    SVELTIA_VERSION,
    form_fields,
    sveltia_files,
    vscode_files,
)
from letterpress.scaffold.starter import Answers, create_project, starter_files

SCHEMA = REPOSITORY / ".sveltia/node_modules/@sveltia/cms"
"""Where `make sveltia` puts the package whose version the page names."""

KINDS: tuple[DocumentKind, ...] = ("post", "issue", "page")
NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)


def config(language: Language) -> dict[str, Any]:
    made = sveltia_files("はこべ & 便り", "https://hakobe.example", language)
    parsed: dict[str, Any] = yaml.safe_load(made["content/static/admin/config.yml"])
    return parsed


def test_every_field_is_in_a_form_or_left_out_on_purpose() -> None:
    shown = {field.name for kind in KINDS for field in form_fields(kind, "en")}
    assert shown | LEFT_OUT == {field.name for field in FIELDS}
    assert not shown & LEFT_OUT


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_browser_editor_accepts_its_settings(language: Language) -> None:
    if not SCHEMA.is_dir():
        pytest.skip("the schema of Sveltia CMS is not there: make sveltia")
    assert json.loads((SCHEMA / "package.json").read_text("utf-8"))["version"] == SVELTIA_VERSION
    schema = json.loads((SCHEMA / "schema/sveltia-cms.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(config(language))


def test_what_is_written_in_a_browser_is_a_draft_at_first_and_chooses_from_our_words() -> None:
    (post, _, page) = config("ja")["collections"]
    fields = {field["name"]: field for field in post["fields"]}
    assert fields["draft"]["default"] is True
    assert {"value": "prospect", "label": "見込顧客 (prospect)"} in fields["stage"]["options"]
    assert {"value": "subscribe", "label": "購読 (subscribe)"} in fields["cta"]["options"]
    assert fields["title"]["required"]
    assert "stage" not in {field["name"] for field in page["fields"]}


def saved(collection: dict[str, Any]) -> str:
    """A document with a value in every field, as the browser editor saves it."""
    values: dict[str, Any] = {}
    for field in collection["fields"][:-1]:
        match field["widget"]:
            case "select":
                first = field["options"][0]["value"]
                values[field["name"]] = [first] if field.get("multiple") else first
            case "datetime":
                values[field["name"]] = dt.date(2026, 3, 1)
            case "boolean":
                values[field["name"]] = field["default"]
            case "number":
                values[field["name"]] = 2
            case "list":
                values[field["name"]] = [] if field["name"] in ("items", "authors") else ["一", "二"]
            case "image":
                values[field["name"]] = "/images/a.png"
            case _:
                values[field["name"]] = f"{field['name']} の字"
    values["slug"] = "saved-here"
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False)}---\n\n本文です。\n"


def test_what_is_saved_in_a_browser_builds_without_a_word_of_trouble(tmp_path: Path) -> None:
    answers = Answers(title="はこべ", language="ja", timezone="Asia/Tokyo", base_url="https://hakobe.example")
    create_project(tmp_path, starter_files(answers, today=NOW.date(), cms="sveltia", editor="vscode"))
    picture = tmp_path / "content/static/images/a.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    for collection, name in zip(config("ja")["collections"], ("2026-03-01-a", "2-a", "a"), strict=True):
        folder = tmp_path / collection["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(saved(collection), "utf-8")
    settings, warnings = read_config((tmp_path / "letterpress.yaml").read_bytes())
    built = build(tmp_path, settings, BuildOptions(now=NOW, jobs=1), warnings=warnings)
    assert [(each.code, each.message.en) for each in built.report.diagnostics] == []
    assert (tmp_path / "site/admin/index.html").is_file()
    assert "/admin" not in (tmp_path / "site/sitemap.xml").read_text("utf-8")


def test_the_digest_is_the_one_of_that_version() -> None:
    if not SCHEMA.is_dir():
        pytest.skip("Sveltia CMS is not there: make sveltia")
    found = hashlib.sha384((SCHEMA / "dist/sveltia-cms.js").read_bytes()).digest()
    assert f"sha384-{base64.b64encode(found).decode()}" == SVELTIA_DIGEST


def test_the_page_of_the_browser_editor_loads_one_version_whose_digest_it_knows() -> None:
    page = sveltia_files("a < b", "https://hakobe.example", "en")["content/static/admin/index.html"].decode()
    assert f"@sveltia/cms@{SVELTIA_VERSION}/" in page
    assert 'integrity="sha384-' in page
    assert "<title>a &lt; b</title>" in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_vs_code_gets_forms_for_the_folders_that_letterpress_reads(language: Language) -> None:
    made = vscode_files(language)
    forms = json.loads(made["frontmatter.json"])
    assert [each["path"] for each in forms["frontMatter.content.pageFolders"]] == [
        "[[workspace]]/content/posts",
        "[[workspace]]/content/newsletter",
        "[[workspace]]/content/pages",
    ]
    types = {each["name"]: each["fields"] for each in forms["frontMatter.taxonomy.contentTypes"]}
    stage = next(field for field in types["post"] if field["name"] == "stage")
    assert [choice["id"] for choice in stage["choices"]] == ["latent", "prospect", "new", "regular"]
    assert all(field["title"] for fields in types.values() for field in fields)
    assert json.loads(made[".vscode/extensions.json"])["recommendations"]
