# SPDX-License-Identifier: MIT
"""An edited plugin shows in the preview at once, also one that letterpress.yaml names only since it began."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import CONFIG, MakeProject

POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n春が来ました。\n"
BLOOM = """\
def markdown(md):
    md.core.ruler.push("{name}", change)


def change(state):
    for token in state.tokens:
        for child in token.children or ():
            child.content = child.content.replace("{before}", "{after}")
"""


def plugin(name: str, before: str, after: str) -> str:
    return BLOOM.format(name=name, before=before, after=after)


class Serving:
    """`letterpress serve`, as an installation puts it on the path, started in another folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        script = Path(sys.executable).with_name("letterpress")
        self.process = subprocess.Popen(
            [script, "serve", "--root", str(root), "-p", "0", "-j", "1", "--lang", "en"],
            cwd=root.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, text: str) -> str:
        """Everything that was said up to a line with this text."""
        assert self.process.stderr is not None
        said = ""
        for line in self.process.stderr:
            said += line
            if text in line:
                return said
        raise AssertionError(said)

    def page(self) -> str:
        return (self.root / ".letterpress/preview/posts/letter/index.html").read_text("utf-8")


@pytest.fixture
def serving(make_project: MakeProject) -> Iterator[Serving]:
    """The preview of a project with one plugin, once it has built."""
    files = {
        "letterpress.yaml": f"{CONFIG}plugins: [seasons]\n",
        "content/posts/letter.md": POST,
        "seasons.py": plugin("seasons", "春", "花の春"),
    }
    started = Serving(make_project(files))
    try:
        started.wait_for("Preview at")
        yield started
    finally:
        started.process.terminate()
        started.process.communicate(timeout=30)


def test_an_edited_plugin_is_run_anew(serving: Serving) -> None:
    assert "花の春が来ました。" in serving.page()
    for word in ("雪解けの春", "浅い春"):
        (serving.root / "seasons.py").write_text(plugin("seasons", "春", word), "utf-8")
        serving.wait_for("files written")
        assert f"{word}が来ました。" in serving.page()


def test_a_plugin_that_is_named_later_is_watched_from_then_on(serving: Serving) -> None:
    (serving.root / "letterpress.yaml").write_text(f"{CONFIG}plugins: [seasons, tools.ends]\n", "utf-8")
    assert "error[plugin-missing]: there is no plugin `tools.ends`" in serving.wait_for("The build failed")
    (serving.root / "tools").mkdir()
    (serving.root / "tools/ends.py").write_text(plugin("ends", "。", "！"), "utf-8")
    serving.wait_for("files written")
    assert "花の春が来ました！" in serving.page()
    (serving.root / "tools/ends.py").write_text(plugin("ends", "。", "？"), "utf-8")
    serving.wait_for("files written")
    assert "花の春が来ました？" in serving.page()


def test_a_mistake_in_a_plugin_is_told_and_mended_without_starting_again(serving: Serving) -> None:
    (serving.root / "seasons.py").write_text("1 / 0\n", "utf-8")
    assert "seasons.py:1:1: error[plugin-failed]: " in serving.wait_for("The build failed")
    assert "花の春が来ました。" in serving.page()
    (serving.root / "seasons.py").write_text(plugin("seasons", "春", "夏"), "utf-8")
    serving.wait_for("files written")
    assert "夏が来ました。" in serving.page()
