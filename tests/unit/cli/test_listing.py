# SPDX-License-Identifier: MIT
"""`letterpress list`."""

import json

from tests.support.sample_posts import BROKEN, DRAFT, GOOD, LATER, InProject


def test_list_shows_every_source_with_its_status(project: InProject) -> None:
    said = project(paper=GOOD, begun=DRAFT, later=LATER, broken=BROKEN)("list")
    table, _, after = said.out.partition("\n\n")
    assert after == "次に公開：2026-11-28 00:00「来週の話」\n"
    rows = [line.split() for line in table.splitlines()[1:]]
    status = {row[-2] if len(row) > 5 else row[-1]: row[0] for row in rows}
    assert status.keys() == {f"content/posts/{name}.md" for name in ("paper", "begun", "later", "broken")}
    assert [status[f"content/posts/{name}.md"] for name in ("paper", "begun", "later")] == [
        "公開",
        "下書き",
        "予定",
    ]
    assert said.code == 1, "an error is one wherever it is found"


def test_list_of_one_status_as_json(project: InProject) -> None:
    said = project(paper=GOOD, begun=DRAFT, later=LATER)("list", "--status", "draft", "--format", "json")
    (row,) = json.loads(said.out)
    assert (row["path"], row["status"], row["title"]) == ("content/posts/begun.md", "draft", "書きかけ")
