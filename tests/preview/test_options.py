# SPDX-License-Identifier: MIT
"""`letterpress serve` with its options: previews side by side, other names of the machine, links that stay inside."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from tests.conftest import CONFIG, MakeProject
from tests.support.served_project import served

from letterpress.cli.serve import preview_folder
from letterpress.model.status import Include

POST = "---\ntitle: {0}\ndate: {1}\n{2}---\n\n本文\n"
FILES = {
    "content/posts/one.md": POST.format("一", "2020-11-01", ""),
    "content/posts/draft.md": POST.format("下書き", "2020-11-02", "draft: true\n"),
    "content/posts/later.md": POST.format("予定", "2099-11-02", "aliases: [/old/]\n"),
    "content/posts/gone.md": POST.format("終わり", "2020-11-03", "expires: 2020-12-01\n"),
    "other.yaml": CONFIG.replace("title: ", "title: 別の"),
}
SHOWN: dict[str, Sequence[str]] = {
    "/posts/draft/": ["-D"],
    "/posts/later/": ["-F"],
    "/posts/gone/": ["-E"],
}
"""What each option shows, and the preview without it does not."""


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project(FILES)


@pytest.mark.parametrize(("path", "options"), SHOWN.items(), ids=lambda value: str(value[0]))
def test_previews_side_by_side_show_what_their_own_options_say(
    root: Path, path: str, options: Sequence[str]
) -> None:
    with served(root) as plain:
        assert plain.get(path)[0] == 404
        with served(root, *options) as other:
            assert (plain.get(path)[0], other.get(path)[0]) == (404, 200)
            (root / "content/posts/one.md").write_text(POST.format("新しい題", "2020-11-01", ""), "utf-8")
            for each in (plain, other):
                each.wait_for_page("/posts/one/", "新しい題")
            assert (plain.get(path)[0], other.get(path)[0]) == (404, 200)
        assert plain.get(path)[0] == 404


def test_previews_of_two_moments_and_of_two_configurations_are_apart(root: Path) -> None:
    with (
        served(root) as plain,
        served(root, "--now", "2099-12-01") as later,
        served(root, "-c", str(root / "other.yaml")) as other,
    ):
        assert [each.get("/posts/later/")[0] for each in (plain, later, other)] == [404, 200, 404]
        assert ["別の" in each.get("/")[1] for each in (plain, later, other)] == [False, False, True]


def test_every_set_of_options_has_a_folder_of_its_own(tmp_path: Path) -> None:
    names = ("drafts", "future", "expired")
    sets = [dict.fromkeys(some, True) for size in range(4) for some in combinations(names, size)]
    folders = [
        preview_folder(Include(**each), now, config, no_plugins=no_plugins)
        for each in sets
        for now in (None, "2026-11-21", "2026-11-22")
        for config in (None, tmp_path / "other.yaml", tmp_path / "a/other.yaml")
        for no_plugins in (False, True)
    ]
    assert len(set(folders)) == len(folders) == 8 * 3 * 3 * 2
    assert folders[0] == ".letterpress/preview"
    assert all(folder.isascii() and len(folder) < 60 for folder in folders)


def test_a_preview_open_to_the_network_answers_by_the_names_that_are_allowed(root: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - what the test is about
    allowed = ("--allow-host", "abc-8000.app.github.dev", "--allow-host", "web")
    with served(root, "--host", everywhere, *allowed) as preview:
        for host in ("192.168.1.20", "abc-8000.app.github.dev", "web:8000", f"localhost:{preview.port}"):
            assert preview.get("/", host)[0] == 200, host
        status, said = preview.get("/", "evil.example:8000")
    assert status == 403
    assert "to look at the preview by that name, start it with `--allow-host evil.example`" in said


def test_a_preview_of_this_machine_says_how_to_let_a_name_in(root: Path) -> None:
    with served(root, "--lang", "ja") as preview:
        said = preview.get("/", "studio.local")
    assert said[0] == 403
    assert "その名前で見るときは `--allow-host studio.local` を付けて始めます" in said[1]


def test_an_alias_and_the_feed_of_a_new_post_stay_in_the_preview(root: Path) -> None:
    with served(root, "-F") as preview:
        alias = preview.get("/old/")[1]
        front = preview.get("/")[1]
        feed = preview.get("/feed.xml", f"127.0.0.1:{preview.port}")[1]
        built = (root / ".letterpress/preview-future/old/index.html").read_text("utf-8")
    assert 'content="0; url=/posts/later/"' in alias
    assert 'content="0; url=https://example.com/posts/later/"' in built, "only what is sent is changed"
    assert 'href="/feed.xml"' in front
    assert f"<link>http://127.0.0.1:{preview.port}/posts/later/</link>" in feed
    assert '<link rel="canonical" href="https://example.com/posts/later/">' in alias
