# SPDX-License-Identifier: MIT
"""What a build takes away: nothing where sources are gone, most pages only after a warning, and only what is ours."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine, MakeProject

POSTS = {
    f"content/posts/2026-10-{number:02}-letter-{number}.md": f"---\ntitle: 便り{number}\n---\n\n本文{number}です。\n"
    for number in range(1, 13)
}
FEW = dict(list(POSTS.items())[:2])
OWN_PAGE = '<!doctype html>\n<meta name="generator" content="letterpress 0.1.0">\n<title>以前の便り</title>\n'
FEED = "<rss><channel><title>便り</title><generator>letterpress</generator></channel></rss>\n"

Letterpress = Callable[[Path], CommandLine]
Harm = Callable[[Path], object]


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder, but for images and fonts of the theme."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    return {path: data.decode("utf-8", "replace") for path, data in found.items()}


def built(make_project: MakeProject, command_line: Letterpress, posts: dict[str, str]) -> CommandLine:
    command = command_line(make_project({"letterpress.yaml": CONFIG, **posts}))
    assert command("build", "-q").code == 0
    return command


def forget(root: Path) -> None:
    """Lose all that letterpress keeps between builds."""
    shutil.rmtree(root / ".letterpress")


def unmount(root: Path) -> None:
    shutil.rmtree(root / "content")
    (root / "content").mkdir()


def link_to(target: str) -> Harm:
    def harm(root: Path) -> None:
        (root / "content").rename(root / "elsewhere")
        (root / "content").symlink_to(target)

    return harm


def put_a_file_there(root: Path) -> None:
    shutil.rmtree(root / "content")
    (root / "content").touch()


def keep_only_hidden_files(root: Path) -> None:
    unmount(root)
    (root / "content/.gitkeep").touch()


def keep_only_static_files(root: Path) -> None:
    unmount(root)
    (root / "content/static").mkdir()
    (root / "content/static/CNAME").write_text("example.com\n")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda root: shutil.rmtree(root / "content"), "content-missing"),
        (lambda root: (root / "content").rename(root / "Content"), "content-missing"),
        (put_a_file_there, "content-missing"),
        (link_to("not mounted"), "symlink-dangling"),
        (link_to("content"), "symlink-loop"),
        (unmount, "content-emptied"),
        (keep_only_hidden_files, "content-emptied"),
        (keep_only_static_files, "content-emptied"),
        (lambda root: shutil.rmtree(root / "content/posts"), "content-emptied"),
        (
            lambda root: [path.rename(path.with_suffix(".text")) for path in root.glob("content/posts/*.md")],
            "content-emptied",
        ),
    ],
    ids=[
        "gone",
        "in another case",
        "a file",
        "a dangling link",
        "a link to itself",
        "an unmounted disk",
        "hidden files alone",
        "static files alone",
        "no folder of posts",
        "all renamed",
    ],
)
@pytest.mark.parametrize("is_forgotten", [False, True], ids=["known", "forgotten"])
def test_a_build_without_sources_removes_nothing(
    harm: Harm, code: str, *, is_forgotten: bool, make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, FEW)
    before = files(command.root / "site")
    harm(command.root)
    if is_forgotten:
        forget(command.root)
    for options in ((), ("--strict",)):
        said = command("build", *options)
        assert said.code == 1
        assert f"error[{code}]" in said.err
        assert files(command.root / "site") == before


def test_an_emptied_site_is_published_where_that_is_meant(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, FEW)
    unmount(command.root)
    assert command("build", "-q", "--clean").code == 0
    assert "posts/letter-1/index.html" not in files(command.root / "site")


def test_a_new_project_may_have_no_source_yet(make_project: MakeProject, command_line: Letterpress) -> None:
    command = command_line(make_project({"content/static/CNAME": "example.com\n"}))
    assert command("build", "-q") == (0, "", "")


def make_all_drafts(root: Path) -> None:
    (root / "letterpress.yaml").write_text(CONFIG + "defaults:\n  - {match: '**', draft: true}\n", "utf-8")


def move_all_addresses(root: Path) -> None:
    (root / "letterpress.yaml").write_text(CONFIG + "permalinks:\n  posts: /letters/{slug}/\n", "utf-8")


def delete_most(root: Path) -> None:
    for path in sorted(root.glob("content/posts/*.md"))[:11]:
        path.unlink()


def schedule_all(root: Path) -> None:
    for path in root.glob("content/posts/*.md"):
        path.write_text(path.read_text("utf-8").replace("title:", "date: 2030-01-01\ntitle:"), "utf-8")


def let_all_expire(root: Path) -> None:
    for path in root.glob("content/posts/*.md"):
        path.write_text(path.read_text("utf-8").replace("title:", "expires: 2026-11-01\ntitle:"), "utf-8")


REMOVALS = [make_all_drafts, move_all_addresses, delete_most, schedule_all, let_all_expire]


@pytest.mark.parametrize("change", REMOVALS)
def test_most_pages_are_removed_after_a_warning_alone(
    change: Harm, make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, POSTS)
    before = files(command.root / "site")
    sources = files(command.root / "content")
    change(command.root)
    stopped = command("build", "--strict")
    assert (stopped.code, "error[pages-removed]" in stopped.err) == (1, True)
    assert files(command.root / "site") == before
    said = command("build")
    assert (said.code, said.err.count("warning[pages-removed]")) == (0, 1)
    assert "posts/letter-1/index.html" not in files(command.root / "site")
    assert "pages-removed" not in command("build").err
    # Undone as the hint says.
    (command.root / "letterpress.yaml").write_text(CONFIG, "utf-8")
    for path, text in sources.items():
        (command.root / "content" / path).write_text(text, "utf-8")
    command("build")
    assert files(command.root / "site") == before


ISSUES = {
    f"content/newsletter/00{number}.md": f"---\ntitle: 第{number}号\ndate: 2026-10-0{number}\n---\n\n本文です。\n"
    for number in (1, 2)
}
PAGES = {f"content/pages/{name}.md": f"---\ntitle: {name}\n---\n\n本文です。\n" for name in ("about", "shop")}


@pytest.mark.parametrize("kind", ["newsletter", "pages"])
def test_so_do_the_last_of_two_issues_and_pages(
    kind: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, {**POSTS, **ISSUES, **PAGES})
    (command.root / "letterpress.yaml").write_text(
        CONFIG + f"defaults:\n  - {{match: '{kind}/*', draft: true}}\n", "utf-8"
    )
    assert "warning[pages-removed]" in command("build").err


@pytest.mark.parametrize("kind", ["newsletter", "pages"])
def test_the_only_one_goes_without_a_word(
    kind: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    one = next({path: text} for path, text in (ISSUES | PAGES).items() if kind in path)
    command = built(make_project, command_line, {**POSTS, **one})
    shutil.rmtree(command.root / "content" / kind)
    assert command("build", "-q") == (0, "", "")


def test_the_last_of_two_posts_go_after_a_warning_too(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    page = {"content/pages/about.md": "---\ntitle: 工房\n---\n\n工房です。\n"}
    command = built(make_project, command_line, {**FEW, **page})
    shutil.rmtree(command.root / "content/posts")
    assert "warning[pages-removed]" in command("build").err


@pytest.mark.parametrize("gone", [1, 3, 5])
def test_fewer_pages_go_without_a_word(
    gone: int, make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, POSTS)
    for path in sorted(POSTS)[:gone]:
        (command.root / path).unlink()
    assert command("build", "-q") == (0, "", "")


# Left over


def withdraw(root: Path) -> None:
    path = root / "content/posts/2026-10-01-letter-1.md"
    path.write_text(path.read_text("utf-8").replace("title:", "draft: true\ntitle:"), "utf-8")


def rename(root: Path) -> None:
    path = root / "content/posts/2026-10-01-letter-1.md"
    path.rename(path.with_name("2026-10-01-another-name.md"))


def delete(root: Path) -> None:
    (root / "content/posts/2026-10-01-letter-1.md").unlink()


def expire(root: Path) -> None:
    path = root / "content/posts/2026-10-01-letter-1.md"
    path.write_text(path.read_text("utf-8").replace("title:", "expires: 2026-11-01\ntitle:"), "utf-8")


def change_the_slug(root: Path) -> None:
    path = root / "content/posts/2026-10-01-letter-1.md"
    path.write_text(path.read_text("utf-8").replace("title:", "slug: other\ntitle:"), "utf-8")


@pytest.mark.parametrize("change", [withdraw, rename, delete, expire, change_the_slug])
@pytest.mark.parametrize("theme", ["plain", "press"])
def test_a_page_whose_record_is_lost_is_named_until_it_is_cleaned_away(
    change: Harm, theme: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    config = CONFIG.replace("plain", theme)
    command = command_line(make_project({"letterpress.yaml": config, **FEW}))
    assert command("build", "-q").code == 0
    forget(command.root)
    change(command.root)
    for _ in range(2):
        said = command("build", "-q")
        assert "warning[output-left-over]" in said.err
        assert "`posts/letter-1/index.html`" in said.err
        assert "output-replaced" not in said.err
    assert command("build", "-q", "--strict").code == 1
    assert command("build", "-q", "--clean") == (0, "", "")
    assert not (command.root / "site/posts/letter-1").exists()
    assert command("build", "-q") == (0, "", "")
    shutil.copytree(command.root / "site", command.root / "kept")
    shutil.rmtree(command.root / "site")
    forget(command.root)
    command("build", "-q")
    assert files(command.root / "kept") == files(command.root / "site")


def test_a_page_that_somebody_deletes_is_named_no_more(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, FEW)
    forget(command.root)
    delete(command.root)
    assert "output-left-over" in command("build").err
    (command.root / "site/posts/letter-1/index.html").unlink()
    assert command("build", "-q") == (0, "", "")


def test_a_record_that_is_older_than_the_site_names_the_newer_pages(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    """As where a cache of CI was kept and the site of a later build restored."""
    command = built(make_project, command_line, FEW)
    shutil.copytree(command.root / ".letterpress", command.root / "older", symlinks=True)
    new = command.root / "content/posts/2026-10-20-new.md"
    new.write_text("---\ntitle: 新しい便り\n---\n\n本文です。\n", "utf-8")
    command("build", "-q")
    forget(command.root)
    (command.root / "older").rename(command.root / ".letterpress")
    new.unlink()
    assert "`posts/new/index.html`" in command("build", "-q").err
    command("build", "-q", "--clean")
    assert not (command.root / "site/posts/new").exists()


FOREIGN = {
    "CNAME": "example.com\n",
    "README.md": "read me\n",
    ".nojekyll": "",
    ".git/HEAD": "ref: refs/heads/main\n",
    "shop/index.html": '<meta name="generator" content="letterpressed 1">\n',
    "about/index.html": '<meta name="generator" content="another">\n',
    "quoted/index.html": "<title>x</title><body>" + OWN_PAGE,
    "feeds/feed.xml": "<generator>another</generator>\n",
    "letter.txt": OWN_PAGE,
    "blog/index.html": OWN_PAGE,
    "blog/sitemap.xml": "<urlset/>\n",
    "blog/posts/a/index.html": OWN_PAGE,
}
"""What is not ours, the site of another project in a folder among it."""


def test_what_is_not_ours_is_never_cleaned_away(make_project: MakeProject, command_line: Letterpress) -> None:
    command = built(make_project, command_line, FEW)
    site = command.root / "site"
    ours = files(site)
    for path, text in {**FOREIGN, "old/index.html": OWN_PAGE, "tags/old/feed.xml": FEED}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    (command.root / "outside.html").write_text(OWN_PAGE, "utf-8")
    (site / "linked").symlink_to(command.root)
    (site / "linked.html").symlink_to(command.root / "outside.html")
    assert command("build", "-q", "--clean") == (0, "", "")
    (site / "linked").unlink()
    (site / "linked.html").unlink()
    assert files(site) == {**ours, **FOREIGN}
    assert (command.root / "outside.html").read_text("utf-8") == OWN_PAGE


def test_the_same_files_are_simply_ours_again(make_project: MakeProject, command_line: Letterpress) -> None:
    command = built(make_project, command_line, POSTS)
    forget(command.root)
    assert command("build", "-q") == (0, "", "")
    assert not (command.root / ".letterpress/replaced").exists()


def test_pages_of_an_older_build_are_told_of_once_and_kept(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    command = built(make_project, command_line, POSTS)
    before = files(command.root / "site")
    forget(command.root)
    (command.root / "letterpress.yaml").write_text(CONFIG.replace("試し刷り", "本刷り"), "utf-8")
    said = command("build", "-q")
    assert (said.code, said.err.count("note["), said.err.count("output-taken-over")) == (0, 1, 1)
    kept = files(command.root / ".letterpress/replaced")
    assert kept["posts/letter-1/index.html"] == before["posts/letter-1/index.html"]


def test_a_theme_that_names_no_generator_is_told_of_once_too(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    own = {"themes/plain/templates/post.html": "<title>{{ site.title }}</title>\n"}
    own |= {"themes/plain/templates/list.html": "<title>{{ site.title }}</title>\n"}
    own |= {
        f"themes/plain/templates/{name}.html": "<title>{{ site.title }}</title>\n"
        for name in ("home", "not_found", "month", "archive", "page", "tag")
    }
    command = built(make_project, command_line, {**POSTS, **own})
    forget(command.root)
    (command.root / "letterpress.yaml").write_text(CONFIG.replace("試し刷り", "本刷り"), "utf-8")
    said = command("build", "-q")
    assert (said.code, said.err.count("note["), said.err.count("output-taken-over")) == (0, 1, 1)
