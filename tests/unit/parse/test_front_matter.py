# SPDX-License-Identifier: MIT
"""From the bytes of a source to typed fields, with everything that a writer is told about them.

The cases are texts: tests/fixtures/front_matter/*.md holds, under each heading, what a writer wrote and, after `=>`,
what comes of it. A diagnostic begins with its place and the text that it marks there.
"""

import re

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.fixture_cases import Case, case_id, cases_in, diagnostic_lines
from tests.support.paths import TESTS

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, worst
from letterpress.document import DocumentKind
from letterpress.encoding import FORBIDDEN, STAND_IN, decode_text
from letterpress.parse.front_matter import FieldOptions
from letterpress.parse.front_matter.decoder import decode_fields
from letterpress.parse.front_matter.file_names import slug_for
from letterpress.parse.source_text import read_source
from letterpress.yaml_reader import read_yaml

FIXTURES = TESTS / "fixtures" / "front_matter"
PATH = "content/posts/2026-11-21-x.md"
KINDS: dict[str, DocumentKind] = {"posts": "post", "newsletter": "issue", "pages": "page"}
OPTIONS = FieldOptions(timezone="Asia/Tokyo", purposes=("pr", "support"))


def told(case: Case) -> str:
    """What a writer is told: the diagnostics, and the fields where nothing is wrong with them."""
    path, text = PATH, case.given
    if text.startswith("path "):
        first, _, text = text.partition("\n")
        path = first.removeprefix("path ")
    if case.file != "fences":
        text = f"---\n{text}---\n"
    # Characters that no editor shows are written like <U+0008>.
    text = re.sub("<U[+]([0-9A-F]{4})>", lambda match: chr(int(match[1], 16)), text)
    return as_text(text, path)


def as_text(text: str, path: str) -> str:
    problems, fields = understand(text.encode(), path)
    lines = [line for problem in problems for line in diagnostic_lines(problem)]
    if worst(problems) is not Severity.ERROR:
        lines.append(fields)
    return "".join(f"{line}\n" for line in lines)


def understand(data: bytes, path: str) -> tuple[tuple[Diagnostic, ...], str]:
    """Every problem of a source, and its fields and slug as text."""
    source, problems = read_source(data, path)
    if source is None:
        return problems, ""
    mapping, yaml_problems = read_yaml(source.front_matter, path, source.front_matter_line)
    if mapping is None and yaml_problems:
        return problems + yaml_problems, ""
    kind = KINDS[path.split("/")[1]]
    fields, _, field_problems = decode_fields(mapping, path=path, kind=kind, options=OPTIONS)
    encoded = msgspec.json.encode(fields).decode()
    return problems + yaml_problems + field_problems, f"{slug_for(path, fields)} {encoded}"


@pytest.mark.parametrize("case", cases_in(FIXTURES), ids=case_id)
def test_a_writer_is_told(case: Case) -> None:
    assert told(case).rstrip() == case.expected.rstrip()


