# SPDX-License-Identifier: MIT
"""Files of content/static/ in the place of what letterpress makes: some win, the others are told with what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CONFIG, CommandLine, MakeProject

POST = {"content/posts/letter.md": "---\ntitle: 便り\ndate: 2026-11-01\ntags: [道具]\n---\n\n本文です。\n"}
OWN = "User-agent: *\nDisallow: /\n"

Letterpress = Callable[[Path], CommandLine]


@pytest.mark.parametrize("name", ["robots.txt", "404.html", "sitemap.xml"])
@pytest.mark.parametrize("theme", ["plain", "press"])
def test_an_own_file_takes_the_place_of_the_made_one(
    name: str, theme: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    config = CONFIG.replace("plain", theme)
    command = command_line(make_project({"letterpress.yaml": config, **POST, f"content/static/{name}": OWN}))
    assert command("build", "-q") == (0, "", "")
    assert (command.root / "site" / name).read_text("utf-8") == OWN
    # And comes and goes with the file.
    (command.root / "content/static" / name).unlink()
    assert command("build", "-q") == (0, "", "")
    assert (command.root / "site" / name).read_text("utf-8") != OWN
    (command.root / "content/static" / name).write_text(OWN, "utf-8")
    assert command("build", "-q") == (0, "", "")
    assert (command.root / "site" / name).read_text("utf-8") == OWN


def test_a_file_beside_a_post_takes_no_place(make_project: MakeProject, command_line: Letterpress) -> None:
    command = command_line(make_project({**POST, "content/posts/robots.txt": OWN}))
    assert command("build", "-q") == (0, "", "")
    assert (command.root / "site/robots.txt").read_text("utf-8") != OWN


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("feed.xml", "rename or delete `content/static/feed.xml`"),
        ("feed.json", "rename or delete `content/static/feed.json`"),
        ("index.html", "rename or delete `content/static/index.html`"),
        ("archive/index.html", "rename or delete `content/static/archive/index.html`"),
        ("assets/style.css", "put yours at `themes/plain/static/style.css`"),
        ("assets/favicon.svg", "put yours at `themes/plain/static/favicon.svg`"),
        ("Robots.txt", "rename or delete `content/static/Robots.txt`"),
        ("posts/letter/index.html", "change the `slug`"),
    ],
)
def test_any_other_is_told_with_what_to_do(
    path: str, hint: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    command = command_line(make_project({**POST, f"content/static/{path}": OWN}))
    said = command("build", "-q", "--lang", "en")
    assert said.code == 1
    assert "error[url-collision]" in said.err
    assert hint in said.err
