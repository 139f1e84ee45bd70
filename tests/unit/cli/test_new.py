# SPDX-License-Identifier: MIT
"""`letterpress new post` and `letterpress new issue`."""

import pytest
from tests.support.sample_posts import DRAFT, GOOD, InProject


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


def test_new_posts_in_a_row_take_one_free_day_after_the_other(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    for title in ("一", "二", "三"):
        assert letterpress("new post", title).code == 0
    made = sorted(path.name for path in (letterpress.root / "content/posts").glob("20*"))
    assert made == ["2026-11-27-一.md", "2026-12-04-二.md", "2026-12-11-三.md"]


def test_options_say_what_the_report_would(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    said = letterpress(
        "new post",
        "Pots",
        *("--stage", "常連", "--stage", "new", "--value-theme", "事例", "--date", "2027-01-02"),
        *("--tags", "急須, お茶", "--slug", "warm-pots", "--bare"),
    )
    assert said.code == 0
    assert (letterpress.root / "content/posts/2027-01-02-warm-pots.md").read_text("utf-8") == (
        '---\ntitle: "Pots"\nstage: [regular, new]\nvalue_theme: case\ntags: ["急須", "お茶"]\ndraft: true\n---\n\n'
        "ここに書きはじめます。\n"
    )


def test_words_that_are_not_in_the_vocabulary_are_told_with_the_nearest(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    said = letterpress("new post", "Pots", "--value-theme", "howtoo")
    assert said.code == 2
    assert "Did you mean `howto`?" in said.err
    assert letterpress("new post", "Pots", "--slug", "a/b").code == 2
    assert list((letterpress.root / "content/posts").glob("20*")) == []


def test_a_body_begins_with_the_questions_of_its_value_theme(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    letterpress("new post", "急須", "--value-theme", "howto", "--date", "2026-12-01")
    text = (letterpress.root / "content/posts/2026-12-01-急須.md").read_text("utf-8")
    assert "- だれの、どんな困りごとですか\n" in text


def test_a_new_page_is_a_draft_with_an_address(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    said = letterpress("new page", "ご連絡", "--slug", "contact")
    assert said.out.startswith("`content/pages/contact.md` をつくりました\n")
    assert "draft: true" in said.out
    assert letterpress("build", "--drafts").code == 0
    assert (letterpress.root / "site/contact/index.html").is_file()


def test_a_new_file_opens_in_the_editor(project: InProject, monkeypatch: pytest.MonkeyPatch) -> None:
    letterpress = project(paper=GOOD)
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "sh -c 'echo written >> \"$0\"'")
    assert letterpress("new issue", "二通目", "--edit").code == 0
    (made,) = (letterpress.root / "content/newsletter").iterdir()
    assert made.read_text("utf-8").endswith("written\n")
