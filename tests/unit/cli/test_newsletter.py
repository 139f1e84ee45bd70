# SPDX-License-Identifier: MIT
"""`letterpress newsletter`: what is written, and what is said before a letter goes out."""

import email
import email.policy
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CONFIG, CommandLine, MakeProject, Said

ISSUE = """\
---
title: 春の号
issue: 12
date: 2026-11-10
subject: 春の便り 12
preheader: 急須の話を一つ
items: [posts/pot]
---

**{茶|ちゃ}**の話です。[店](../pages/about.md)でお待ちしています。

`{{ name }}` は差し込みの例です。
"""
POST = "---\ntitle: 急須の話\ndate: 2026-11-01\n---\n\n湯を冷まします。\n"
ABOUT = "---\ntitle: 店\n---\n\n川沿い。\n"
SENDER = """\
sender:
  name: 工房
  address: 見本県
  contact: tea@example.com
  unsubscribe: https://example.com/stop/
  law: jp
"""
PROJECT = {
    "letterpress.yaml": CONFIG + SENDER,
    "content/newsletter/012.md": ISSUE,
    "content/posts/pot.md": POST,
    "content/pages/about.md": ABOUT,
}

Letters = Callable[..., CommandLine]


@pytest.fixture
def letters(make_project: MakeProject, command_line: Callable[[Path], CommandLine]) -> Letters:
    """The command line in a project of one issue; files may be given by path, in the place of others."""

    def prepare(**files: str) -> CommandLine:
        return command_line(make_project({**PROJECT, **{_path(name): text for name, text in files.items()}}))

    return prepare


def _path(name: str) -> str:
    return {
        "config": "letterpress.yaml",
        "issue": "content/newsletter/012.md",
        "post": "content/posts/pot.md",
    }[name]


def exported(letterpress: CommandLine, name: str) -> str:
    return (letterpress.root / "newsletter-export" / name).read_text("utf-8")


def test_issues_are_listed_with_the_newest_first(letters: Letters) -> None:
    letterpress = letters()
    (letterpress.root / "content/newsletter/013.md").write_text(
        "---\ntitle: 次\nissue: 13\ndate: 2026-12-20\n---\n\n本文。\n", "utf-8"
    )
    assert letterpress("newsletter list").out == (
        "13  2026-12-20  scheduled  次\n12  2026-11-10  published  春の便り 12\n"
    )


def test_an_export_writes_html_text_and_mail_and_says_what_comes_next(letters: Letters) -> None:
    letterpress = letters()
    said = letterpress("newsletter export", "12")
    assert (said.code, said.err) == (0, "")
    html, text = exported(letterpress, "012.html"), exported(letterpress, "012.txt")
    assert '<a href="https://example.com/about/"' in html
    assert "茶（ちゃ）" in html
    assert "急須の話" in html
    assert "■ 春の号\n\n茶（ちゃ）の話です。店[1]でお待ちしています。\n" in text
    assert "[1] https://example.com/about/\n" in text
    assert text.endswith("配信をやめる: https://example.com/stop/\n")
    mail = email.message_from_bytes(
        (letterpress.root / "newsletter-export/012.eml").read_bytes(), policy=email.policy.default
    )
    assert mail["subject"] == "春の便り 12"
    parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
    assert parts["text/plain"].replace("\r\n", "\n") == text
    assert parts["text/html"].replace("\r\n", "\n") == html
    manifest = json.loads(exported(letterpress, "012.manifest.json"))
    assert manifest["files"]["012.html"] == len(html.encode())
    assert "次は：" in said.out


def test_the_same_letter_has_the_same_bytes_every_time(letters: Letters) -> None:
    letterpress = letters()
    letterpress("newsletter export", "12", "--format", "all")
    first = {path.name: path.read_bytes() for path in (letterpress.root / "newsletter-export").iterdir()}
    letterpress("newsletter export", "12", "--format", "all", now="2027-03-01T00:00:00")
    again = {path.name: path.read_bytes() for path in (letterpress.root / "newsletter-export").iterdir()}
    assert first == again


