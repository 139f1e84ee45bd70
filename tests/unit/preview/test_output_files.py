# SPDX-License-Identifier: MIT
"""URL paths find files of the output and nothing else."""

from pathlib import Path

import pytest

from letterpress.preview.output_files import content_type, find_file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An output with some files, in a folder with secrets."""
    site = tmp_path / "site"
    (site / "posts" / "hello").mkdir(parents=True)
    (site / "posts" / "hello" / "index.html").write_text("hello")
    (site / "タグ").mkdir()
    (site / "a..b").write_text("dots")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site-secret").mkdir()
    (tmp_path / "site-secret" / "a").write_text("secret")
    return site


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", "."),
        ("posts", "posts"),
        ("posts/", "posts"),
        ("posts/hello/index.html", "posts/hello/index.html"),
        ("タグ/", "タグ"),
        ("タク\u3099/", "タグ"),
        ("a..b", "a..b"),
    ],
)
def test_what_is_there_is_found(site: Path, path: str, found: str) -> None:
    assert find_file(site, path) == (site / found).resolve()


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..",
        ".",
        "./posts",
        "posts/../../secret.txt",
        "posts/./hello",
        "posts//hello",
        "/",
        "/etc/passwd",
        "//etc/passwd",
        "..\\secret.txt",
        "posts\\hello",
        "posts\0",
        "\0",
        "../site-secret/a",
        "missing",
        "posts/hello/index.html/",
        "posts/hello/index.html/x",
        "x" * 300,
        "x/" * 5000,
        "%2e%2e/secret.txt",
        "posts/..",
        "…",
        "．．/secret.txt",
    ],
)
def test_nothing_else_is(site: Path, path: str) -> None:
    found = find_file(site, path)

    # A trailing slash on a file is settled later, by whoever asks.
    assert found is None or (path.endswith("/") and found.is_file() and found.is_relative_to(site))


def test_a_backslash_parts_folders_on_some_systems_and_is_never_served(site: Path) -> None:
    (site / "a\\b").write_text("x")

    assert find_file(site, "a\\b") is None


def test_links_that_stay_inside_are_followed(site: Path) -> None:
    (site / "alias").symlink_to(site / "posts")
    (site / "itself").symlink_to(".")

    assert find_file(site, "alias/hello/index.html") == (site / "posts/hello/index.html").resolve()
    assert find_file(site, "itself/itself/posts") == (site / "posts").resolve()


def test_links_that_lead_outside_are_not(site: Path, tmp_path: Path) -> None:
    (site / "file").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    (site / "chain").symlink_to("folder")
    (site / "prefix").symlink_to(tmp_path / "site-secret")
    (site / "dangling").symlink_to(tmp_path / "nothing")
    (site / "loop").symlink_to("loop")

    for path in ("file", "folder", "folder/secret.txt", "chain/secret.txt", "prefix/a", "dangling", "loop"):
        assert find_file(site, path) is None, path
    assert find_file(site, "folder/site/posts") == (site / "posts").resolve(), "back inside by a detour"


def test_an_output_that_is_itself_a_link_is_served(site: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(site)

    assert find_file(tmp_path / "link", "posts") == (site / "posts").resolve()


def test_a_missing_output_holds_nothing(tmp_path: Path) -> None:
    assert find_file(tmp_path / "none", "") is None
    assert find_file(tmp_path / "none", "index.html") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("STYLE.CSS", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("mark.svg", "image/svg+xml; charset=utf-8"),
        ("photo.webp", "image/webp"),
        ("font.woff2", "font/woff2"),
        ("CNAME", "application/octet-stream"),
        (".nojekyll", "application/octet-stream"),
    ],
)
def test_content_types_do_not_depend_on_the_machine(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected
