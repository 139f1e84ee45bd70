# SPDX-License-Identifier: MIT
"""Repeated diagnostics are told together, and what is told fits the terminal; an archive with many scars shows both."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.conftest import CONFIG, CommandLine, MakeProject

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span
from letterpress.report.terminal import diagnostics_text

Letterpress = Callable[[Path], CommandLine]


def dead_link(
    number: int, *, code: str = "link-target-missing", severity: Severity = Severity.ERROR
) -> Diagnostic:
    name = f"{number:03}"
    return Diagnostic(
        code=code,
        severity=severity,
        message=Message(f"`{name}.md` という原稿はありません", f"no document at `{name}.md`"),
        span=Span(f"content/posts/{number // 2:03}.md", number, 3, 4),
        excerpt=f"前の[便り]({name}.md)もどうぞ。",
        hint=Message("`second.md` のことでしょうか", "did you mean `second.md`?"),
    )


def text(
    diagnostics: list[Diagnostic], *, language: Language = "en", every: bool = False, width: int | None = None
) -> str:
    return diagnostics_text(diagnostics, language=language, colour=False, every=every, width=width)


def test_three_of_a_code_are_told_in_full() -> None:
    told = text([dead_link(number) for number in range(3)])
    assert told.count("error[link-target-missing]") == told.count("hint:") == 3
    assert "more" not in told


def test_of_more_the_first_three_are_told_and_the_others_counted() -> None:
    told = text([dead_link(number) for number in range(9)])
    assert told.count("error[link-target-missing]") == 3
    assert told.endswith("6 more in 4 files; `letterpress build -v` or `--format json` shows all\n")
    told = text([dead_link(number) for number in range(9)], language="ja")
    assert told.endswith(
        "ほかに6件（4ファイル）。`letterpress build -v` か `--format json` で、すべて見られます\n"
    )


def test_every_one_is_told_where_that_is_asked_for() -> None:
    told = text([dead_link(number) for number in range(9)], every=True)
    assert told.count("error[link-target-missing]") == 9
    assert "more" not in told


def test_an_error_is_never_counted_among_warnings() -> None:
    many = [dead_link(number, severity=Severity.WARNING) for number in range(9)]
    told = text([*many, dead_link(9)])
    assert told.count("error[link-target-missing]") == 1
    assert told.count("warning[link-target-missing]") == 3


def test_the_more_there_is_the_less_is_told_of_each() -> None:
    one = text([dead_link(number) for number in range(9)])
    several = text([dead_link(number, code=f"code-{code}") for code in range(5) for number in range(9)])
    many = text([dead_link(number, code=f"code-{code}") for code in range(9) for number in range(9)])
    assert one.count("hint:") == 3
    assert several.count("hint:") == 5
    assert many.count("hint:") == 0
    # But of each code the first three, and the count of the others.
    most = text([dead_link(number, code=f"code-{code}") for code in range(16) for number in range(9)])
    assert len(most.splitlines()) < 60
    assert most.count("content/posts/000.md: error[code-") == 16
    assert most.count("see also: content/posts/000.md:1:3, content/posts/001.md:2:3; 6 more in 4 files") == 16
    for told, codes in ((several, 5), (many, 9)):
        assert told.count("error[code-") == 3 * codes
        assert told.count("6 more in") == codes


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(width: int, language: Language) -> None:
    long = Diagnostic(
        code="letter-as-markdown",
        severity=Severity.WARNING,
        message=Message(
            "メールの文面のような書き方ですが、Markdown として読んでいます。改行がつながり、罫線が見出しになります",
            "this is written like a plain text mail but read as Markdown, so that lines run together and rulers vanish",
        ),
        span=Span("content/posts/a.md", 120, 60, 8),
        excerpt="いつもお読みくださり、ありがとうございます。" * 4
        + "That is a long line in English, too. " * 3,
        hint=Message(
            "フロントマターに `format: letter` と書くか、`breaks: hard` と書いてください",
            "write `format: letter`, or `breaks: hard`, in the front matter; `docs/letters.md` shows both",
        ),
    )
    told = text([long, *(dead_link(number) for number in range(9))], language=language, width=width)
    assert max(cell_len(line) for line in told.splitlines()) <= width
    sentence = long.message.text(language)
    joined = "".join(line.strip() for line in told.splitlines())
    assert sentence.replace(" ", "") in joined.replace(" ", "")
    for line in told.splitlines():
        assert line.strip()[:1] not in set("、。，．」』）】ーっょゃゅ")


def test_where_there_is_no_terminal_a_sentence_stays_on_one_line() -> None:
    told = text([dead_link(1)])
    assert "content/posts/000.md:1:3: error[link-target-missing]: no document at `001.md`\n" in told


SCARS = (
    "[続き](gone-{n}.md)はこちら。",
    "詳しくは[ご案内](/old/{n}/)へ。",
    "![](photo-{n}.jpg)",
    '[gallery ids="{n},{n}"]',
    '{{< figure src="{n}.png" >}}',
    "[^{n}]をご覧ください。",
    "**「太字 」**のつもり。",
    "・お茶\n・お菓子\n・花",
    "[ここ]()から。",
    "#見出し{n}",
    "<div>閉じない箱 {n}",
)


def archive(issues: int, scars: int, seed: int) -> Iterator[tuple[str, str]]:
    """The sources of an archive: issues of a newsletter over the years, with scars spread over them at random."""
    chance = random.Random(seed)
    spread = [chance.randrange(issues) for _ in range(scars)]
    for number in range(1, issues + 1):
        year, month, day = 2008 + number // 40, number % 12 + 1, number % 28 + 1
        lines = [chance.choice(SCARS).format(n=number) for _ in range(spread.count(number - 1))]
        body = "\n\n".join(["いつもお読みくださり、ありがとうございます。", *lines, "それでは、また来週。"])
        head = f"---\ntitle: 第{number}号のおたより\nissue: {number}\ndate: {year}-{month:02}-{day:02}\n"
        yield f"content/newsletter/{number:03}-letter.md", f"{head}---\n\n{body}\n"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_archive_with_1500_scars_is_told_in_less_than_60_lines(
    language: Language, make_project: MakeProject, command_line: Letterpress
) -> None:
    config = (
        f"{CONFIG}diagnostics: [{{match: newsletter/*, link-target-missing: warning, image-missing: note}}]\n"
    )
    command = command_line(make_project({"letterpress.yaml": config, **dict(archive(600, 1500, seed=11))}))
    said = command("build", "--lang", language)
    assert said.code == 0
    assert len(said.err.splitlines()) < 60
    told = json.loads(command("build", "--format", "json").out)["diagnostics"]
    assert len(told) > 1300
    assert len({each["code"] for each in told}) >= 8
    annotations = command("build", "--format", "github", "-q").out
    assert sum(annotations.count(f"::{level} file=") for level in ("error", "warning", "notice")) >= len(told)
    every = command("build", "-v", "--lang", language).err
    assert every.count("warning[") + every.count("note[") == len(told)
