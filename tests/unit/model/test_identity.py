# SPDX-License-Identifier: MIT
"""What ids and addresses are made of: the name of a file, with its date where `identity` is `dated`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.test_sites import files_of

Letterpress = Callable[[Path], CommandLine]
MakeSite = Callable[..., CommandLine]

DATED = f"{CONFIG}identity: dated\n"
WEEKLY = ("2026-08-19-weekly", "2026-08-26-weekly")
PATTERNS = {
    "/posts/{slug}/": "posts/{day}-weekly",
    "/{year}/{slug}/": "2026/{day}-weekly",
    "/{year}/{month}/{slug}/": "2026/08/{day}-weekly",
    "/{year}/{month}/{day}/{slug}/": "{path}/weekly",
    "/{slug}.html": "{day}-weekly.html",
}


def letter(*fields: str, body: str = "本文です。") -> str:
    return "\n".join(["---", "title: 便り", *fields, "---", "", body, ""])


def guids(root: Path, feed: str = "feed.xml") -> set[str]:
    text = (root / "site" / feed).read_text("utf-8")
    return {part.partition("</guid>")[0] for part in text.split('<guid isPermaLink="false">')[1:]}


@pytest.fixture
def site(make_project: MakeProject, command_line: Letterpress) -> MakeSite:
    """A site of files below content/posts/, built; `dated` says which identity it has."""

    def make(files: dict[str, str], *, dated: bool = True, more: str = "") -> CommandLine:
        posts = {
            f"content/{path if '/' in path else f'posts/{path}'}.md": text for path, text in files.items()
        }
        config = (DATED if dated else CONFIG) + more
        return command_line(make_project({"letterpress.yaml": config, **posts}))

    return make


@pytest.mark.parametrize("pattern", PATTERNS)
def test_dated_posts_of_one_name_stand_side_by_side(pattern: str, site: MakeSite) -> None:
    command = site({name: letter() for name in WEEKLY}, more=f'permalinks: {{posts: "{pattern}"}}\n')
    assert command("build", "-q") == (0, "", "")
    for name in WEEKLY:
        day = name[:10]
        page = PATTERNS[pattern].format(day=day, path=day.replace("-", "/"))
        file = command.root / "site" / (page if page.endswith(".html") else f"{page}/index.html")
        assert file.is_file(), page
    assert guids(command.root) == {f"posts/{name}" for name in WEEKLY}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_address_stays_when_other_files_come_and_go(pattern: str, site: MakeSite) -> None:
    more = f'permalinks: {{posts: "{pattern}"}}\n'
    command = site({WEEKLY[0]: letter()}, more=more)
    command("build", "-q")
    alone = files_of(command.root / "site")
    other = command.root / f"content/posts/{WEEKLY[1]}.md"
    other.write_text(letter(), "utf-8")
    command("build", "-q")
    assert {path for path in alone if path.endswith(".html")} <= set(files_of(command.root / "site"))
    other.unlink()
    command("build", "-q")
    assert files_of(command.root / "site") == alone


def test_a_date_in_front_matter_moves_no_dated_post(site: MakeSite) -> None:
    more = 'permalinks: {posts: "/{year}/{month}/{day}/{slug}/"}\n'
    command = site({name: letter("date: 2026-09-01") for name in WEEKLY}, more=more)
    assert command("build", "-q") == (0, "", "")
    assert {path.parent.name for path in command.root.glob("site/2026/09/01/*/index.html")} == set(WEEKLY)


def test_names_without_a_date_are_what_they_were(site: MakeSite) -> None:
    command = site({"about-tea": letter("date: 2026-08-01"), "pages/shop/hours": letter()})
    assert command("build", "-q") == (0, "", "")
    assert (command.root / "site/posts/about-tea/index.html").is_file()
    assert (command.root / "site/shop/hours/index.html").is_file()
    assert guids(command.root) == {"posts/about-tea"}


def test_issues_without_a_number_have_their_date_as_well(site: MakeSite) -> None:
    command = site(
        {f"newsletter/{name}": letter() for name in WEEKLY}
        | {"newsletter/012-letter": letter("date: 2026-09-02")}
    )
    assert command("build", "-q") == (0, "", "")
    pages = {path.parent.name for path in command.root.glob("site/newsletter/*/index.html")}
    assert pages == {*WEEKLY, "12"}
    assert guids(command.root, "newsletter/feed.xml") == {
        *(f"newsletter/{name}" for name in WEEKLY),
        "newsletter/12",
    }


@pytest.mark.parametrize("dated", [False, True])
def test_a_slug_changes_the_address_alone(dated: bool, site: MakeSite) -> None:
    name = "2026-11-01-hajimete"
    item = f"posts/{name if dated else 'hajimete'}"
    files = {
        name: letter(body="[案内](../pages/about.md)"),
        "newsletter/001-a": letter(
            "date: 2026-11-05", f"items: [{item}]", body=f"[記事](../posts/{name}.md)"
        ),
        "pages/about": letter(),
        "newsletter/2026-11-02-extra": letter(),
    }
    command = site(files, dated=dated)
    assert command("build", "-q").code == 0
    before = guids(command.root), guids(command.root, "newsletter/feed.xml")
    assert item in before[0]
    for path in (f"posts/{name}", "pages/about", "newsletter/2026-11-02-extra"):
        file = command.root / f"content/{path}.md"
        file.write_text(file.read_text("utf-8").replace("title", "slug: moved\ntitle", 1), "utf-8")
    assert command("build", "-q").code == 0
    assert (guids(command.root), guids(command.root, "newsletter/feed.xml")) == before
    made = files_of(command.root / "site")
    assert {"posts/moved/index.html", "moved/index.html", "newsletter/moved/index.html"} <= set(made)
    assert b'href="/posts/moved/"' in made["newsletter/1/index.html"]
    assert b'href="/moved/"' in made["posts/moved/index.html"]
    assert command("build", "-q", "-o", str(command.root / "clean")).code == 0
    assert files_of(command.root / "clean") == made


@pytest.mark.parametrize(
    "name", ["posts/2026-08-19-weekly", "2026-08-19-weekly", "../posts/2026-08-19-weekly.md"]
)
def test_items_and_links_name_dated_posts(name: str, site: MakeSite) -> None:
    files = {each: letter(f"aliases: [/old/{each}/]") for each in WEEKLY}
    files["newsletter/001-a"] = letter(
        "date: 2026-09-05", f"items: [{name}]", body="[先週](../posts/2026-08-26-weekly.md)"
    )
    command = site(files)
    assert command("build", "-q") == (0, "", "")
    made = files_of(command.root / "site")
    for each in WEEKLY:
        assert f'href="/posts/{each}/"'.encode() in made["newsletter/1/index.html"]
        assert f"/posts/{each}/".encode() in made[f"old/{each}/index.html"]


def test_a_draft_of_the_same_name_shows_nothing_of_itself(site: MakeSite) -> None:
    files = {WEEKLY[0]: letter(), WEEKLY[1]: letter("draft: true", body="まだ秘密です。")}
    command = site(files)
    assert command("build", "-q") == (0, "", "")
    assert not any("秘密".encode() in data for data in files_of(command.root / "site").values())
    refused = site(files, dated=False)("build", "-q", "--lang", "en")
    assert refused.code == 1
    assert "identity: dated" in refused.err


def test_a_letter_of_what_is_new_carries_every_dated_post_once(site: MakeSite) -> None:
    command = site({name: letter() for name in WEEKLY})
    assert command("new issue", "八月").code == 0
    (made,) = (command.root / "content/newsletter").glob("*.md")
    assert [f"  - posts/{name}\n" in made.read_text("utf-8") for name in WEEKLY] == [True, True]
    made.write_text(made.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    assert command("build", "-q").code == 0
    assert command("newsletter export", "1").code == 0
    assert command("new issue", "次").code == 0
    newest = max((command.root / "content/newsletter").glob("*.md"))
    assert "items: []" in newest.read_text("utf-8")


def test_another_identity_builds_what_a_clean_build_does(site: MakeSite) -> None:
    command = site({WEEKLY[0]: letter(), "pages/about": letter()}, dated=False)
    assert command("build", "-q") == (0, "", "")
    old = files_of(command.root / "site")
    config = command.root / "letterpress.yaml"
    config.write_text(DATED, "utf-8")
    assert command("build", "-q").code == 0
    built = files_of(command.root / "site")
    assert "posts/2026-08-19-weekly/index.html" in built
    assert "posts/weekly/index.html" not in built
    assert command("build", "-q", "-o", str(command.root / "clean")).code == 0
    assert files_of(command.root / "clean") == built
    config.write_text(CONFIG, "utf-8")
    assert command("build", "-q").code == 0
    assert files_of(command.root / "site") == old


def test_a_renamed_file_of_a_fixed_id_moves_in_every_list(site: MakeSite) -> None:
    command = site({WEEKLY[0]: letter("id: x", "date: 2026-08-20"), "2026-08-01-other": letter()})
    assert command("build", "-q") == (0, "", "")
    posts = command.root / "content/posts"
    (posts / f"{WEEKLY[0]}.md").rename(posts / f"{WEEKLY[1]}.md")
    assert command("build", "-q").code == 0
    built = files_of(command.root / "site")
    assert b"2026-08-26-weekly" in built["index.html"]
    assert command("build", "-q", "-o", str(command.root / "clean")).code == 0
    assert files_of(command.root / "clean") == built
