# SPDX-License-Identifier: MIT
"""The role of each file of a project, by the folder that it lies in."""

from pathlib import Path

import msgspec
from tests.support.scanned_project import CONFIG, complaints, put, scan_project

from letterpress.diagnostics import Severity


def test_every_file_is_found_by_the_part_it_plays(project: Path) -> None:
    put(
        project,
        "content/posts/a.md",
        "content/posts/hello/index.md",
        "content/posts/hello/photo.jpg",
        "content/newsletter/001-first.md",
        "content/pages/about.md",
        "content/static/favicon.ico",
        "content/static/files/list.pdf",
        "content/data/ranking.csv",
        "content/data/sponsors/gold.yml",
        "content/authors.yaml",
    )
    tree = scan_project(project)
    assert [(source.path, source.kind) for source in tree.sources] == [
        ("content/newsletter/001-first.md", "issue"),
        ("content/pages/about.md", "page"),
        ("content/posts/a.md", "post"),
        ("content/posts/hello/index.md", "post"),
    ]
    assert [(asset.path, asset.output, asset.kind) for asset in tree.assets if asset.kind != "theme"] == [
        ("content/posts/hello/photo.jpg", "posts/hello/photo.jpg", "beside"),
        ("content/static/favicon.ico", "favicon.ico", "static"),
        ("content/static/files/list.pdf", "files/list.pdf", "static"),
    ]
    assert [(file.name, file.format) for file in tree.data] == [("ranking", "csv"), ("sponsors/gold", "yaml")]
    assert tree.authors is not None
    assert tree.authors.path == "content/authors.yaml"
    assert complaints(tree) == []


def test_a_project_without_content_is_an_error(tmp_path: Path) -> None:
    tree = scan_project(tmp_path)
    assert (tree.sources, tree.data, tree.authors) == ((), (), None)
    assert complaints(tree) == ["content-missing content"]


def test_a_content_folder_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert complaints(scan_project(tmp_path)) == []


def test_hidden_files_that_web_servers_ask_for_are_static(project: Path) -> None:
    put(
        project,
        "content/static/.well-known/security.txt",
        "content/static/.nojekyll",
        "content/posts/.nojekyll",
    )
    outputs = [asset.output for asset in scan_project(project).assets if asset.kind != "theme"]
    assert outputs == [".nojekyll", ".well-known/security.txt"]


def test_markdown_that_will_not_be_used_is_pointed_out(project: Path) -> None:
    put(project, "content/posts/a.markdown", "content/posts/B.MD", "content/drafts/c.md", "content/readme.md")
    tree = scan_project(project)
    assert complaints(tree) == [
        "source-misplaced content/drafts",
        "source-ending content/posts/B.MD",
        "source-ending content/posts/a.markdown",
        "source-misplaced content/readme.md",
    ]
    assert {problem.severity for problem in tree.diagnostics} == {Severity.WARNING}


def test_a_file_of_the_project_overrides_that_of_a_packaged_theme(project: Path) -> None:
    packaged = scan_project(project)
    put(project, "themes/plain/templates/post.html", "themes/plain/static/favicon.svg")
    own = scan_project(project)
    assert own.templates["post.html"].path == "themes/plain/templates/post.html"
    assert own.templates["list.html"] == packaged.templates["list.html"]
    assert own.templates["list.html"].path == "theme:plain/templates/list.html"
    assert own.templates.keys() == packaged.templates.keys()
    assert [asset.path for asset in own.assets if asset.output == "assets/favicon.svg"] == [
        "themes/plain/static/favicon.svg"
    ]


def test_a_theme_of_the_project_stands_alone(project: Path) -> None:
    put(
        project,
        "themes/mine/templates/parts/card.html",
        "themes/mine/static/css/a.css",
        "themes/mine/theme.yaml",
    )
    tree = scan_project(project, config=msgspec.structs.replace(CONFIG, theme="mine"))
    assert list(tree.templates) == ["parts/card.html"]
    assert [asset.output for asset in tree.assets] == ["assets/css/a.css"]
    assert tree.theme is not None
    assert tree.theme.path == "themes/mine/theme.yaml"
