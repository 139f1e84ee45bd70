# SPDX-License-Identifier: MIT
"""`letterpress check`."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.support.sample_posts import GOOD, InProject

DEAD = "---\ntitle: 死んだリンク\ndate: 2026-11-02\n---\n\n[店](nowhere.md)と[外](http://127.0.0.1:9/x)。\n"


def test_a_sound_project_has_nothing_to_mend_and_nothing_is_built(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    said = letterpress("check")
    assert (said.code, said.out, said.err) == (0, "直すところは見つかりません\n", "")
    assert not (letterpress.root / "site").exists()


def test_what_a_build_would_say_is_said(project: InProject) -> None:
    said = project(paper=GOOD, dead=DEAD)("check")
    assert said.code == 1
    assert "content/posts/dead.md:6:5: error[link-target-missing]" in said.err
    assert said.out == "エラー1件\n"


def test_letters_that_have_not_gone_out_are_checked(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    folder = letterpress.root / "content/newsletter"
    folder.mkdir()
    letter = "---\ntitle: 号\nissue: {0}\ndate: {1}\n---\n\nTK をあとで。\n"
    (folder / "001.md").write_text(letter.format(1, "2026-11-01"), "utf-8")
    (folder / "002.md").write_text(letter.format(2, "2026-12-01"), "utf-8")
    said = letterpress("check", "--lang", "en")
    assert "002.md:7:1: warning[email-placeholder]" in said.err
    assert "001.md" not in said.err


def test_other_sites_are_asked_only_if_one_says_so(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    post = DEAD.replace("[店](nowhere.md)と", "")
    letterpress = command_line(make_project({"content/posts/a.md": post}))
    assert letterpress("check").err == ""
    said = letterpress("check", "--external", "--lang", "en")
    assert said.code == 0
    assert "a.md:6:5: note[external-link-unsure]: `http://127.0.0.1:9/x` could not be checked" in said.err
    known = letterpress.root / ".letterpress/external-links"
    assert b"http://127.0.0.1:9/x" in known.read_bytes()
    ignoring = CONFIG + "external_links:\n  ignore_hosts: [127.0.0.1]\n"
    (letterpress.root / "letterpress.yaml").write_text(ignoring, "utf-8")
    assert letterpress("check", "--external").err == ""


def test_machines_get_all_of_it(project: InProject) -> None:
    said = project(paper=GOOD, dead=DEAD)("check", "--format", "json")
    assert [each["code"] for each in json.loads(said.out)["diagnostics"]] == ["link-target-missing"]


def test_an_answer_that_somebody_else_wrote_is_not_believed(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    post = DEAD.replace("[店](nowhere.md)と", "")
    letterpress = command_line(make_project({"content/posts/a.md": post}))
    letterpress("check", "--external")
    known = letterpress.root / ".letterpress/external-links"
    known.write_bytes(known.read_bytes().replace(b'"unsure"', b'"fine"'))
    assert "note[external-link-unsure]" in letterpress("check", "--external").err
