# SPDX-License-Identifier: MIT
"""Publishing: what is written, what is left alone, what is removed, and in which order."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from tests.support.publishing_steps import INPUTS, everything, files, ledger_of, publish

from letterpress.diagnostics import ConfigError, LetterpressError
from letterpress.digests import digest
from letterpress.files import file_stat
from letterpress.plan.output import Rank
from letterpress.plan.staleness import Ledger, record_of
from letterpress.publish.output_folder import check_output
from letterpress.publish.publishing import publish as publish_stage
from letterpress.publish.staging import Stage
from letterpress.store.ledger_file import load_ledger, save_ledger
from letterpress.store.output_stats import outputs_unchanged, verify_outputs

SITE = {"index.html": "home", "posts/a/index.html": "a", "posts/b/index.html": "b", "feed.xml": "feed"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for folder in ("content/posts", "themes", ".git"):
        (root / folder).mkdir(parents=True)
    (root / "letterpress.yaml").touch()
    return root


def codes(error: LetterpressError) -> list[str]:
    return [f"{problem.code} {problem.span.path}" for problem in error.diagnostics]


# Which folder


@pytest.mark.parametrize(
    "output",
    [
        "/",
        ".",
        "",
        " ",
        "..",
        "../..",
        "site/..",
        "content",
        "content/posts",
        "content/posts/site",
        "themes",
        "themes/site",
        ".git",
        ".git/site",
        ".letterpress",
        ".letterpress/site",
        "letterpress.yaml",
        "letterpress.yaml/site",
        "a\0b",
        "../project/content",
        "../home",
    ],
)
def test_an_output_that_could_do_harm_is_refused(
    project: Path, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.parent / "home").mkdir()
    monkeypatch.setenv("HOME", str(project.parent / "home"))
    before = everything(project.parent)
    with pytest.raises(ConfigError) as caught:
        check_output(project, output)
    assert codes(caught.value) == ["output-unsafe letterpress.yaml"]
    assert everything(project.parent) == before


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("/", "it is the root of the file system"),
        (".", "it holds the project itself"),
        ("..", "it holds the project itself"),
        ("content/site", "it is `content/` or lies inside it"),
        ("letterpress.yaml", "it is a file, not a folder"),
        ("", "it has no name"),
    ],
)
def test_a_refusal_gives_its_plainest_reason(project: Path, output: str, reason: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check_output(project, output)
    assert caught.value.diagnostics[0].message.en == f"`{output}` cannot be the output folder: {reason}"


@pytest.mark.parametrize("target", [".", "..", "content", ".git", "../elsewhere", "/", "site"])
def test_an_output_that_is_a_link_to_such_a_folder_is_refused(project: Path, target: str) -> None:
    (project.parent / "elsewhere").mkdir()
    (project / "site").symlink_to(target)
    with pytest.raises(ConfigError):
        check_output(project, "site")
    if target != ".":
        with pytest.raises(ConfigError):
            check_output(project, "site/inner")


def test_an_absolute_output_is_compared_by_its_real_path(project: Path) -> None:
    (project.parent / "alias").symlink_to(project)
    with pytest.raises(ConfigError):
        check_output(project, str(project.parent / "alias" / "content"))
    with pytest.raises(ConfigError):
        check_output(project.parent / "alias", str(project / "content"))


@pytest.mark.parametrize("output", ["site", "public/html", "contents", "content-site", "../beside", "site/"])
def test_an_output_of_its_own_is_accepted(project: Path, output: str) -> None:
    assert check_output(project, output) == Path(os.path.normpath(project / output))


def test_an_output_may_be_a_link_inside_the_project(project: Path) -> None:
    (project / "build").mkdir()
    (project / "site").symlink_to("build")
    assert check_output(project, "site") == project / "site"


def test_an_absolute_output_elsewhere_is_accepted(project: Path, tmp_path: Path) -> None:
    assert check_output(project, str(tmp_path / "www")) == tmp_path / "www"


# What is written


def test_a_site_is_published_and_a_second_build_writes_nothing(project: Path) -> None:
    assert publish(project, SITE).written == tuple(sorted(SITE))
    assert files(project / "site") == SITE
    before = {path: path.stat() for path in (project / "site").rglob("*")}
    again = publish(project, SITE)
    assert (again.written, again.unchanged, again.removed) == ((), tuple(sorted(SITE)), ())
    assert {path: path.stat() for path in (project / "site").rglob("*")} == before


def test_folders_of_a_first_build_move_whole(project: Path) -> None:
    """So that the time of publishing does not grow with the number of pages."""
    output = project / "site"
    with Stage(project, output, Ledger(records={})) as stage:
        for path, text in SITE.items():
            stage.add(path, Rank.ENTRY, text.encode())
        (posts,) = project.glob(".letterpress/outputs/*/stage/tree/posts")
        number = posts.stat().st_ino
        publish_stage(stage, ())
    assert files(output) == SITE
    assert (output / "posts").stat().st_ino == number


def test_a_folder_that_appears_meanwhile_takes_the_files_one_by_one(project: Path) -> None:
    output = project / "site"
    output.mkdir()
    with Stage(project, output, Ledger(records={})) as stage:
        for path, text in SITE.items():
            stage.add(path, Rank.ENTRY, text.encode())
        (output / "posts/c").mkdir(parents=True)
        (output / "posts/c/mine.txt").write_text("mine")
        done = publish_stage(stage, ())
    assert done.written == tuple(sorted(SITE))
    assert files(output) == {**SITE, "posts/c/mine.txt": "mine"}


def test_only_what_changed_is_written(project: Path) -> None:
    publish(project, SITE)
    done = publish(project, {**SITE, "index.html": "new home"})
    assert done.written == ("index.html",)
    assert files(project / "site") == {**SITE, "index.html": "new home"}


def test_an_output_that_was_changed_or_deleted_is_restored(project: Path) -> None:
    publish(project, SITE)
    (project / "site/index.html").write_text("changed by hand")
    (project / "site/feed.xml").unlink()
    assert publish(project, SITE).written == ("feed.xml", "index.html")
    assert files(project / "site") == SITE


def test_nothing_is_left_over(project: Path) -> None:
    publish(project, SITE)
    publish(project, {"index.html": "new home"})
    outputs = project / ".letterpress" / "outputs"
    assert [path for path in everything(outputs) if not path.endswith(("/ledger", "/stats"))] == [
        path.name for path in outputs.iterdir()
    ]
    assert everything(project / "site") == ["index.html"]


def test_stored_digests_and_stats_are_those_of_the_files(project: Path) -> None:
    done = publish(project, SITE)
    folder = project / "site"
    assert {path: stored.digest for path, stored in done.files.items()} == {
        path: digest(text.encode()) for path, text in SITE.items()
    }
    assert verify_outputs(folder, ledger_of(done).records).damaged == frozenset()
    for path, stored in done.files.items():
        seen = (folder / path).stat()
        assert (stored.stat.size, stored.stat.inode, stored.stat.ctime_ns) == (
            seen.st_size,
            seen.st_ino,
            seen.st_ctime_ns,
        )


def test_stats_are_those_of_the_files_however_they_got_there(project: Path) -> None:
    """A file that moves by itself gets another stat by that, one that moves with its folder does not."""
    output = check_output(project, "site")
    output.mkdir(parents=True)
    with Stage(project, output, Ledger(records={})) as stage:
        for path in ("index.html", "posts/one/index.html", "tags/index.html"):
            stage.add(path, Rank.ENTRY, path.encode())
        (output / "tags").mkdir()
        (output / "tags/own.txt").touch()  # so that this folder cannot move whole any more
        time.sleep(0.02)  # the clock of a file system ticks every few milliseconds
        done = publish_stage(stage, ())
    assert done.written == ("index.html", "posts/one/index.html", "tags/index.html")
    for path, stored in done.files.items():
        assert stored.stat == file_stat((output / path).stat()), path


def test_a_copy_has_the_bytes_of_its_source(project: Path) -> None:
    source = project / "content/posts/photo.jpg"
    source.write_bytes(b"\xff\xd8" * 2_000_000)
    output = check_output(project, "site")
    with Stage(project, output, Ledger(records={})) as stage:
        assert stage.copy("posts/photo.jpg", Rank.ASSET, source, digest(source.read_bytes()))
        done = publish_stage(stage, ())
    assert done.written == ("posts/photo.jpg",)
    assert (output / "posts/photo.jpg").read_bytes() == source.read_bytes()
    save_ledger(project, output, ledger_of(done))
    with Stage(project, output, load_ledger(project, output)[0]) as stage:
        assert not stage.copy("posts/photo.jpg", Rank.ASSET, source, digest(source.read_bytes()))


def test_a_source_that_changed_since_the_scan_is_not_published(project: Path) -> None:
    source = project / "content/posts/photo.jpg"
    source.write_bytes(b"later")
    with (
        pytest.raises(LetterpressError) as caught,
        Stage(project, project / "site", Ledger(records={})) as stage,
    ):
        stage.copy("posts/photo.jpg", Rank.ASSET, source, digest(b"earlier"))
    assert codes(caught.value) == ["file-changed content/posts/photo.jpg"]
    assert everything(project / ".letterpress" / "outputs") == [
        path.name for path in (project / ".letterpress" / "outputs").iterdir()
    ]


def test_an_error_between_staging_and_publishing_publishes_nothing(project: Path) -> None:
    publish(project, SITE)
    output = project / "site"
    stage = Stage(project, output, load_ledger(project, output)[0])
    with suppress(KeyboardInterrupt), stage:
        stage.add("index.html", Rank.LIST, b"half of a new site")
        raise KeyboardInterrupt
    assert files(output) == SITE
    assert [path for path in everything(project / ".letterpress") if "stage" in path] == []


# What is removed


def test_own_stale_files_go_and_foreign_ones_stay(project: Path) -> None:
    publish(project, SITE)
    foreign = {"CNAME": "example.com", ".git/HEAD": "ref", "posts/b/mine.txt": "mine", ".gitkeep": ""}
    for path, text in foreign.items():
        (project / "site" / path).parent.mkdir(exist_ok=True)
        (project / "site" / path).write_text(text)
    for _ in range(3):
        done = publish(project, {"index.html": "home"})
    assert files(project / "site") == {"index.html": "home", **foreign}
    assert done.removed == ()


def test_folders_that_are_empty_then_go_too(project: Path) -> None:
    publish(project, SITE)
    (project / "site/empty").mkdir()
    assert publish(project, {"index.html": "home"}).removed == (
        "feed.xml",
        "posts/a/index.html",
        "posts/b/index.html",
    )
    assert everything(project / "site") == ["empty", "index.html"]


def test_what_the_ledger_does_not_list_is_never_removed(project: Path) -> None:
    publish(project, SITE)
    (project / "site/mine.html").write_text("mine")
    output = project / "site"
    with Stage(project, output, load_ledger(project, output)[0]) as stage:
        assert publish_stage(stage, ["mine.html", "../content", "feed.xml"]).removed == ("feed.xml",)
    assert (output / "mine.html").exists()


@pytest.mark.parametrize("path", ["../precious.txt", "pages/../../precious.txt", "/precious.txt"])
def test_a_ledger_that_names_files_outside_of_the_output_removes_none(project: Path, path: str) -> None:
    """A ledger may come with a repository or a cache that somebody else has filled."""
    publish(project, {"index.html": "front", "pages/about.html": "about"})
    precious = project / "precious.txt"
    precious.write_text("mine")
    ledger, _ = load_ledger(project, project / "site")
    forged = record_of(INPUTS, 0, digest(b"mine"), file_stat(precious.stat()))
    save_ledger(
        project, project / "site", msgspec.structs.replace(ledger, records={**ledger.records, path: forged})
    )
    publish(project, {"index.html": "front"})
    assert precious.read_text() == "mine"
    assert not (project / "site/pages/about.html").exists()


def test_a_stale_file_that_someone_changed_is_kept_aside(project: Path) -> None:
    publish(project, SITE)
    (project / "site/posts/a/index.html").write_text("written by hand")
    done = publish(project, {"index.html": "home"})
    assert [problem.code for problem in done.diagnostics] == ["output-replaced"]
    assert not (project / "site/posts").exists()
    assert (project / ".letterpress/replaced/posts/a/index.html").read_text() == "written by hand"


def test_builds_to_two_folders_do_not_take_each_others_files_for_their_own(project: Path) -> None:
    publish(project, SITE)
    (project / "other/posts/a").mkdir(parents=True)
    (project / "other/posts/a/index.html").write_text("someone else's")
    publish(project, {"index.html": "home"}, output="other")
    assert files(project / "other") == {"index.html": "home", "posts/a/index.html": "someone else's"}
    assert publish(project, SITE).unchanged == tuple(sorted(SITE))


def test_a_page_whose_address_changes_only_in_case_is_not_removed(project: Path) -> None:
    """Where the file system ignores case, the old name and the new one are the same file."""
    publish(project, {"Tags/index.html": "tags"})
    if not (project / "site/tags").exists():
        pytest.skip("this file system tells upper from lower case")
    publish(project, {"tags/index.html": "tags"})
    assert files(project / "site") == {"tags/index.html": "tags"}


# What is in the way


def test_a_foreign_file_in_the_place_of_an_output_is_kept_aside(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site/index.html").write_text("from another generator")
    (project / "site/feed.xml").write_text(SITE["feed.xml"])
    done = publish(project, SITE)
    assert files(project / "site") == SITE
    (note,) = done.diagnostics
    assert (note.code, note.span.path) == ("output-replaced", "site/index.html")
    assert "`.letterpress/replaced/index.html`" in note.message.en
    assert files(project / ".letterpress/replaced") == {"index.html": "from another generator"}
    assert publish(project, SITE).diagnostics == ()


def test_a_foreign_file_where_a_folder_must_be_is_named_and_nothing_changes(project: Path) -> None:
    publish(project, {"index.html": "home"})
    (project / "site/posts").write_text("mine")
    (project / "site/tags").symlink_to("../content")
    before = everything(project / "site")
    with pytest.raises(LetterpressError) as caught:
        publish(
            project, {"index.html": "new", "posts/a/index.html": "a", "tags/b/index.html": "b", "new/c": "c"}
        )
    assert codes(caught.value) == ["output-blocked site/posts", "output-blocked site/tags"]
    assert everything(project / "site") == before
    assert (project / "site/index.html").read_text() == "home"


def test_a_folder_with_foreign_files_where_a_file_must_be_is_named(project: Path) -> None:
    publish(project, {"about/index.html": "about"})
    (project / "site/about/mine.txt").write_text("mine")
    with pytest.raises(LetterpressError) as caught:
        publish(project, {"about": "a file now"})
    assert codes(caught.value) == ["output-blocked site/about"]
    assert files(project / "site") == {"about/index.html": "about", "about/mine.txt": "mine"}


def test_own_files_make_room_for_folders_and_own_folders_for_files(project: Path) -> None:
    publish(project, {"a": "file", "b/c/index.html": "deep", "index.html": "home"})
    publish(project, {"a/x/index.html": "folder now", "b": "file now", "index.html": "home"})
    assert files(project / "site") == {"a/x/index.html": "folder now", "b": "file now", "index.html": "home"}


def test_nothing_is_written_or_deleted_through_a_link_in_the_output(project: Path, tmp_path: Path) -> None:
    publish(project, SITE)
    outside = tmp_path / "outside"
    shutil.copytree(project / "site/posts", outside)
    shutil.rmtree(project / "site/posts")
    (project / "site/posts").symlink_to(outside)
    before = files(outside)
    with pytest.raises(LetterpressError):
        publish(project, {**SITE, "posts/a/index.html": "changed"})
    with pytest.raises(LetterpressError):
        publish(project, SITE)
    assert verify_outputs(project / "site", load_ledger(project, project / "site")[0].records).damaged == {
        "posts/a/index.html",
        "posts/b/index.html",
    }
    publish(project, {"index.html": "home"})
    assert files(outside) == before


def test_an_output_that_is_a_link_itself_is_replaced_not_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (project / "site").mkdir()
    (project / "site/index.html").symlink_to(tmp_path / "secret")
    publish(project, {"index.html": "home"})
    assert (tmp_path / "secret").read_text() == "secret"
    assert not (project / "site/index.html").is_symlink()


# In which order


def test_nothing_is_moved_before_what_it_links_to(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New files first, then replaced ones, both by rank; deletions last."""
    publish(project, {"index.html": "1", "posts/a/index.html": "1", "feed.xml": "1", "old.html": "1"})
    seen: list[str] = []

    def replace(old: str, new: str, *, real: Callable[..., None] = os.replace, **folders: int | None) -> None:
        real(old, new, **folders)
        seen.append(str(new))

    def unlink(path: str, *, real: Callable[..., None] = os.unlink, **folders: int | None) -> None:
        real(path, **folders)
        seen.append(f"gone {path}")

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "unlink", unlink)
    publish(
        project,
        {
            "index.html": "2",
            "feed.xml": "2",
            "feed.json": "2",
            "tags/x/index.html": "2",
            "posts/b/index.html": "2",
            "posts/a/index.html": "2",
        },
    )
    site = f"{project}/site/"
    assert [path.replace(site, "") for path in seen if site in path] == [
        "posts/b/index.html",
        "tags/x/index.html",
        "feed.json",
        "posts/a/index.html",
        "index.html",
        "feed.xml",
        "gone old.html",
    ]


