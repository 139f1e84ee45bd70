# SPDX-License-Identifier: MIT
"""`letterpress calendar`."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from icalendar import Calendar
from tests.conftest import CONFIG, CommandLine, MakeProject

POST = "---\ntitle: {title}\ndate: {date}\nstage: prospect\nvalue_theme: howto\n{more}---\n\n本文。\n"
PROJECT = {
    "letterpress.yaml": CONFIG,
    "content/posts/first.md": POST.format(
        title="一つ目", date="2026-10-01", more="next: {title: 続きの話, due: 2026-11-20}\n"
    ),
    "content/posts/kept.md": POST.format(
        title="約束した話", date="2026-10-02", more="next: {title: 守った話, due: 2026-11-20}\n"
    ),
    "content/posts/keeping.md": POST.format(title="守った話", date="2026-10-20", more="follows: kept\n"),
    "content/posts/whole.md": POST.format(title="来週; の, 話", date="2026-12-10", more=""),
    "content/posts/timed.md": POST.format(title="朝の話", date="2026-12-12 08:30", more=""),
    "content/posts/draft.md": POST.format(title="下書き", date="2026-12-13", more="draft: true\n"),
}


def events(text: str) -> dict[str, Any]:
    """The events of a calendar by their identifiers."""
    return {str(each["uid"]): each for each in Calendar.from_ical(text).walk("VEVENT")}


def written(letterpress: CommandLine, *arguments: str) -> str:
    said = letterpress("calendar", "--now", "2026-11-01T09:00:00+09:00", *arguments)
    assert (said.code, said.err) == (0, "")
    return said.out


def test_what_is_scheduled_promised_and_advised_is_in_it(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    found = events(written(command_line(make_project(PROJECT))))
    assert set(found) == {
        "scheduled-posts/whole@example.com",
        "scheduled-posts/timed@example.com",
        "promised-posts/first@example.com",
        "advised@example.com",
    }
    whole, timed = found["scheduled-posts/whole@example.com"], found["scheduled-posts/timed@example.com"]
    assert (whole["summary"], whole.decoded("dtstart")) == ("公開：来週; の, 話", dt.date(2026, 12, 10))
    assert timed.decoded("dtstart") == dt.datetime(2026, 12, 11, 23, 30, tzinfo=dt.UTC)
    promised = found["promised-posts/first@example.com"]
    assert (promised["summary"], promised.decoded("dtstart")) == (
        "予告した「続きの話」",
        dt.date(2026, 11, 20),
    )
    assert str(found["advised@example.com"]["summary"]).startswith("書く：")


def test_it_is_in_the_language_that_one_asks_for(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    found = events(written(command_line(make_project(PROJECT)), "--lang", "en"))
    assert found["scheduled-posts/timed@example.com"]["summary"] == "Goes out: 朝の話"
    assert found["promised-posts/first@example.com"]["summary"] == "Promised: “続きの話”"


def test_it_is_the_same_at_the_same_moment_and_in_the_form_of_the_standard(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    letterpress = command_line(make_project(PROJECT))
    text = written(letterpress)
    assert text == written(letterpress)
    lines = text.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_a_publication_without_posts_has_an_empty_calendar(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    assert events(written(command_line(make_project({"letterpress.yaml": CONFIG})))) == {}