def test_a_draft_of_a_service_always_says_that_it_is_one(letters: Letters) -> None:
    letterpress = letters()
    letterpress("newsletter export", "12", "--profile", "buttondown")
    letterpress("newsletter export", "12", "--profile", "listmonk")
    letterpress("newsletter export", "12", "--profile", "kit")
    assert '\nstatus: "draft"\n' in exported(letterpress, "buttondown/emails/012.md")
    campaign = json.loads(exported(letterpress, "012.listmonk.json"))
    assert campaign["status"] == "draft"
    assert '{{ "{{" }} name }}' in campaign["altbody"]
    assert '<a href="{{ UnsubscribeURL }}"' in campaign["body"]
    assert json.loads(exported(letterpress, "012.kit.json"))["send_at"] is None


def test_a_post_is_a_letter_as_well(letters: Letters) -> None:
    letterpress = letters()
    assert letterpress("newsletter export", "posts/pot", "--format", "text").code == 0
    assert "湯を冷まします。" in exported(letterpress, "pot.txt")


@pytest.mark.parametrize(
    ("show", "in_html", "in_text"),
    [
        (
            "full",
            '<p style="margin: 0 0 16px 0;">湯を冷まします。</p>',
            "■ 急須の話\n\n湯を冷まします。\n\nhttps://",
        ),
        ("link", "急須の話</a></h2>\n<p", "■ 急須の話\n\nhttps://"),
        ("抜粋", "湯を冷まします。</p>\n<p", "■ 急須の話\n\n湯を冷まします。\n\nhttps://"),
    ],
)
def test_an_item_is_shown_as_its_issue_says(letters: Letters, show: str, in_html: str, in_text: str) -> None:
    letterpress = letters(issue=ISSUE.replace("[posts/pot]", f"[{{id: posts/pot, show: {show}}}]"))
    assert letterpress("newsletter export", "12").code == 0
    assert in_html in exported(letterpress, "012.html")
    assert in_text in exported(letterpress, "012.txt")
    assert ("続きを読む" in exported(letterpress, "012.html")) == (show != "full")
    assert letterpress("build").code == 0


def test_a_theme_may_have_letters_of_its_own(letters: Letters) -> None:
    letterpress = letters()
    template = letterpress.root / "themes/plain/templates/email.html"
    template.parent.mkdir(parents=True)
    template.write_text("<html><body><p>{{ email.title }}!</p></body></html>", "utf-8")
    letterpress("newsletter export", "12", "--format", "html")
    assert "<p>春の号!</p>" in exported(letterpress, "012.html")
    template.write_text("<p>\n{{ email.title }", "utf-8")
    said = letterpress("newsletter export", "12")
    assert said.code == 1
    assert "themes/plain/templates/email.html:2" in said.err


def test_an_unknown_issue_is_told_with_those_that_there_are(letters: Letters) -> None:
    said = letters()("newsletter export", "99", "--lang", "en")
    assert said.code == 2
    assert "error[issue-unknown]: there is no issue and no post `99`" in said.err
    assert "there are issues from 12 to 12" in said.err


def test_an_unknown_profile_names_the_nearest(letters: Letters) -> None:
    said = letters()("newsletter export", "12", "--profile", "mailchip", "--lang", "en")
    assert said.code == 1
    assert "error[profile-unknown]" in said.err
    assert "did you mean `mailchimp`?" in said.err


def test_a_profile_of_ones_own_that_is_wrong_is_told(letters: Letters) -> None:
    letterpress = letters()
    (letterpress.root / "profiles").mkdir()
    (letterpress.root / "profiles/own.yaml").write_text("unsubscribed: x\n", "utf-8")
    said = letterpress("newsletter export", "12", "--profile", "own")
    assert said.code == 1
    assert "profiles/own.yaml: error[profile-wrong]" in said.err


def test_a_profile_of_ones_own_says_what_its_service_takes(letters: Letters) -> None:
    letterpress = letters(issue=ISSUE.replace("{{ name }}", "%name%"))
    (letterpress.root / "profiles").mkdir()
    (letterpress.root / "profiles/haihai.yaml").write_text(
        "files: [html, text]\nunsubscribe: '%stop%'\nescape:\n  - {find: '%name%', text: '% name %'}\n",
        "utf-8",
    )
    assert letterpress("newsletter export", "12", "--profile", "haihai").code == 0
    html = exported(letterpress, "012.html")
    assert "&#37;name&#37;" in html
    assert 'href="%stop%"' in html
    assert "% name % は差し込みの例です。" in exported(letterpress, "012.txt")


def test_what_the_law_wants_keeps_a_letter_from_being_written(letters: Letters) -> None:
    letterpress = letters(config=CONFIG + "sender:\n  name: 工房\n  law: us\n")
    said = letterpress("newsletter export", "12", "--lang", "en")
    assert said.code == 1
    assert said.err.count("error[email-sender-incomplete]") == 2
    assert "a postal address (`address`)" in said.err
    assert not (letterpress.root / "newsletter-export").exists()
    assert said.out == "Nothing was written\n"


class TestWarnings:
    """What is told, and does not keep the letter from being written."""

    def said(self, letters: Letters, issue: str, *arguments: str) -> Said:
        said = letters(issue=issue)("newsletter check", "12", "--lang", "en", *arguments)
        assert said.code == 0, said.err
        return said

    def test_nothing_is_said_of_a_good_letter(self, letters: Letters) -> None:
        assert self.said(letters, ISSUE).err == ""

    def test_email_subject_long(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE.replace("春の便り 12", "とても長い件名" * 6))
        assert "012.md:5:10: note[email-subject-long]" in said.err
        limit = self.said(letters, ISSUE.replace("春の便り 12", "a" * 160), "--profile", "mailchimp")
        assert "note[email-subject-long]: mailchimp takes a subject of 150 characters at most" in limit.err

    def test_email_preheader_missing(self, letters: Letters) -> None:
        assert (
            "note[email-preheader-missing]"
            in self.said(letters, ISSUE.replace("preheader: 急須の話を一つ\n", "")).err
        )

    def test_email_preheader_long(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE.replace("急須の話を一つ", "急須の話を一つ" * 10))
        assert "012.md:6:12: note[email-preheader-long]" in said.err

    def test_email_placeholder(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE + "\n○○様、値段は要確認です。\n\n```\nTK\n```\n\n`XXX`とTKを\n")
        assert said.err.count("warning[email-placeholder]") == 3
        assert "012.md:14:1: warning[email-placeholder]: `○○` was to be filled in" in said.err
        assert "012.md:20:7: warning[email-placeholder]: `TK`" in said.err

    def test_email_item_unpublished(self, letters: Letters) -> None:
        letterpress = letters(post=POST.replace("2026-11-01", "2026-11-20"))
        said = letterpress("newsletter check", "12", "--lang", "en")
        assert "warning[email-item-unpublished]: the post “急須の話” is not published" in said.err

    def test_email_issue_order(self, letters: Letters) -> None:
        letterpress = letters()
        (letterpress.root / "content/newsletter/011.md").write_text(
            "---\ntitle: 前\nissue: 11\ndate: 2026-11-20\n---\n\n本文。\n", "utf-8"
        )
        said = letterpress("newsletter check", "12", "--lang", "en")
        assert "warning[email-issue-order]: it is dated before No. 11 (2026-11-20)" in said.err

    def test_email_too_large(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE + "\n長い段落です。\n" * 3000)
        assert "warning[email-too-large]" in said.err
        near = self.said(letters, ISSUE + "\n長い段落です。\n" * 1600)
        assert "note[email-too-large]" in near.err

    def test_email_template_in_subject(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE.replace("春の便り 12", '"*|A|* 12"'), "--profile", "mailchimp")
        assert "warning[email-template-in-subject]: mailchimp takes `*|` in the subject" in said.err

    def test_email_template_in_text(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE.replace("{{ name }}", "*|A|*"), "--profile", "mailchimp")
        assert "warning[email-template-in-text]: mailchimp takes `*|` in the plain text" in said.err

    def test_email_alt_missing(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE + "\n![](https://example.com/a.png)\n")
        assert "note[email-alt-missing]" in said.err

    def test_email_image_drawing(self, letters: Letters) -> None:
        said = self.said(letters, ISSUE + "\n![地図](https://example.com/map.svg)\n")
        assert "note[email-image-drawing]" in said.err

    def test_email_image_heavy(self, letters: Letters) -> None:
        letterpress = letters(issue=ISSUE + "\n![店](/shop.png)\n")
        static = letterpress.root / "content/static"
        static.mkdir()
        (static / "shop.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1_200_000))
        said = letterpress("newsletter check", "12", "--lang", "en")
        assert "012.md:14:" in said.err
        assert "note[email-image-heavy]: the image has 1.2 MB" in said.err