# Looking at what is there


def test_a_fresh_checkout_of_the_output_is_recognised_by_content(project: Path) -> None:
    done = publish(project, SITE)
    ledger = ledger_of(done)
    for path in SITE:
        file = project / "site" / path
        os.utime(file, ns=(0, 0))
    verified = verify_outputs(project / "site", ledger.records)
    assert verified.damaged == frozenset()
    assert set(verified.stats) == set(SITE)
    assert verified.stats["index.html"].mtime_ns == 0


def test_missing_changed_and_odd_outputs_are_noticed(project: Path) -> None:
    ledger = ledger_of(publish(project, SITE))
    site = project / "site"
    (site / "feed.xml").unlink()
    (site / "index.html").write_text("emoh")
    (site / "posts/a/index.html").unlink()
    (site / "posts/a/index.html").symlink_to("../b/index.html")
    assert verify_outputs(site, ledger.records).damaged == {
        "feed.xml",
        "index.html",
        "posts/a/index.html",
    }


def test_what_stands_untouched_is_told_from_stats_alone(project: Path) -> None:
    site = project / "site"
    assert not outputs_unchanged(project, site)
    publish(project, SITE)
    assert outputs_unchanged(project, site)
    (site / "note.txt").write_text("of the writer")
    assert outputs_unchanged(project, site)


