# SPDX-License-Identifier: MIT
"""How fast letterpress reads link-heavy Markdown beside stock markdown-it-py.

Runs as a program in letterpress's own environment (`python -m bench.markdown_speed RUNS`) and says what it found as
JSON: the seconds of each, and whether both gave the same bytes.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bench.corpus import issue
from letterpress.parse.markdown import to_html

_ISSUES = 150


def main() -> None:
    """Measure both in turn, and print the result."""
    texts = [issue(number) for number in range(_ISSUES)]
    stock = (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    )
    same = all(stock.render(text) == _ours(text) for text in texts)
    gc.disable()
    rounds = [(_seconds(stock.render, texts), _seconds(_ours, texts)) for _ in range(int(sys.argv[1]))]
    found = {
        "same": same,
        "characters": sum(map(len, texts)),
        "stock": [first for first, _ in rounds],
        "letterpress": [second for _, second in rounds],
    }
    sys.stdout.write(json.dumps(found))


def _ours(text: str) -> str:
    return to_html(text, breaks="commonmark", highlight=False)


def _seconds(render: Callable[[str], str], texts: Iterable[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        render(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
