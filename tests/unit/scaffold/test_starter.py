# SPDX-License-Identifier: MIT
"""The project that `letterpress init` writes."""

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from letterpress.config.table import read_config
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions
from letterpress.scaffold.starter import Answers, Host, create_project, starter_files

TODAY = dt.date(2026, 3, 3)


def answers(language: str) -> Answers:
    return Answers(
        title="はこべ: 便り", language=language, timezone="Asia/Tokyo", base_url="https://hakobe.example"
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_new_project_builds_without_a_word_of_trouble(language: str, tmp_path: Path) -> None:
    created = create_project(tmp_path, starter_files(answers(language), today=TODAY))
    config, warnings = read_config((tmp_path / "letterpress.yaml").read_bytes())
    options = BuildOptions(now=dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC), jobs=1)
    built = build(tmp_path, config, options, warnings=warnings)
    assert created.kept == ()
    assert built.report.diagnostics == ()
    assert built.report.published
    pages = {path.relative_to(tmp_path / "site").as_posix() for path in tmp_path.glob("site/**/index.html")}
    assert {"index.html", "about/index.html", "newsletter/1/index.html"} <= pages
    assert "posts/2026-02-17-three-things-about-a-teapot/index.html" in pages
    issue = (tmp_path / "site/newsletter/1/index.html").read_text("utf-8")
    assert issue.count("/posts/2026-0") >= 3


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_of_the_samples_is_left_to_be_filled_in_by_letterpress(language: str) -> None:
    for path, data in starter_files(answers(language), today=TODAY).items():
        text = data.decode()
        assert not re.search("@[a-z_]+@", text), path
        assert "dot_" not in path, path
        assert not path.startswith("content/posts/day"), path
        assert "day-" not in text, path


def test_the_schemas_lie_where_the_first_lines_say(tmp_path: Path) -> None:
    create_project(tmp_path, starter_files(answers("en"), today=TODAY))
    for path in ("letterpress.yaml", "content/authors.yaml"):
        first = (tmp_path / path).read_text("utf-8").splitlines()[0]
        schema = (tmp_path / path).parent / first.removeprefix("# yaml-language-server: $schema=")
        assert "$schema" in json.loads(schema.read_text("utf-8"))


def test_other_languages_get_english_words() -> None:
    made = starter_files(answers("fr-CA"), today=TODAY)
    assert b"People who like tea" in made["content/pages/about.md"]
    assert b'language: "fr-CA"' in made["letterpress.yaml"]


PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")


def workflow(name: str) -> tuple[str, dict[str, Any]]:
    made = starter_files(answers("en"), today=TODAY, host="github")
    text = made[f".github/workflows/{name}.yml"].decode()
    # YAML 1.1, which PyYAML reads, takes the key `on` for a truth value.
    return text, {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}


@pytest.mark.parametrize("name", ["publish", "check"])
def test_workflows_pin_what_they_use_and_name_its_version(name: str) -> None:
    text, parsed = workflow(name)
    uses = [step["uses"] for job in parsed["jobs"].values() for step in job["steps"] if "uses" in step]
    assert uses
    assert all(PINNED.fullmatch(each) for each in uses)
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+\n", text)) == len(uses)


def test_the_site_is_published_at_pushes_and_in_the_morning_of_its_own_time_zone() -> None:
    _, parsed = workflow("publish")
    assert parsed["on"]["push"] == {"branches": ["main"]}
    assert parsed["on"]["schedule"] == [{"cron": "17 6 * * *", "timezone": "Asia/Tokyo"}]
    assert parsed["permissions"] == {"contents": "read"}
    assert parsed["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_a_pull_request_gets_no_secret_no_cache_and_no_plugin() -> None:
    text, parsed = workflow("check")
    assert list(parsed["on"]) == ["pull_request"]
    assert "secrets" not in text
    assert "actions/cache" not in text
    assert "letterpress build --no-plugins" in text


@pytest.mark.parametrize(
    ("host", "files"),
    [
        (
            "github",
            {".github/dependabot.yml", ".github/workflows/check.yml", ".github/workflows/publish.yml"},
        ),
        ("gitlab", {".gitlab-ci.yml"}),
        ("cloudflare", {".python-version", "wrangler.toml"}),
        ("netlify", {"netlify.toml"}),
    ],
)
def test_only_the_files_of_the_chosen_host_are_written(host: Host, files: set[str]) -> None:
    plain = starter_files(answers("en"), today=TODAY)
    made = starter_files(answers("en"), today=TODAY, host=host)
    assert made.keys() - plain.keys() == files
    for path in files:
        if path.endswith(".yml"):
            assert yaml.safe_load(made[path])
        if path.endswith(".toml"):
            assert tomllib.loads(made[path].decode())
