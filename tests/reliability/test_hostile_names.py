# SPDX-License-Identifier: MIT
"""Names, data, moments and arguments that nobody means well by: each is used or refused, never a fault of ours.

Nothing that steers a terminal is ever shown, and no line of a log is a command to GitHub Actions but annotations.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine, MakeProject, Said
from tests.support.campaign import Campaign, some

POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n本文\n"
STEERING = re.compile("(?![\t\n])[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COMMANDS = re.compile(r"^\s*::(?!(?:error|warning|notice) )|##\[", re.MULTILINE)

NAMES = [
    b"a" * 250,
    "漢".encode() * 83,
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x1b[31m",
    b"\x1b]0;x\x07",
    b"\xc2\x9b31m",
    "\u202e".encode(),
    b"a\nb",
    b"a\rb",
    b"a\tb",
    b"\n::error::x",
    b"::error::x",
    b"##[error]x",
    b"a%0Ab",
    b"a%0A::error::b",
    b"a\\b",
    b"-rf",
    b"a:b",
    b"con",
    b" ",
    b".",
    b"..",
    b"a ",
    b"a.",
    "\u2028".encode(),
    "\u3000".encode(),
    "\u0130".encode(),
    "e\u0301".encode(),
    "😀".encode() * 60,
    b"#",
    b"?",
    b"%",
    b"%2e%2e",
    b'"<>|*',
    b"&lt;",
    b"'",
    b"\x7f",
    b"index",
    b"404",
    b"2026-99-99-x",
    b"9" * 100,
]
FOLDERS = {
    "content/": ".md",
    "content/posts/": ".md",
    "content/newsletter/": ".md",
    "content/pages/": ".md",
    "content/static/": ".txt",
    "content/data/": ".yaml",
    "themes/plain/templates/": ".html",
    "themes/plain/static/": ".css",
    "themes/plain/i18n/": ".yaml",
}
FORMS = [[], ["--format", "json"], ["--format", "github", "-v", "--explain"]]


def no_fault(said: Said) -> None:
    """Check that a command did its work or refused to, and that a terminal and GitHub may show what it said."""
    assert said.code in {0, 1, 2}, said.err
    text = said.out + said.err
    assert "Traceback" not in text
    assert STEERING.search(text) is None
    assert COMMANDS.search(text) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_of_any_name(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign, folder: str
) -> None:
    root = make_project({"content/posts/letter.md": POST})
    letterpress = command_line(root)
    (root / folder).mkdir(parents=True, exist_ok=True)
    for name in some(NAMES, 6):
        file = os.path.join(os.fsencode(root / folder), name + FOLDERS[folder].encode())  # noqa: PTH118 - bytes
        if len(name) + len(FOLDERS[folder]) > 255:
            continue
        with open(file, "w", encoding="utf-8") as opened:  # noqa: PTH123 - as above
            opened.write(POST if folder.startswith("content/") else "")
        for form in some(FORMS, 1):
            with campaign.attempt("hostile names"):
                no_fault(letterpress("build", *form))
        with campaign.attempt("hostile names"):
            no_fault(letterpress("list"))
        os.unlink(file)  # noqa: PTH108 - as above


@pytest.mark.parametrize("name", ["a" * 300, "漢" * 90, "\x1b[31m", "a\u202e", ".git", ".", ".."], ids=ascii)
@pytest.mark.parametrize("setting", ["theme", "output"])
def test_a_folder_of_any_name(
    make_project: MakeProject,
    command_line: Callable[[Path], CommandLine],
    campaign: Campaign,
    setting: str,
    name: str,
) -> None:
    value = name.encode("unicode_escape").decode()
    config = f'{CONFIG.replace("theme: plain", "")}\n{setting}: "{value}"\n'
    root = make_project({"content/posts/letter.md": POST, "letterpress.yaml": config})
    with campaign.attempt("hostile names"):
        said = command_line(root)("build")
        no_fault(said)
        assert said.code == 2


DATA = {
    "whole.json": '{"a": ' + "9" * 5000 + "}",
    "wide.json": '{"a": 99999999999999999999999999}',
    "fraction.json": "[1e999, -1e999]",
    "nan.json": "[NaN, Infinity, -Infinity]",
    "half.json": '{"a": "\\ud800"}',
    "half-key.json": '{"\\udfff": 1}',
    "escape.json": '{"a": "\\u001b[31m"}',
    "short.json": '{"a": "\\b"}',
    "deep.json": "[" * 100_000,
    "whole.yaml": "a: " + "9" * 5000 + "\n",
    "half.yaml": 'a: "\\ud800"\n',
    "beyond.yaml": 'a: "\\U00110000"\n',
    "hexadecimal.yaml": "a: 0x" + "f" * 6000 + "\nb: 1e99999\nc: .inf\nd: .nan\n",
    "days.yaml": "a: 9999-12-31T23:59:59-23:59\nb: 0001-01-01\nc: 0000-00-00\n",
    "long.csv": "a,b\n" + "x" * 200_000 + ",1\n",
    "open.csv": 'a,b\n"x',
    "empty.csv": "",
    "whole.csv": "a\n" + "9" * 5000 + "\n",
}


@pytest.mark.parametrize("name", DATA)
def test_data_of_any_kind(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign, name: str
) -> None:
    template = "{{ data|tojson }}{{ data }}"
    root = make_project(
        {
            "content/posts/letter.md": POST,
            f"content/data/{name.replace('-', '_')}": DATA[name],
            "themes/plain/templates/post.html": template,
        }
    )
    with campaign.attempt("hostile data"):
        no_fault(command_line(root)("build"))


@pytest.mark.parametrize(
    ("text", "place"),
    [('{\n "a": "x\\ud800"\n}', "2:9"), ('["\\\\ud800", "\\ud83d\\ude00", "\\u001b"]', "1:30")],
)
def test_an_escape_of_what_must_not_be_published_is_told_with_its_place(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine], text: str, place: str
) -> None:
    root = make_project({"content/posts/letter.md": POST, "content/data/a.json": text})
    said = command_line(root)("build")
    assert said.code == 1
    assert f"content/data/a.json:{place}: error[character-forbidden]" in said.err


def test_a_number_that_is_too_long_for_one_stays_as_it_is_written(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    root = make_project(
        {
            "content/posts/letter.md": POST,
            "content/data/a.json": '{"long": 123456789012345678901234567890, "short": 12}',
            "themes/plain/templates/post.html": "{{ data.a.long }} {{ data.a.short + 1 }}",
        }
    )
    assert command_line(root)("build").code == 0
    assert (root / "site/posts/letter/index.html").read_text("utf-8") == "123456789012345678901234567890 13\n"


MOMENTS = [
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00-23:59",
    "0001-02-01",
    "0002-01-01",
    "9998-12-31",
    "9999-12-30",
    "9999-12-31T23:59:59",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59+14:00",
    "10000-01-01",
    "0000-01-01",
    "",
    "\x1b[31m",
]
COMMANDS_OF_A_MOMENT = ["build", "list", "report", "report --format html", "new post x", "new issue x"]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_any_moment(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign, zone: str
) -> None:
    root = make_project(
        {"content/posts/letter.md": POST, "letterpress.yaml": CONFIG.replace("Asia/Tokyo", zone)}
    )
    letterpress = command_line(root)
    for moment in some(MOMENTS, 5):
        for command in some(COMMANDS_OF_A_MOMENT, 2):
            with campaign.attempt("hostile moments"):
                no_fault(letterpress(command, now=moment))


ARGUMENTS = ["\ud800", "\udcff", "\x1b[31m", "\u202e", "::error::x", "a" * 300, "漢" * 100, "\n", "-", ""]


@pytest.mark.parametrize(
    "command",
    [
        "new post",
        "new issue",
        "build -o",
        "build -b",
        "build -c",
        "build --report",
        "build --fail-on",
        "list --status",
        "",
    ],
)
def test_any_argument(
    make_project: MakeProject,
    command_line: Callable[[Path], CommandLine],
    campaign: Campaign,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
) -> None:
    root = make_project({"content/posts/letter.md": POST})
    monkeypatch.chdir(root)
    for argument in some(ARGUMENTS, 4):
        with campaign.attempt("hostile arguments"):
            no_fault(command_line(root)(command, argument))


def test_an_escape_of_jis_after_a_broken_byte_is_refused_with_its_place(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    root = make_project({})
    (root / "content/posts").mkdir(parents=True)
    (root / "content/posts/x.md").write_bytes(POST.encode() + "山".encode() + b"\xe3\x1b$B\x80\x82\n")
    said = command_line(root)("build")
    assert said.code == 1
    assert "content/posts/x.md:7:3: error[encoding-not-utf8]" in said.err
