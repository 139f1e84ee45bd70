# SPDX-License-Identifier: MIT
"""The command line as its users meet it: what a command says, where, and with which exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CommandLine, MakeProject

from letterpress.cli.main import run
from letterpress.cli.options import open_project
from letterpress.cli.serve import builder
from letterpress.diagnostics import LetterpressError
from letterpress.model.status import Include
from letterpress.pipeline.options import ignore_changes

GOOD = "---\ntitle: 紙の選びかた\ndate: 2026-11-20\nstage: 見込み客\nvalue_theme: 活用術\n---\n本文です。\n"
DRAFT = "---\ntitle: 書きかけ\ndate: 2026-11-19\ndraft: true\n---\n本文です。\n"
LATER = "---\ntitle: 来週の話\ndate: 2026-11-28\n---\n本文です。\n"
BROKEN = "---\ntitle: こわれた: 記事\ndate: 2026-11-18\n---\n本文です。\n"
UNKNOWN_FIELD = "---\ntitle: 余分な項目\ndate: 2026-11-18\ntagss: [紙]\n---\n本文です。\n"

SALES = {
    f"content/posts/2026-11-1{day}-sale-{day}.md": (
        f"---\ntitle: 値下げ{day}\nstage: 常連\nvalue_theme: セール\n---\n本文。\n"
    )
    for day in range(1, 7)
}

InProject = Callable[..., CommandLine]


@pytest.fixture
def project(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> InProject:
    """The command line in a project of these posts."""

    def prepare(**posts: str) -> CommandLine:
        return command_line(make_project({f"content/posts/{name}.md": text for name, text in posts.items()}))

    return prepare


@pytest.fixture
def pushy(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> CommandLine:
    """The command line in a project that does nothing but sell."""
    return command_line(make_project(SALES))


# Exit codes


def test_a_build_without_errors_is_0(project: InProject) -> None:
    said = project(paper=GOOD)("build")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("site: ")


def test_an_error_in_the_content_is_1_and_goes_to_standard_error(project: InProject) -> None:
    said = project(broken=BROKEN)("build")
    assert said.code == 1
    assert "content/posts/broken.md:2:8: error[yaml-needs-quotes]" in said.err
    assert "yaml-needs-quotes" not in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--nope"],
        ["build", "--lang", "fr"],
        ["build", "--now", "tomorrow"],
        ["build", "--now", "2026-02-30"],
        ["build", "--fail-on", "sales"],
        ["build", "--fail-on", "no-such-rule=error"],
        ["build", "--base-url", "example.com"],
        ["build", "--base-url", "javascript:alert(1)"],
        ["build", "--base-url", "https://example.com/?a=b"],
        ["new", "post", " "],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(project: InProject, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    root = project(paper=GOOD).root
    monkeypatch.chdir(root)
    assert run(arguments) == 2
    assert not (root / "site").exists()


def test_no_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 2


def test_a_wrong_config_is_2(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    (letterpress.root / "letterpress.yaml").write_text("title: 題だけ\n", "utf-8")
    assert letterpress("build").code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_summary_that_cannot_be_written_is_no_fault_of_ours(project: InProject) -> None:
    root = project(paper=GOOD).root
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "letterpress", "build", "-j", "1"],
            cwd=root,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("<stdout>: error[unwritable]")
    assert (root / "site/index.html").is_file()


# --fail-on and --strict


def test_findings_fail_nothing_by_default(pushy: CommandLine) -> None:
    said = pushy("build")
    assert "error[sales-share]" in said.out
    assert said.code == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "error"], 1),
        (["--fail-on", "sales-share=error"], 1),
        (["--fail-on", "faceless=error"], 0),
        (["--fail-on", "error", "--fail-on", "sales-share=never"], 1),
        (["--fail-on", "never"], 0),
        (["--strict"], 1),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["build", "report"])
def test_findings_fail_what_is_asked(pushy: CommandLine, command: str, options: list[str], code: int) -> None:
    assert pushy(command, *options).code == code


def test_a_warning_fails_a_strict_build_only(project: InProject) -> None:
    letterpress = project(odd=UNKNOWN_FIELD)
    assert letterpress("build").code == 0
    assert letterpress("build", "--strict").code == 1


def test_a_quiet_build_names_the_finding_that_made_it_fail(pushy: CommandLine) -> None:
    assert pushy("build", "--quiet") == (0, "", "")
    said = pushy("build", "--quiet", "--fail-on", "sales-share=error")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error[sales-share]: ")


# --now


def test_now_says_what_is_live_then(project: InProject) -> None:
    letterpress = project(later=LATER)
    letterpress("build", now="2026-11-27T23:59:59")
    assert not (letterpress.root / "site/posts/later").exists()
    letterpress("build", now="2026年11月28日")
    assert (letterpress.root / "site/posts/later/index.html").is_file()


# --base-url


def test_another_base_url_is_read_as_that_of_the_config(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    assert letterpress("build", "--base-url", "HTTPS://Preview.Example.com/一/").code == 0
    page = (letterpress.root / "site/posts/paper/index.html").read_text("utf-8")
    assert 'href="https://preview.example.com/%E4%B8%80/posts/paper/"' in page


# list


def test_list_shows_every_source_with_its_status(project: InProject) -> None:
    said = project(paper=GOOD, begun=DRAFT, later=LATER, broken=BROKEN)("list")
    rows = [line.split() for line in said.out.splitlines()[1:]]
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


# new post, new issue


def test_a_new_post_builds_and_is_a_draft(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    said = letterpress("new post", 'はじめての: "手紙"')
    assert said.code == 0
    (made,) = (letterpress.root / "content/posts").glob("20*-はじめての-手紙.md")
    assert made.relative_to(letterpress.root).as_posix() in said.out
    built = letterpress("build", "--drafts")
    assert built.code == 0
    assert (letterpress.root / "site/posts/はじめての-手紙/index.html").is_file()


def test_a_new_post_never_replaces_one(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    letterpress("new post", "手紙")
    (made,) = (letterpress.root / "content/posts").glob("20*-手紙.md")
    made.write_text("書きためた文章\n", "utf-8")
    said = letterpress("new post", "手紙")
    assert said.code == 1
    assert "error[file-exists]" in said.err
    assert made.read_text("utf-8") == "書きためた文章\n"


def test_a_new_post_stays_in_its_folder(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    assert letterpress("new post", "../../../外").code == 0
    assert [made.name[11:] for made in (letterpress.root / "content/posts").glob("20*")] == ["外.md"]


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    (letterpress.root / "content/newsletter").write_text("a file where a folder should be", "utf-8")
    said = letterpress("new issue")
    assert said.code == 1
    assert "error[unwritable]" in said.err
    assert "Traceback" not in said.err


def test_new_issues_count_on_and_share_no_post(project: InProject) -> None:
    letterpress = project(paper=GOOD, begun=DRAFT)
    letterpress("new issue")
    letterpress("new issue", "二通目")
    first, second = sorted((letterpress.root / "content/newsletter").iterdir())
    assert (first.name, second.name) == ("001-11月のおたより.md", "002-二通目.md")
    assert "  - posts/paper\n" in first.read_text("utf-8")
    assert "items: []\n" in second.read_text("utf-8")
    assert letterpress("build", "--drafts").code == 0


# report


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("text", "編集レポート  2026年11月21日(土)\n"),
        ("json", "{"),
        ("html", "<!DOCTYPE html>"),
        ("markdown", "## 編集レポート"),
        ("github", ",title=sales-share::"),
    ],
)
def test_each_form_of_the_report(pushy: CommandLine, form: str, beginning: str) -> None:
    said = pushy("report", "--format", form)
    assert (said.code, said.err) == (0, "")
    assert beginning in said.out
    assert not (pushy.root / "site").exists(), "nothing is built"


def test_messages_in_the_other_language(pushy: CommandLine) -> None:
    assert pushy("report", "--lang", "en").out.startswith("Editorial report  Sat 21 Nov 2026\n")


# schema


def test_a_schema_is_printed_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "letterpress.yaml"
    assert run(["schema", "front-matter", "--kind", "issue", "--lang", "ja"]) == 0
    properties = json.loads(capsys.readouterr().out)["properties"]
    assert "tags" not in properties
    assert properties["items"]["description"] == "この号に載せる記事の id"


# serve


def test_the_preview_says_on_the_terminal_why_it_was_not_built(
    project: InProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(paper=GOOD).root
    build_once = builder(
        lambda: open_project(root=root, config_path=None, now="2026-11-21", lang=None), Include(), 1, "ja"
    )
    assert build_once(ignore_changes).ok
    assert "error" not in capsys.readouterr().err
    config = root / "letterpress.yaml"
    good = config.read_text("utf-8")

    config.write_text(good.replace("theme: plain", "theme: plane"), "utf-8")
    with pytest.raises(LetterpressError):
        build_once(ignore_changes)
    assert "error[theme-missing]" in capsys.readouterr().err

    config.write_text("title: [", "utf-8")
    with pytest.raises(LetterpressError):
        build_once(ignore_changes)
    assert "ビルドできませんでした" in capsys.readouterr().err

    config.write_text(good, "utf-8")
    assert build_once(ignore_changes).ok


# Colour


def test_no_colour_where_nobody_sees_it(project: InProject) -> None:
    said = project(paper=GOOD, broken=BROKEN)("build")
    assert "\x1b" not in said.out + said.err


def test_forced_colour_and_the_wish_for_none(project: InProject, monkeypatch: pytest.MonkeyPatch) -> None:
    letterpress = project(paper=GOOD, broken=BROKEN)
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = letterpress("build")
    assert "\x1b[" in coloured.out
    assert "\x1b[" in coloured.err
    monkeypatch.setenv("NO_COLOR", "1")
    plain = letterpress("build")
    assert "\x1b" not in plain.out + plain.err
