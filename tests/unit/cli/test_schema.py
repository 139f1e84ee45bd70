# SPDX-License-Identifier: MIT
"""`letterpress schema`."""

import json
from pathlib import Path

import pytest

from letterpress.cli.main import run


def test_a_schema_is_printed_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "letterpress.yaml"
    assert run(["schema", "front-matter", "--kind", "issue", "--lang", "ja"]) == 0
    properties = json.loads(capsys.readouterr().out)["properties"]
    assert "tags" not in properties
    about = "この号に載せる記事の id。便りでの見せ方も書ける：`{id: …, show: full}`（`excerpt`、`link`）"
    assert properties["items"]["description"] == about