def _edit(site: Path) -> None:
    (site / "index.html").write_text("emoh")


def _touch(site: Path) -> None:
    os.utime(site / "posts/a/index.html", ns=(0, 0))


def _delete(site: Path) -> None:
    (site / "feed.xml").unlink()


def _replace_by_a_link(site: Path) -> None:
    (site / "feed.xml").rename(site / "elsewhere.xml")
    (site / "feed.xml").symlink_to("elsewhere.xml")


def _lose_the_ledger(site: Path) -> None:
    next(site.parent.glob(".letterpress/outputs/*/ledger")).unlink()


def _damage_the_ledger(site: Path) -> None:
    ledger = next(site.parent.glob(".letterpress/outputs/*/ledger"))
    ledger.write_bytes(ledger.read_bytes()[:-1])


def _damage_the_record(site: Path) -> None:
    record = next(site.parent.glob(".letterpress/outputs/*/stats"))
    record.write_bytes(record.read_bytes()[:-1])


@pytest.mark.parametrize(
    "change",
    [_edit, _touch, _delete, _replace_by_a_link, _lose_the_ledger, _damage_the_ledger, _damage_the_record],
)
def test_whatever_is_not_as_recorded_needs_another_look(
    project: Path, change: Callable[[Path], None]
) -> None:
    publish(project, SITE)
    change(project / "site")
    assert not outputs_unchanged(project, project / "site")


