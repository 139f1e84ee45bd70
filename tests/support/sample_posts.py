# SPDX-License-Identifier: MIT
"""Posts for tests of commands: sound, unpublished, broken, and selling."""

from collections.abc import Callable

from tests.conftest import CommandLine

InProject = Callable[..., CommandLine]
"""Makes a project of posts, given by name, and returns the command line in it."""

GOOD = "---\ntitle: 紙の選びかた\ndate: 2026-11-20\nstage: 見込み客\nvalue_theme: 活用術\n---\n本文です。\n"
DRAFT = "---\ntitle: 書きかけ\ndate: 2026-11-19\ndraft: true\n---\n本文です。\n"
LATER = "---\ntitle: 来週の話\ndate: 2026-11-28\n---\n本文です。\n"
BROKEN = "---\ntitle: こわれた: 記事\ndate: 2026-11-18\n---\n本文です。\n"
UNKNOWN_FIELD = "---\ntitle: 余分な項目\ndate: 2026-11-18\ntagss: [紙]\n---\n本文です。\n"

SALES = {
    f"content/posts/2026-11-1{day}-sale-{day}.md": (
        f"---\ntitle: 値下げ{day}\nstage: 常連\nvalue_theme: セール\n---\n本文。\n"
    )
    for day in range(1, 7)
}
