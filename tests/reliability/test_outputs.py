# SPDX-License-Identifier: MIT
"""Output folders in which a build could do harm are refused, and nothing changes; only the command line may leave."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from letterpress.cli.main import run
from tests.conftest import CONFIG, NOW, CommandLine, MakeProject
from tests.support.campaign import Campaign, some
from tests.support.paths import REPOSITORY
from tests.support.publishing_steps import files

POST = {"content/posts/2026-10-01-letter.md": "---\ntitle: 便り\n---\n\n本文です。\n"}
OWN_PAGE = '<meta name="generator" content="letterpress 0.1.0">\n'
AROUND = {
    "../elsewhere/mine.txt": "mine",
    "../home/mine.txt": "mine",
    "../project-2/mine.txt": "mine",
    "themes/own/templates/post.html": "{{ post.title }}",
    ".git/HEAD": "ref: refs/heads/main\n",
    "src/mine.py": "mine",
    "deep/mine.txt": "mine",
    "file": "mine",
}
"""What lies in and beside the project."""

LINKS = {
    "link-out": "../elsewhere",
    "link-home": "../home",
    "link-up": "..",
    "link-self": ".",
    "link-content": "content",
    "link-git": ".git",
    "link-root": "/",
    "link-loop": "link-loop",
    "link-chain": "link-out",
    "deep/link": "../../elsewhere",
}

ALWAYS = [
    "/",
    "//",
    "/.",
    "/..",
    ".",
    "./",
    "..",
    "../",
    "../..",
    "../../../../../../../../../..",
    "../project",
    "../project/",
    "site/..",
    "site/../..",
    "content",
    "content/",
    "./content",
    "content/site",
    "content/posts",
    "content/posts/2026",
    "site/../content",
    "themes",
    "themes/own",
    "themes/own/static",
    "themes/new",
    ".git",
    ".git/hooks",
    ".letterpress",
    ".letterpress/outputs",
    "letterpress.yaml",
    "letterpress.yaml/site",
    "file",
    "file/site",
    "../home",
    "link-home",
    "link-up",
    "link-self",
    "link-content",
    "link-content/posts",
    "link-git",
    "link-root",
    "link-loop",
    "link-loop/site",
    "link-out",
    "link-out/site",
    "link-chain",
    "deep/link",
    "deep/link/site",
    "a\\0b",
]
"""Refused wherever they are named."""

OUTSIDE = [
    "../elsewhere",
    "../elsewhere/site",
    "../new",
    "../project-2",
    "../project2",
    "../home/site",
    "../../letterpress-output-that-is-not-there",
    "site/../../elsewhere",
    "./../elsewhere",
    "link-out/../../elsewhere",
]
"""Refused where letterpress.yaml names them."""

FOREIGN = ["src", "deep", "./src/", "src/../deep"]
"""In the project, but with files of somebody else."""

FINE = [
    "site",
    "public/html",
    "docs",
    "contents",
    "content-site",
    "my themes",
    "サイト",
    "site/",
    "./site",
    ".out",
]


def project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, output: str = "") -> Path:
    config = f"{CONFIG}output: {output!r}\n" if output else CONFIG
    if "\\0" in output:
        config = f'{CONFIG}output: "{output}"\n'
    root = make_project({"letterpress.yaml": config, **POST, **AROUND})
    for path, target in LINKS.items():
        (root / path).symlink_to(target)
    monkeypatch.setenv("HOME", str(root.parent / "home"))
    return root


def everything(folder: Path) -> dict[str, bytes]:
    """Every file around a project, but for what letterpress keeps for itself."""
    own = (folder / "project/.letterpress", folder / "home/.local/state/letterpress/state.key")
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not any(map(path.is_relative_to, own))
    }


@pytest.mark.parametrize("output", some([*ALWAYS, *OUTSIDE, *FOREIGN], sample=24))
def test_a_dangerous_output_in_the_configuration_is_refused(
    output: str,
    make_project: MakeProject,
    command_line: Callable[[Path], CommandLine],
    monkeypatch: pytest.MonkeyPatch,
    campaign: Campaign,
) -> None:
    root = project(make_project, monkeypatch, output)
    before = everything(root.parent)
    with campaign.attempt("outputs"):
        said = command_line(root)("build", "-q")
        code = "foreign" if output in FOREIGN else "outside" if output in OUTSIDE else ""
        assert said.code == (1 if output in FOREIGN else 2), said.err
        assert f"error[output-{code}" in said.err or (not code and "error[" in said.err)
        assert "Traceback" not in said.err
        assert everything(root.parent) == before


def test_an_absolute_output_in_the_configuration_is_refused_outside_alone(
    make_project: MakeProject,
    command_line: Callable[[Path], CommandLine],
    monkeypatch: pytest.MonkeyPatch,
    campaign: Campaign,
) -> None:
    root = project(make_project, monkeypatch)
    for output, code in (
        (root.parent / "elsewhere", 2),
        (root.parent, 2),
        (root / "content", 2),
        (root / "site", 0),
    ):
        (root / "letterpress.yaml").write_text(f"{CONFIG}output: {str(output)!r}\n", "utf-8")
        with campaign.attempt("outputs"):
            assert command_line(root)("build", "-q").code == code


@pytest.mark.parametrize("output", some(ALWAYS[:-1], sample=12))
def test_what_would_always_do_harm_is_refused_on_the_command_line_too(
    output: str,
    make_project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    campaign: Campaign,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = project(make_project, monkeypatch)
    monkeypatch.chdir(root)
    before = everything(root.parent)
    with campaign.attempt("outputs"):
        assert run(["build", "-q", "--now", NOW, "-j", "1", "--adopt", "--clean", "-o", output]) == 2
        assert "error[output-" in capsys.readouterr().err
        assert everything(root.parent) == before


@pytest.mark.parametrize("output", FINE)
def test_an_output_of_its_own_is_accepted(
    output: str, make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign
) -> None:
    root = make_project({"letterpress.yaml": f"{CONFIG}output: {output!r}\n", **POST})
    with campaign.attempt("outputs"):
        assert command_line(root)("build", "-q") == (0, "", "")
        assert (root / output / "index.html").is_file()


@pytest.mark.parametrize("output", ["../new", "../new/deep"])
def test_the_command_line_may_leave_the_project(
    output: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, campaign: Campaign
) -> None:
    root = project(make_project, monkeypatch)
    monkeypatch.chdir(root)
    with campaign.attempt("outputs"):
        assert run(["build", "-q", "--now", NOW, "-j", "1", "-o", output]) == 0
        assert (root / output / "index.html").is_file()
        assert not (root / "site").exists()


def test_an_output_on_the_command_line_is_taken_from_where_one_stands(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(POST)
    (root.parent / "here").mkdir()
    monkeypatch.chdir(root.parent / "here")
    assert run(["build", "-q", "--root", str(root), "--now", NOW, "-j", "1", "-o", "out"]) == 0
    assert (root.parent / "here/out/index.html").is_file()


HOLDS: dict[str, tuple[Mapping[str, str], bool]] = {
    "nothing": ({}, True),
    "hidden files": ({".nojekyll": "", ".git/HEAD": "ref: refs/heads/main\n", ".DS_Store": "x"}, True),
    "a page of ours and a name of a site": ({"index.html": OWN_PAGE, "CNAME": "example.com\n"}, True),
    "a feed of ours": (
        {"feed.xml": "<rss><generator>letterpress</generator></rss>", "style.css": "a{}"},
        True,
    ),
    "a page of ours deep inside": (
        {"posts/a/index.html": OWN_PAGE, "index.html": "<title>mine</title>"},
        True,
    ),
    "a photo": ({"photo.jpg": "a photo"}, False),
    "a page of somebody else": ({"index.html": "<title>mine</title>"}, False),
    "a page of another generator": ({"index.html": '<meta name="generator" content="Hugo 0.1">'}, False),
    "a file deep inside": ({"a/b/c/d.txt": "mine"}, False),
    "a name of a site": ({"CNAME": "example.com\n"}, False),
    "a page that quotes ours": ({"index.html": f"<title>mine</title><body>{OWN_PAGE}"}, False),
    "a site of ours in a folder": ({"blog/index.html": OWN_PAGE, "blog/sitemap.xml": "<urlset/>"}, False),
    "our page by another ending": ({"index.txt": OWN_PAGE}, False),
}
"""For each: the files in an output folder that no record knows, and whether a build may write there."""


@pytest.mark.parametrize("case", HOLDS)
def test_a_folder_is_ours_by_what_its_pages_say(
    case: str, make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign
) -> None:
    held, is_ours = HOLDS[case]
    root = make_project({**POST, **{f"site/{path}": text for path, text in held.items()}})
    command = command_line(root)
    with campaign.attempt("outputs"):
        said = command("build", "-q")
        assert (said.code == 0) == is_ours, said.err
        if is_ours:
            return
        assert "error[output-foreign]" in said.err
        assert "build --adopt" in said.err
        assert files(root / "site") == held
        assert command("build", "-q", "--adopt").code == 0
        kept = {**files(root / ".letterpress/replaced"), **files(root / "site")}
        assert all(kept[path] == text or path == "index.html" for path, text in held.items())
        # Known from then on.
        assert command("build", "-q") == (0, "", "")


def test_what_was_adopted_is_kept_aside_before_it_is_replaced(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    root = make_project({**POST, "site/index.html": "<title>mine</title>", "site/photo.jpg": "a photo"})
    said = command_line(root)("build", "-q", "--adopt")
    assert (said.code, "note[output-replaced]" in said.err) == (0, True)
    assert (root / ".letterpress/replaced/index.html").read_text("utf-8") == "<title>mine</title>"
    assert (root / "site/photo.jpg").read_text("utf-8") == "a photo"


def test_the_files_of_a_first_publishing_that_was_killed_are_ours(
    make_project: MakeProject, command_line: Callable[[Path], CommandLine]
) -> None:
    """Assets go first: without any page yet they are known by their content, also when the record is lost."""
    root = make_project({**POST, "content/static/photo.jpg": "a photo", "site/photo.jpg": "a photo"})
    assert command_line(root)("build", "-q") == (0, "", "")


def test_pages_of_the_themes_that_ship_say_who_made_them() -> None:
    """By which the site of this repository, and any other, is known where the record is lost."""
    for name in ("press", "plain"):
        for template in ("base", "redirect"):
            text = (REPOSITORY / f"themes/{name}/templates/{template}.html").read_text("utf-8")
            assert 'name="generator" content="{{ site.generator }}"' in text