# Files that somebody changed


def test_an_own_page_edited_by_hand_is_kept_aside(project: Path) -> None:
    publish(project, SITE)
    (project / "site/index.html").write_text("edited by hand")
    done = publish(project, {**SITE, "index.html": "new home"})
    assert [(each.code, each.span.path) for each in done.diagnostics] == [
        ("output-replaced", "site/index.html")
    ]
    assert files(project / "site") == {**SITE, "index.html": "new home"}
    assert files(project / ".letterpress/replaced") == {"index.html": "edited by hand"}


def test_a_file_kept_aside_never_takes_the_place_of_another(project: Path) -> None:
    publish(project, {"a": "a", "b/c.html": "c"})
    edits = [("a", "first"), ("a", "second"), ("b/c.html", "of b"), ("a", "third")]
    for path, text in edits:
        (project / "site" / path).write_text(text)
        (note,) = publish(project, {"a": "a", "b/c.html": "c"}).diagnostics
        kept = note.message.en.split("`")[1]
        assert (project / kept).read_text() == text
    publish(project, {"a/d.html": "where a file was kept"})
    (project / "site/a/d.html").write_text("of d")
    publish(project, {"index.html": "home"})
    assert sorted(files(project / ".letterpress/replaced").values()) == [
        "first",
        "of b",
        "of d",
        "second",
        "third",
    ]


def test_a_page_that_says_the_same_again_is_not_kept(project: Path) -> None:
    publish(project, SITE)
    (project / "site/index.html").write_text("new home")
    done = publish(project, {**SITE, "index.html": "new home"})
    assert (done.diagnostics, done.unchanged) == ((), tuple(sorted(SITE)))


def test_empty_folders_make_room_for_a_file(project: Path) -> None:
    publish(project, SITE)
    (project / "site/about/deep/er").mkdir(parents=True)
    publish(project, {**SITE, "about": "a file"})
    assert files(project / "site") == {**SITE, "about": "a file"}
