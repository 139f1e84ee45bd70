# SPDX-License-Identifier: MIT
"""`letterpress new post` and `letterpress new issue`."""

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
