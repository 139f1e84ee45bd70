# SPDX-License-Identifier: MIT
"""`letterpress clean`."""

from pathlib import Path

from tests.support.sample_posts import GOOD, InProject


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_letterpress_made_goes_and_the_next_build_makes_it_again(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    sources = files(letterpress.root)
    letterpress("build")
    made = files(letterpress.root / "site")
    said = letterpress("clean", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"removed {len(made)} files of `site/`, and `.letterpress/`\n"
    assert files(letterpress.root) == sources
    assert not (letterpress.root / "site").exists()
    assert not (letterpress.root / ".letterpress").exists()
    letterpress("build")
    assert files(letterpress.root / "site") == made


def test_files_of_somebody_else_stay(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    letterpress("build")
    site = letterpress.root / "site"
    (site / "CNAME").write_text("example.org\n", "utf-8")
    (site / "index.html").write_text("書き換えた\n", "utf-8")
    said = letterpress("clean")
    assert files(site) == {"CNAME"}
    assert "letterpress の記録にないファイルが1個残ります" in said.out
    assert "`.letterpress/replaced/`" in said.out
    kept = letterpress.root / ".letterpress/replaced"
    assert [path.read_text("utf-8") for path in kept.rglob("*") if path.is_file()] == ["書き換えた\n"]
    assert letterpress("clean").code == 0
    assert files(kept)


def test_a_dry_run_takes_nothing_away(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    letterpress("build")
    before = files(letterpress.root)
    said = letterpress("clean", "--dry-run", "--lang", "en")
    assert files(letterpress.root) == before
    *paths, summary = said.out.splitlines()
    assert set(paths) == {f"site/{path}" for path in files(letterpress.root / "site")}
    assert summary == f"{len(paths)} files of `site/` and `.letterpress/` would go; nothing was removed yet"


def test_without_a_record_no_output_goes(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    site = letterpress.root / "site"
    site.mkdir()
    (site / "index.html").write_text("だれかのページ\n", "utf-8")
    said = letterpress("clean")
    assert files(site) == {"index.html"}
    assert "記録にないファイルが1個残ります" in said.out


def test_only_the_outputs_of_the_folder_that_is_named_go(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    letterpress("build")
    letterpress("build", "-o", str(letterpress.root / "other"))
    letterpress("clean", "-o", str(letterpress.root / "other"))
    assert not (letterpress.root / "other").exists()
    assert files(letterpress.root / "site")


def test_a_project_that_is_clean_has_nothing_to_remove(project: InProject) -> None:
    said = project(paper=GOOD)("clean", "--lang", "en")
    assert (said.code, said.out) == (0, "there is nothing to remove\n")
