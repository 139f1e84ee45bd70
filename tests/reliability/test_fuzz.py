# SPDX-License-Identifier: MIT
"""Front matters and bodies that chance has made: each is read, or refused with a message that leads to its place.

A seed stands for a folder of sources, which a real build then reads at once: its exit code is 1 where any of them has
an error, and 0 otherwise.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from letterpress.config import Config
from letterpress.diagnostics import Severity
from letterpress.document import BrokenDocument
from letterpress.load import document_kind
from letterpress.parse.codec import decode_body, encode_document
from letterpress.parse.documents import parse_document
from letterpress.parse.front_matter.table import FIELDS
from letterpress.parse.options import parse_options
from letterpress.render.feeds.sanitizer import feed_html
from letterpress.report.terminal.diagnostics import diagnostics_text
from tests.conftest import CommandLine, MakeProject
from tests.reliability.test_hostile_names import no_fault
from tests.support.campaign import Campaign, times
from tests.support.hostile_texts import LINES, PIECES

A_SEED = 100
"""Sources a seed."""
FRONT_MATTERS = times(sample=2, whole=100)
BODIES = times(sample=1, whole=50)
FOLDERS = ("content/posts", "content/newsletter", "content/pages")

OPTIONS = parse_options(
    Config(title="試し刷り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo")
)

NAMES = [field.name for field in FIELDS] + [
    "title ",
    "Title",
    "タイトル",
    "日付",
    "x",
    "",
    "1",
    "- a",
    "?",
    "<<",
    "null",
]
VALUES = """春の便り|2026-11-21|2026-02-30|0000-00-00|9999-12-31T23:59:59+14:00
2026-11-21 25:61|１２月３日|[a, b]|[a, [b]]
{a: b}|{a: {b: c}}|"a\\nb"|"\\u0000"|"\\ud800"|'it''s'|"unclosed|[unclosed|{unclosed
&a b|*a|!!python/object:os.system x|!!binary aGk=
no|yes|~|null|1e999|-0|0x1F|0o17|1_000|12:30:45|.inf|.nan|: a|a: b|a : b|a:b|# c|a #c
@a|`a`|%a|>-|\\||\t|  |,|é́́́|\u3000|\u202e
/../../etc/passwd|%2e%2e/|..|.|/|//example.com|javascript:alert(1)|https://[::1
https://ex ample.com|data:text/html,x|C:\\a|con|a/b
第12号|Vol.7|12-13|-1|99999999999999999999999|true|[]|{}|[~]|["", ""]|{"": ""}|- a
---|...|<script>|{{ a }}|{% a %}|\u2028|\ufeff"""
SCALARS = [each for line in VALUES.split("\n") for each in line.split("|")]
SIGNS = "\n\n\n  \t:-#'\"[]{}&*!|>%@`,?~\\/<=.\u3000\ufeff\u2028：、。あé\x00\x1b\x7f\u202e0a"


def front_matter(rng: random.Random) -> str:
    """A front matter of likely names with any values, in most cases with some signs changed, moved or lost."""
    lines = ["title: 便り", "date: 2026-11-01"] if rng.random() < 0.5 else []
    for _ in range(rng.randrange(8)):
        value = rng.choice(SCALARS)
        if rng.random() < 0.2:
            value = f"[{', '.join(rng.choices(SCALARS, k=rng.randrange(4)))}]"
        if rng.random() < 0.1:
            value = "".join(
                f"\n{' ' * rng.randrange(4)}{rng.choice(('- ', ''))}{rng.choice(SCALARS)}" for _ in range(3)
            )
        lines.append(f"{rng.choice(NAMES)}:{rng.choice((' ', ' ', ' ', '', chr(0x3000)))}{value}")
    text = "\n".join(lines)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        end = min(len(text), at + rng.randrange(4))
        text = text[:at] + "".join(rng.choices(SIGNS, k=rng.randrange(3))) + text[end:]
    return f"---\n{text}\n---\n本文です。\n" if rng.random() < 0.95 else f"---\n{text}\n"


def body(rng: random.Random) -> str:
    """A body of pieces that mean something to a reader of Markdown, one into the other."""
    pieces = [
        *PIECES,
        *LINES,
        "\n",
        "\n\n",
        "\n\n",
        "\n    ",
        "\n> ",
        "\n- ",
        "\n1. ",
        "あ",
        "a",
        " ",
        "\\",
        "`",
        "*",
        "**",
    ]
    made = []
    for _ in range(rng.randrange(1, 40)):
        made.append(rng.choice(pieces))
        if rng.random() < 0.1:
            made.append(
                chr(rng.choice((rng.randrange(0x80), rng.randrange(0x3000, 0x3100), rng.randrange(0x110000))))
            )
    text = "".join(made).encode("utf-8", "replace").decode()
    kind = rng.choice(("", "", "format: letter\n", "breaks: hard\n"))
    return f"---\ntitle: 便り\ndate: 2026-11-01\n{kind}---\n{text}"


def read(path: str, text: str) -> bool:
    """Read a source as a worker does; whether it can be published. All that is said of it leads to its place."""
    data = text.encode("utf-8", "surrogatepass")
    parsed = parse_document(path, document_kind(path), data, OPTIONS)
    encode_document(parsed.document)
    found = parsed.document.diagnostics
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for each in found:
        assert each.span.path == path, text
        assert 1 <= each.span.line <= lines or not each.span.line, (text, each)
        assert each.span.line or each.code in WHOLE_FILE, (text, each)
        assert each.message.ja, text
        assert each.message.en, text
    diagnostics_text(found[:20], language="ja", colour=False)
    is_broken = any(each.severity is Severity.ERROR for each in found)
    assert is_broken is isinstance(parsed.document, BrokenDocument), text
    if parsed.body:
        html = decode_body(parsed.body)
        feed_html(
            html.filled([f"/{number}/" for number in range(len(parsed.document.references))]),
            "https://e.com/",
        )
    return not is_broken


WHOLE_FILE = {"title-missing", "date-missing", "front-matter-missing"}
"""What is said of a file and of no line in it."""

Make = Callable[[random.Random], str]


@pytest.mark.parametrize(
    ("part", "make", "seed"),
    [("fuzz: front matter", front_matter, seed) for seed in range(FRONT_MATTERS)]
    + [("fuzz: bodies", body, seed) for seed in range(BODIES)],
)
def test_any_source_is_read_or_refused_at_its_place(
    part: str,
    make: Make,
    seed: int,
    make_project: MakeProject,
    command_line: Callable[[Path], CommandLine],
    campaign: Campaign,
) -> None:
    rng = random.Random(f"{part} {seed}")
    sources = {f"{rng.choice(FOLDERS)}/{number:03}.md": make(rng) for number in range(A_SEED)}
    with campaign.attempt(part, times=A_SEED):
        sound = [read(path, text) for path, text in sources.items()]
        root = make_project(
            {path: text.encode("utf-8", "replace").decode() for path, text in sources.items()}
        )
        said = command_line(root)("build", "--format", "json")
        no_fault(said)
        report = json.loads(said.out)
        errors = [each for each in report["diagnostics"] if each["severity"] == "error"]
        assert said.code == (1 if errors else 0)
        assert bool(errors) or all(sound)