def test_a_name_of_200_bytes_is_a_slug_and_one_of_201_is_not() -> None:
    assert as_text(f"---\ntitle: 春\nslug: {'a' * 200}\n---\n", PATH).startswith("a" * 200)
    assert "[slug-unsafe]" in as_text(f"---\ntitle: 春\nslug: {'a' * 201}\n---\n", PATH)
    assert "[slug-unsafe]" in as_text(f"---\ntitle: 春\nslug: {'春' * 67}\n---\n", PATH)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("shift_jis", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP (JIS)"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_another_encoding_is_refused_and_named(encoding: str, name: str) -> None:
    data = "---\ntitle: 見込み客への便り\n---\n本文です。\n".encode(encoding)
    source, problems = read_source(data, PATH)
    assert source is None
    assert [problem.code for problem in problems] == ["encoding-not-utf8"]
    assert f"most likely {name}" in problems[0].message.en


def test_what_only_windows_writes_in_shift_jis_is_named_so() -> None:
    _, problems = read_source("---\ntitle: ㈱はこべの髙橋です\n---\n".encode("cp932"), PATH)
    assert problems[0].message.ja == "UTF-8 ではありません（11バイト目、おそらく Shift_JIS (CP932)）"
    assert problems[0].span == Span(PATH, 2, 8, 1)


def test_western_text_is_not_taken_for_japanese() -> None:
    _, problems = read_source("---\ntitle: un café\n---\n".encode("cp1252"), PATH)
    assert "Windows-1252" in problems[0].message.en


def test_a_lost_byte_is_not_taken_for_another_encoding() -> None:
    data = "---\ntitle: 見込み客への便り\n---\n本文です。\n".encode()
    _, problems = read_source(data[:30] + data[31:], PATH)
    assert problems[0].message.en == "this is not UTF-8 (byte offset 29)"
    assert problems[0].hint == Message(
        "その位置の文字を消して打ち直してください", "delete the character there and type it again"
    )


def test_the_offset_counts_the_byte_order_mark() -> None:
    _, problems = read_source(b"\xef\xbb\xbf---\ntitle: \xff\n---\n", PATH)
    assert "(byte offset 14)" in problems[0].message.en
    assert problems[0].span == Span(PATH, 2, 8, 1)


def test_a_binary_file_is_not_listed_byte_by_byte() -> None:
    _, problems = read_source(b"---\n" + b"\x01" * 1000, PATH)
    assert len([problem for problem in problems if problem.code == "character-forbidden"]) == 10


def test_an_excerpt_can_be_had_of_any_line() -> None:
    source, _ = read_source(b"---\r\ntitle: a\r\n---\r\nBody\r\n", PATH)
    assert source is not None
    assert [source.line(number) for number in range(7)] == ["", "---", "title: a", "---", "Body", "", ""]
    assert (source.front_matter_line, source.body_line, source.body) == (2, 4, "Body\n")


def test_every_message_is_there_in_both_languages() -> None:
    japanese = re.compile("[\u3041-\u9fff]")
    for case in cases_in(FIXTURES):
        text = case.given if case.file == "fences" else f"---\n{case.given}---\n"
        for problem in understand(text.encode(), PATH)[0]:
            for message in (problem.message, problem.hint):
                if message is not None:
                    assert japanese.search(message.ja), message
                    assert not message.ja.endswith("。"), message
                    assert not message.en.endswith("."), message


LINES = st.text(st.sampled_from("a題:：　 -[]{},&*!|>'\"%@`#?\t\\~1.\n"), max_size=60)


@given(LINES)
@example("? |\n a\n: b\n")
@example("- - - a\n    b: '\n")
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_every_place_exists(text: str) -> None:
    lines = f"---\n{text}\n---\n".split("\n")
    problems, _ = understand(f"---\n{text}\n---\n".encode(), PATH)
    for problem in problems:
        span = problem.span
        assert 1 <= span.line <= len(lines)
        assert span.length >= 1
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert problem.excerpt == lines[span.line - 1]


def test_exactly_the_forbidden_characters_are_found() -> None:
    characters = [chr(code) for code in range(0x11000) if not 0xD800 <= code < 0xE000 and chr(code) != "\r"]
    found = {one for one in characters if decode_text(f"春 {one}".encode(), PATH)[1] != ()}
    assert found == {one for one in characters if FORBIDDEN.search(one)}


@given(
    st.text(st.sampled_from("a春°\r\n\t\x1b\x85\u202e\ufeff\ufffd"), max_size=9),
    st.sampled_from([b"", b"\xff"]),
)
@settings(max_examples=500, deadline=None)
def test_a_text_comes_out_as_it_was_written_or_is_refused(written: str, lost: bytes) -> None:
    text, problems = decode_text(written.encode() + lost, PATH)
    if lost:
        assert text is None
        assert f"(byte offset {len(written.encode())}" in problems[0].message.en
    else:
        expected = re.sub("\r\n?", "\n", written.removeprefix("\ufeff"))
        assert text == FORBIDDEN.sub(STAND_IN, expected)
        assert len(problems) == len(FORBIDDEN.findall(expected))


@given(st.lists(st.sampled_from(["---", "--- \t", " ---", "----", "--", "a", "", "---\u3000"]), max_size=7))
@settings(max_examples=500, deadline=None)
def test_front_matter_ends_with_the_first_line_of_three_hyphens(lines: list[str]) -> None:
    source, _ = read_source("\n".join(lines).encode(), PATH)
    fences = [index for index, line in enumerate(lines) if line.rstrip(" \t") == "---"]
    if len(fences) < 2 or fences[0] != 0:
        assert source is None
    else:
        assert source is not None
        assert source.front_matter == "".join(f"{line}\n" for line in lines[1 : fences[1]])
        assert source.body == "\n".join(lines[fences[1] + 1 :])
        assert source.body_line == fences[1] + 2


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_bytes_are_too_odd(data: bytes) -> None:
    understand(data, PATH)
    understand(b"---\n" + data + b"\n---\n", PATH)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"))))
@settings(max_examples=200, deadline=None)
def test_a_title_in_quotes_is_what_was_written(title: str) -> None:
    escaped = title.replace("'", "''")
    problems, fields = understand(f"---\ntitle: '{escaped}'\n---\n".encode(), PATH)
    if title.strip():
        assert problems == ()
        assert msgspec.json.decode(fields.partition(" ")[2])["title"] == title.strip()
    else:
        assert [problem.code for problem in problems] == ["title-missing"]
