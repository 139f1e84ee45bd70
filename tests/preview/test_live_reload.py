# SPDX-License-Identifier: MIT
"""The reload channel over a real connection: what open pages are told, and when."""

import json
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from typing import Any

import pytest

Start = Callable[..., Any]


def states(response: HTTPResponse) -> Iterator[Any]:
    """The states that arrive, as a browser reads them."""
    for line in response:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def listen(preview: Any, **headers: str) -> Iterator[Any]:
    response = preview.get("/__letterpress/reload", **headers)
    assert response.status == 200
    assert response.getheader("content-type") == "text/event-stream; charset=utf-8"
    assert response.getheader("cache-control") == "no-store"
    return states(response)


def test_a_page_learns_at_once_which_version_there_is(start: Start) -> None:
    preview = start()

    state = next(listen(preview))
    assert f'data-version="{state["site"]}"' in preview.text("/hello/")
    assert state["error"] is None


def test_a_build_that_changed_files_is_a_new_version(press: Any, start: Start) -> None:
    told = listen(start())
    before = next(told)

    press.write("hello.txt", "新しい文")
    after = next(told)
    assert after["site"] != before["site"]
    assert after["stylesFrom"] is None


def test_every_open_page_is_told(press: Any, start: Start) -> None:
    preview = start()
    pages = [listen(preview) for _ in range(5)]
    before = [next(page) for page in pages]

    press.write("hello.txt", "新しい文")
    after = [next(page) for page in pages]
    assert len({state["site"] for state in before + after}) == 2


def test_a_build_that_changed_nothing_is_no_new_version(press: Any, start: Start) -> None:
    told = listen(start())
    before = next(told)

    press.write("hello.txt", "こんにちは")
    assert next(told) == before


def test_style_sheets_alone_can_be_swapped(press: Any, start: Start) -> None:
    told = listen(start())
    before = next(told)

    press.write("style.css", "p { color: rgb(4, 5, 6) }")
    swapped = next(told)
    assert swapped["stylesFrom"] == before["site"]
    press.write("hello.txt", "新しい文")
    assert next(told)["stylesFrom"] is None


def test_style_sheets_among_other_changes_are_not_swapped(press: Any, start: Start) -> None:
    told = listen(start(quiet=0.3))
    next(told)

    press.write("style.css", "p { color: rgb(4, 5, 6) }")
    press.write("hello.txt", "新しい文")
    assert next(told)["stylesFrom"] is None


def test_a_failure_is_told_escaped_and_its_end_too(press: Any, start: Start) -> None:
    told = listen(start())
    before = next(told)

    press.write("hello.txt", "<i>BROKEN</i>")
    failed = next(told)
    assert failed["site"] == before["site"]
    assert "&lt;i&gt;<mark>BROKEN</mark>&lt;/i&gt;" in failed["error"]
    assert "<i>" not in failed["error"]
    press.write("hello.txt", "こんにちは")
    assert next(told) == before


def test_a_page_that_comes_later_learns_of_the_failure(press: Any, start: Start) -> None:
    preview = start()
    press.write("hello.txt", "BROKEN")
    press.wait(lambda: not press.builds[-1].ok)
    press.settle()

    assert "BROKEN" in next(listen(preview))["error"]


def test_the_report_has_a_version_of_its_own(press: Any, start: Start) -> None:
    press.report_html = b"<body>30%</body>"
    told = listen(start())
    before = next(told)

    press.report_html = b"<body>40%</body>"
    press.write("hello.txt", "こんにちは")
    after = next(told)
    assert after["site"] == before["site"]
    assert after["report"] != before["report"]


def test_another_run_has_other_versions(start: Start) -> None:
    runs = [next(listen(start()))["site"].split("-")[0] for _ in range(2)]

    assert runs[0] != runs[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"host": "evil.example"},
    ],
)
def test_pages_of_other_sites_learn_nothing(preview: Any, headers: dict[str, str]) -> None:
    response = preview.get("/__letterpress/reload", **headers)

    assert response.status == 403
    assert b"data" not in response.read()


def test_own_pages_are_served(preview: Any) -> None:
    told = listen(preview, origin=f"http://127.0.0.1:{preview.port}", sec_fetch_site="same-origin")

    assert next(told)["error"] is None


def test_stopping_ends_every_channel(press: Any, start: Start) -> None:
    preview = start()
    pages = [listen(preview) for _ in range(3)]
    for told in pages:
        next(told)

    preview.session.stop()
    assert [list(told) for told in pages] == [[], [], []]
