# SPDX-License-Identifier: MIT
"""A symbolic link in `.letterpress/` or in the output leads no byte of a build out of the project.

In the state it makes room for a file or folder of our own; in the output it does so where a page goes, and is named
where a folder has to be, which may be meant. A layout is a place, and what a link there points to.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from letterpress import __version__
from letterpress.diagnostics import Diagnostic, LetterpressError, Severity
from letterpress.files import CONFIG_FILE
from letterpress.pipeline.build import Built, build
from letterpress.pipeline.config_cache import open_config
from letterpress.pipeline.options import BuildOptions
from letterpress.render.renderer import renderer_for
from letterpress.store.paths import made, replace_file
from tests.conftest import CONFIG, MakeProject
from tests.support.campaign import Campaign, some

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")

POST = "---\ntitle: 便り\n---\n\n本文です。\n"
PROJECT = {
    "letterpress.yaml": CONFIG,
    "content/posts/2026-01-01-a.md": POST,
    "content/posts/2026-02-01-b.md": POST,
    "content/static/files/copy.txt": "a copy\n",
}

STATE_FILES = (
    ".gitignore",
    ".gitignore.new",
    "lock",
    "files",
    "files.new",
    "configuration",
    "configuration.new",
    "drawn",
    "drawn.new",
    "cache/index",
    "cache/index.new",
    "cache/document-0",
    "cache/document-1",
    "cache/body-0",
    "cache/templates/TEMPLATE",
    "cache/templates/TEMPLATE.new",
    "outputs/SITE/ledger",
    "outputs/SITE/ledger.new",
    "outputs/SITE/stats",
    "outputs/SITE/stats.new",
    "outputs/SITE/last-report",
    "outputs/SITE/last-report.new",
    "outputs/SITE/snapshot",
    "outputs/SITE/snapshot.new",
    "outputs/SITE/journal",
    "outputs/SITE/journal.new",
    "outputs/SITE/stage/0",
    "outputs/SITE/stage/tree/posts",
    "report/report.html",
    "report/report.html.new",
    "report/report.json",
    "report/report.json.new",
    "replaced/posts/a/index.html",
    "replaced/files/copy.txt",
)
STATE_FOLDERS = (
    "",
    "cache",
    "cache/templates",
    "outputs",
    "outputs/SITE",
    "outputs/SITE/stage",
    "report",
    "replaced",
    "replaced/posts",
    "replaced/posts/a",
)
OUTPUT = (
    "site",
    "site/index.html",
    "site/feed.xml",
    "site/404.html",
    "site/posts",
    "site/posts/a",
    "site/posts/a/index.html",
    "site/posts/b",
    "site/posts/b/index.html",
    "site/files",
    "site/files/copy.txt",
    "site/assets",
    "site/archive",
    "site/.index.html.letterpress",
    ".site.letterpress",
)
PLACES = (*[f".letterpress/{each}" for each in (*STATE_FILES, *STATE_FOLDERS)], *OUTPUT)
TARGETS = ("a file", "a folder", "nothing", "a file of its name")


def run(root: Path, *, preview: Path | None = None) -> Built:
    renderer_for.cache_clear()  # as in a process of its own, which has no template in its memory
    config, warnings = open_config(root, (root / CONFIG_FILE).read_bytes(), CONFIG_FILE, __version__)
    options = BuildOptions(now=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), jobs=1, preview=preview)
    return build(root, config, options, warnings=warnings)


def nothing_yet(root: Path) -> None:
    """The link came with the project, which was never built."""
    for folder in (".letterpress", "site"):
        shutil.rmtree(root / folder)


def an_edit(root: Path) -> None:
    """A text was edited, and so were pages, by hand, which are kept aside."""
    post = root / "content/posts/2026-01-01-a.md"
    post.write_text(post.read_text("utf-8") + "\nもう一つ。\n", "utf-8")
    (root / "content/static/files/copy.txt").write_text("another copy\n", "utf-8")
    for page in ("posts/a/index.html", "files/copy.txt"):
        (root / "site" / page).write_text("by hand", "utf-8")


def a_title(root: Path) -> None:
    """All pages change."""
    config = root / "letterpress.yaml"
    config.write_text(config.read_text("utf-8").replace("試し刷り", "本刷り"), "utf-8")


def a_removal(root: Path) -> None:
    """A post and a copy are gone, and their pages are to be deleted."""
    (root / "content/posts/2026-02-01-b.md").unlink()
    shutil.rmtree(root / "content/static")


def no_change(_root: Path) -> None:
    """There is nothing to do."""


SITUATIONS = (nothing_yet, an_edit, a_title, a_removal, no_change)


def plant(root: Path, place: str, target: str, outside: Path) -> Path:
    """Put a link in a place, whose own content goes to where the link points if that is a folder or a file."""
    link = root / place
    pointed_to = {
        "a file": outside / "file.txt",
        "a folder": outside / "folder",
        "nothing": outside / "new",
        "a file of its name": outside / "folder" / link.name,
    }[target]
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_dir() and not link.is_symlink():
        shutil.copytree(link, outside / "folder", dirs_exist_ok=True)
        shutil.rmtree(link)
    elif link.is_file():
        shutil.copyfile(link, outside / "folder" / link.name)
        link.unlink()
    elif not pointed_to.exists() and target == "a file of its name":
        pointed_to.write_text("mine")
    link.symlink_to(pointed_to)
    return link


def everything(folder: Path) -> dict[str, object]:
    """Everything in a folder, with what the file system says of it."""
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.is_file() and path.read_bytes())
        for path in [folder, *folder.rglob("*")]
    }


def site(root: Path) -> dict[str, bytes]:
    """The files of the site that are its own, whatever is linked into it."""
    return {
        f"{above}/{name}".removeprefix(f"{root}/"): Path(above, name).read_bytes()
        for above, _, names in os.walk(root / "site")
        for name in names
        if not Path(above, name).is_symlink()
    }


def place_of(place: str, root: Path) -> str:
    """A place with the names that this project has for it."""
    home = next(root.glob(".letterpress/outputs/*")).name
    template = next(root.glob(".letterpress/cache/templates/*.bin")).name
    return place.replace("SITE", home).replace("TEMPLATE", template)


def built_or_refused(root: Path) -> tuple[tuple[Diagnostic, ...], bool]:
    """What a build says, and whether it published the site."""
    try:
        report = run(root).report
    except LetterpressError as error:
        return error.diagnostics, False
    return report.diagnostics, report.published


REFUSALS = {"output-blocked", "output-foreign", "output-unsafe", "output-outside", "state-unsafe"}
LAYOUTS = list(product(PLACES, TARGETS))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_link_leads_nothing_out_of_the_project(
    situation: Callable[[Path], None], make_project: MakeProject, campaign: Campaign
) -> None:
    built = make_project(PROJECT)
    run(built)
    clean = built.with_name("clean")
    shutil.copytree(built, clean)
    situation(clean)
    for folder in (clean / "site", clean / ".letterpress"):
        shutil.rmtree(folder, ignore_errors=True)
    run(clean)
    expected = site(clean)
    for number, (place, target) in enumerate(some(LAYOUTS, 24)):
        with campaign.attempt("links"):
            folder = built.with_name(f"attempt-{number}")
            root, outside = folder / "project", folder / "outside"
            shutil.copytree(built, root, symlinks=True)
            (outside / "folder").mkdir(parents=True)
            (outside / "file.txt").write_text("mine")
            named = place_of(place, root)
            situation(root)
            link = plant(root, named, target, outside)
            before = everything(outside)
            what = f"{named} -> {target}, {situation.__name__}"
            is_in_state = place.startswith(".letterpress")
            diagnostics, is_published = built_or_refused(root)
            assert everything(outside) == before, what
            if not is_published:
                # Only what may be meant is left to its owner, and told where it is.
                (found,) = [each for each in diagnostics if each.severity is Severity.ERROR]
                assert found.code in REFUSALS, (what, found)
                assert found.span.path, what
                assert found.message.ja != found.message.en, what
                assert place in {".letterpress/", "site"} or not is_in_state, (what, found)
                link.unlink()
                diagnostics, is_published = built_or_refused(root)
            codes = {each.code for each in diagnostics}
            assert is_published, (what, diagnostics)
            found_site = site(root)
            assert {path: found_site.get(path) for path in expected} == expected, what
            # Where the record is lost, what it alone knew is left over.
            assert found_site.keys() == expected.keys() or "output-left-over" in codes, what
            assert everything(outside) == before, what
            again = run(root)
            assert again.work.written == 0, what
            assert everything(outside) == before, what
            shutil.rmtree(folder)


def test_the_state_keeps_itself_out_of_git_by_a_file_of_its_own(make_project: MakeProject) -> None:
    """Git reads no `.gitignore` through a link."""
    root = make_project(PROJECT)
    (root / "ignored").write_text("*\n")
    (root / ".letterpress").mkdir()
    (root / ".letterpress/.gitignore").symlink_to(root / "ignored")
    run(root)
    assert not (root / ".letterpress/.gitignore").is_symlink()
    assert (root / ".letterpress/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("target", ["a folder", "nothing"])
def test_the_preview_is_in_a_folder_of_its_own(
    target: str, make_project: MakeProject, campaign: Campaign
) -> None:
    root = make_project(PROJECT)
    outside = root.with_name("outside")
    (outside / "folder").mkdir(parents=True)
    preview = plant(root, ".letterpress/preview", target, outside)
    before = everything(outside)
    with campaign.attempt("links"):
        assert run(root, preview=preview).report.published
        assert not preview.is_symlink()
        assert (preview / "index.html").is_file()
        assert everything(outside) == before


def test_a_folder_that_becomes_a_link_while_a_build_runs_is_not_written_to(
    tmp_path: Path, campaign: Campaign
) -> None:
    """No folder above a file of the state is reached through a link, also where it was looked at before."""
    outside = tmp_path / "outside"
    (outside / "inner").mkdir(parents=True)
    for place in ("outputs/site/ledger", "outputs/inner/ledger"):
        with campaign.attempt("links"):
            home = tmp_path / "project/.letterpress"
            home.mkdir(parents=True, exist_ok=True)
            folder = home / "outputs" if "inner" in place else made(home / "outputs") / "site"
            shutil.rmtree(folder, ignore_errors=True)
            folder.symlink_to(outside, target_is_directory=True)
            with pytest.raises(OSError, match=r"."):
                replace_file(home / place, b"ours")
            assert list(outside.rglob("*")) == [outside / "inner"]
            folder.unlink()
