# SPDX-License-Identifier: MIT
"""Walking a project: what is found, what is read again, and what is refused."""

import os
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest
from tests.support.paths import REPOSITORY
from tests.support.permissions import binding_permissions

from letterpress.config import Config
from letterpress.diagnostics import ConfigError, LetterpressError, Severity
from letterpress.digests import digest
from letterpress.files import KnownFile
from letterpress.load import Reader, Tree, find_root, read_bytes, scan, theme_folders, theme_names
from letterpress.load.file_names import composed, is_ignored, is_ordinary, is_unsafe

CONFIG = Config(
    title="試し刷り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo", theme="plain"
)
LATER = 10 * 10**9
"""Long enough after a change, in nanoseconds, for its stat to be believed."""

Make = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "content" / "posts").mkdir(parents=True)
    (root / "letterpress.yaml").touch()
    return root


def put(root: Path, *paths: str, text: str = "text") -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def look(root: Path, known: dict[str, KnownFile] | None = None, config: Config = CONFIG) -> Tree:
    return scan(root, config, known or {}, started_ns=time.time_ns() + LATER)


def complaints(tree: Tree) -> list[str]:
    return [f"{problem.code} {problem.span.path}" for problem in tree.diagnostics]


def sources(tree: Tree) -> list[str]:
    return [source.path for source in tree.sources]


# What there is


def test_a_project_is_found_from_any_folder_inside_it(project: Path) -> None:
    assert find_root(project) == project
    assert find_root(project / "content" / "posts") == project
    assert find_root(project.parent) is None


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
    tree = look(project)
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


def test_digests_are_those_of_the_bytes(project: Path) -> None:
    put(project, "content/posts/a.md", text="春")
    large = project / "content/static/large.bin"
    large.parent.mkdir()
    large.write_bytes(b"0123456789" * 300_000)
    tree = look(project)
    assert tree.sources[0].digest == digest("春".encode())
    (asset,) = (asset for asset in tree.assets if asset.kind == "static")
    assert (asset.digest, asset.size) == (digest(large.read_bytes()), 3_000_000)


def test_a_project_without_content_is_an_empty_tree(tmp_path: Path) -> None:
    tree = look(tmp_path)
    assert (tree.sources, tree.data, tree.authors, complaints(tree)) == ((), (), None, [])


def test_hidden_files_and_what_editors_leave_are_passed_over(project: Path) -> None:
    put(project, "content/posts/a.md")
    put(
        project,
        "content/posts/.a.md.swp",
        "content/posts/a.md~",
        "content/posts/#a.md#",
        "content/posts/.#a.md",
        "content/posts/.drafts/b.md",
        "content/posts/.DS_Store",
        "content/static/.env",
        "content/static/Thumbs.db",
    )
    tree = look(project)
    assert sources(tree) == ["content/posts/a.md"]
    assert [asset.path for asset in tree.assets if asset.kind != "theme"] == []
    assert complaints(tree) == []


def test_hidden_files_that_web_servers_ask_for_are_static(project: Path) -> None:
    put(
        project,
        "content/static/.well-known/security.txt",
        "content/static/.nojekyll",
        "content/posts/.nojekyll",
    )
    outputs = [asset.output for asset in look(project).assets if asset.kind != "theme"]
    assert outputs == [".nojekyll", ".well-known/security.txt"]


def test_markdown_that_will_not_be_used_is_pointed_out(project: Path) -> None:
    put(project, "content/posts/a.markdown", "content/posts/B.MD", "content/drafts/c.md", "content/readme.md")
    tree = look(project)
    assert complaints(tree) == [
        "source-misplaced content/drafts",
        "source-ending content/posts/B.MD",
        "source-ending content/posts/a.markdown",
        "source-misplaced content/readme.md",
    ]
    assert {problem.severity for problem in tree.diagnostics} == {Severity.WARNING}


def test_data_files_need_a_known_ending_and_a_name_of_their_own(project: Path) -> None:
    put(project, "content/data/a.csv", "content/data/a.yaml", "content/data/b.toml")
    tree = look(project)
    assert [file.path for file in tree.data] == ["content/data/a.csv"]
    assert complaints(tree) == ["data-name-twice content/data/a.yaml", "data-ending content/data/b.toml"]
    assert tree.diagnostics[0].related[0].path == "content/data/a.csv"


# Themes


def test_a_file_of_the_project_overrides_that_of_a_packaged_theme(project: Path) -> None:
    packaged = look(project)
    put(project, "themes/plain/templates/post.html", "themes/plain/static/favicon.svg")
    own = look(project)
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
    tree = look(project, config=msgspec.structs.replace(CONFIG, theme="mine"))
    assert list(tree.templates) == ["parts/card.html"]
    assert [asset.output for asset in tree.assets] == ["assets/css/a.css"]
    assert tree.theme is not None
    assert tree.theme.path == "themes/mine/theme.yaml"


def test_files_of_a_packaged_theme_can_be_read_by_their_path(project: Path) -> None:
    tree = look(project)
    template = tree.templates["post.html"]
    assert digest(read_bytes(project, template.path)) == template.digest


@pytest.mark.parametrize("name", ["pres", "../themes/plain", ".", "", "/etc", "a\\b"])
def test_a_theme_that_is_nowhere_is_refused(project: Path, name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        theme_folders(project, name)
    (problem,) = caught.value.diagnostics
    assert problem.code == "theme-missing"


def test_a_misspelt_theme_is_guessed(project: Path) -> None:
    put(project, "themes/mine/theme.yaml")
    assert theme_names(project) == ("mine", "plain", "press")
    with pytest.raises(ConfigError) as caught:
        theme_folders(project, "pres")
    hint = caught.value.diagnostics[0].hint
    assert hint is not None
    assert hint.en == "did you mean `press`?"


# What is read again


def test_a_file_with_the_same_stat_is_not_read_again(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b.md")
    first = look(project)
    second = look(project, dict(first.known))
    assert (second.read, second.bytes_read) == (0, 0)
    assert second.stated == first.stated == first.read
    assert second.sources == first.sources
    assert second.known == first.known


def test_only_what_changed_is_read_again(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b.md")
    known = dict(look(project).known)
    put(project, "content/posts/b.md", text="another text")
    tree = look(project, known)
    assert (tree.read, tree.bytes_read) == (1, len("another text"))
    assert tree.sources[1].digest == digest(b"another text")


def test_an_edit_that_keeps_size_and_mtime_is_noticed(project: Path) -> None:
    put(project, "content/posts/a.md", text="spring")
    known = dict(look(project).known)
    file = project / "content/posts/a.md"
    before = file.stat()
    put(project, "content/posts/a.md", text="autumn")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(project, known).sources[0].digest == digest(b"autumn")


def test_a_file_changed_just_before_the_scan_is_read_again_next_time(project: Path) -> None:
    """A second edit within one tick of the clock would leave the same stat."""
    put(project, "content/posts/a.md")
    now = scan(project, CONFIG, {})
    assert "content/posts/a.md" not in now.known
    assert "content/posts/a.md" in look(project).known


def test_a_file_that_is_gone_is_forgotten(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b.md")
    known = dict(look(project).known)
    (project / "content/posts/a.md").unlink()
    tree = look(project, known)
    assert sources(tree) == ["content/posts/b.md"]
    assert "content/posts/a.md" not in tree.known


# Symbolic links


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project, with what must never be read."""
    folder = tmp_path / "outside"
    put(folder, "secret.md", "secret.jpg", text="secret")
    return folder


def link(project: Path, path: str, target: str | Path) -> None:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(target)


LINKS_OUT = [
    ("content/posts/file.md", "../../../outside/secret.md"),
    ("content/posts/photo.jpg", "../../../outside/secret.jpg"),
    ("content/posts/folder", "../../../outside"),
    ("content/static/folder", "../../../outside"),
    ("content/authors.yaml", "../../outside/secret.md"),
    ("content/data/a.yaml", "../../../outside/secret.md"),
    ("themes/plain/templates/post.html", "../../../../outside/secret.md"),
    ("themes/plain/static", "../../../outside"),
]


@pytest.mark.parametrize(("path", "target"), LINKS_OUT)
@pytest.mark.usefixtures("outside")
def test_a_link_out_of_the_project_is_refused(project: Path, path: str, target: str) -> None:
    link(project, path, target)
    assert (project / path).exists()
    tree = look(project)
    assert complaints(tree) == [f"symlink-outside {path}"]
    assert digest(b"secret") not in {file.digest for file in tree.known.values()}


@pytest.mark.parametrize("folder", ["content/posts", "content/static", "content/data", "themes/plain"])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused(
    project: Path, outside: Path, folder: str
) -> None:
    if (project / folder).exists():
        (project / folder).rmdir()
    link(project, folder, outside)
    assert complaints(look(project)) == [f"symlink-outside {folder}"]


def test_content_itself_as_a_link_out_of_the_project_is_refused(tmp_path: Path, outside: Path) -> None:
    put(outside, "posts/secret.md", "static/a.txt", "authors.yaml")
    root = tmp_path / "bare"
    root.mkdir()
    link(root, "content", outside)
    tree = look(root)
    assert sources(tree) == []
    assert complaints(tree) == ["symlink-outside content"]


def test_a_chain_of_links_is_followed_to_its_end(project: Path, outside: Path) -> None:
    put(project, "content/posts/a.md")
    link(project, "content/posts/b.md", "c.md")
    link(project, "content/posts/c.md", "a.md")
    link(project, "content/posts/d.md", "e.md")
    link(project, "content/posts/e.md", outside / "secret.md")
    tree = look(project)
    assert sources(tree) == ["content/posts/a.md", "content/posts/b.md", "content/posts/c.md"]
    assert complaints(tree) == ["symlink-outside content/posts/d.md", "symlink-outside content/posts/e.md"]


def test_links_that_stay_in_the_project_are_fine(project: Path) -> None:
    put(project, "content/posts/pictures/a.jpg", "shared/terms.md")
    link(project, "content/pages/terms.md", "../../shared/terms.md")
    link(project, "content/pages/pictures", "../posts/pictures")
    tree = look(project)
    assert complaints(tree) == []
    assert sources(tree) == ["content/pages/terms.md"]
    assert [asset.path for asset in tree.assets if asset.kind == "beside"] == [
        "content/pages/pictures/a.jpg",
        "content/posts/pictures/a.jpg",
    ]
    assert Reader(project).read("content/pages/pictures/a.jpg") == b"text"


@pytest.mark.parametrize("target", ["self", ".", "..", "../..", "other"])
def test_links_in_a_circle_are_refused(project: Path, target: str) -> None:
    put(project, "content/posts/a.md")
    link(project, "content/posts/self", target)
    link(project, "content/posts/other", "self")
    tree = look(project)
    assert sources(tree) == ["content/posts/a.md"]
    assert set(complaints(tree)) == {"symlink-loop content/posts/self", "symlink-loop content/posts/other"}


def test_a_link_to_nothing_is_refused(project: Path) -> None:
    link(project, "content/posts/a.md", "nowhere.md")
    assert complaints(look(project)) == ["symlink-dangling content/posts/a.md"]


@pytest.mark.parametrize("target", [".git", ".letterpress", ".env", "site"])
def test_a_link_to_what_is_hidden_or_made_is_refused(project: Path, target: str) -> None:
    put(project, ".git/config", ".letterpress/ledger", ".env", "site/index.html")
    link(project, "content/static/public", f"../../{target}")
    assert complaints(look(project)) == ["symlink-hidden content/static/public"]


def test_links_side_by_side_do_not_multiply_without_end(project: Path) -> None:
    """Thirteen folders, each with two links to the next, would be 16,000 paths."""
    for number in range(13):
        put(project, f"shared/{number}/{number}.txt")
        for name in "ab":
            link(project, f"shared/{number}/{name}", f"../{number + 1}")
    put(project, "shared/13/13.txt")
    link(project, "content/static/all", "../../shared/0")
    tree = look(project)
    assert tree.stated < 1_000
    assert any(complaint.startswith("symlink-loop") for complaint in complaints(tree))


# Odd files


def test_pipes_sockets_and_devices_are_not_opened(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(project / "content/posts/pipe.md")
    monkeypatch.chdir(project / "content/posts")  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.md")
        link(project, "content/posts/zero.md", "/dev/zero")
        assert complaints(look(project)) == [
            "special-file content/posts/pipe.md",
            "special-file content/posts/socket.md",
            "symlink-outside content/posts/zero.md",
        ]


def test_a_source_too_large_to_be_text_is_named_and_not_read(project: Path) -> None:
    with (project / "content/posts/dump.md").open("wb") as file:
        file.truncate(5_000_001)
    tree = look(project)
    assert complaints(tree) == ["source-too-large content/posts/dump.md"]
    assert [(source.path, source.digest) for source in tree.broken] == [("content/posts/dump.md", b"")]
    assert tree.sources == ()
    assert "content/posts/dump.md" not in tree.known


def test_what_may_not_be_read_is_a_located_error(project: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/locked.md", "content/posts/locked/b.md")
    (project / "content/posts/locked.md").chmod(0)
    (project / "content/posts/locked").chmod(0)
    with binding_permissions():
        tree = look(project)
    assert sources(tree) == ["content/posts/a.md"]
    assert [source.path for source in tree.broken] == ["content/posts/locked.md"]
    assert complaints(tree) == ["unreadable content/posts/locked", "unreadable content/posts/locked.md"]
    assert tree.diagnostics[0].message.en == "it cannot be read: Permission denied"


# Names


def test_names_are_composed_and_can_still_be_read(project: Path) -> None:
    put(project, normalize("NFD", "content/posts/がくぶち/ばら.md"), text="薔薇")
    tree = look(project)
    assert sources(tree) == ["content/posts/がくぶち/ばら.md"]
    assert Reader(project).read(tree.sources[0].path) == "薔薇".encode()


def test_two_names_that_differ_only_in_composition_are_an_error(project: Path) -> None:
    for form in ("NFC", "NFD"):
        put(project, normalize(form, "content/posts/ばら.md"))
    tree = look(project)
    assert complaints(tree) == ["name-twice content/posts/ばら.md"]


UNSAFE = [
    (b"a\nb.md", "a\\nb.md"),
    (b"a\x1b[31m.md", "a\\x1b[31m.md"),
    (b"a\\b.md", "a\\\\b.md"),
    ("a\u202eb.md".encode(), "a\\u202eb.md"),
    (b"\x83\x8d.md", "\\udc83\\udc8d.md"),
]


@pytest.mark.parametrize(("name", "shown"), UNSAFE)
def test_a_name_that_no_url_or_terminal_can_carry_is_refused(project: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(project / "content/posts") + b"/" + name)).touch()
    tree = look(project)
    assert sources(tree) == []
    assert complaints(tree) == [f"name-unsafe content/posts/{shown}"]


@pytest.mark.parametrize("form", ["{}.md", "a{}.md", "{}", ".md{}", "a.md{}", "a{}a.swp.md"])
def test_nothing_speaks_against_an_ordinary_name(form: str) -> None:
    signs = [chr(code) for code in range(0x3100) if chr(code) != "/"]
    names = [form.format(sign) for sign in [*signs, "", "Thumbs", ".swp", "__pycache__", "desktop.ini"]]
    for name in filter(is_ordinary, names):
        assert not is_ignored(name)
        assert not is_unsafe(name)
        assert composed(name) == name


# Reading later


def test_a_reader_reads_nothing_outside_the_project(project: Path, outside: Path) -> None:
    link(project, "content/posts/folder", outside)
    link(project, "content/posts/link.md", outside / "secret.md")
    reader = Reader(project)
    for path in (
        "../outside/secret.md",
        "content/../../outside/secret.md",
        "content/posts/folder/secret.md",
        "content/posts/link.md",
        str(outside / "secret.md"),
        "theme:../pyproject.toml",
    ):
        with pytest.raises(LetterpressError) as caught:
            reader.read(path)
        assert caught.value.diagnostics[0].code == "symlink-outside"


def test_a_reader_trusts_no_link_because_of_the_files_beside_it(project: Path, outside: Path) -> None:
    put(project, "content/posts/a.md", "content/posts/b/c.md", "shared/d.md")
    link(project, "content/posts/inside.md", "../../shared/d.md")
    link(project, "content/posts/outside.md", outside / "secret.md")
    link(project, "content/posts/b/up", "..")
    reader = Reader(project)
    for path in (
        "content/posts/a.md",
        "content/posts/b/c.md",
        "content/posts/b/up/a.md",
        "content/posts/inside.md",
    ):
        assert (reader.read(path), reader.read(path)) == (b"text", b"text")
    for path in ("content/posts/outside.md", "content/posts/b/up/outside.md"):
        with pytest.raises(LetterpressError) as caught:
            reader.read(path)
        assert caught.value.diagnostics[0].code == "symlink-outside"


def test_a_reader_trusts_no_folder_outside_because_of_a_link_that_leads_back(
    project: Path, outside: Path
) -> None:
    put(project, "content/posts/a.md")
    link(project, "content/posts/away", outside)
    (outside / "back.md").symlink_to(project / "content/posts/a.md")
    reader = Reader(project)
    assert reader.read("content/posts/away/back.md") == b"text"
    with pytest.raises(LetterpressError) as caught:
        reader.read("content/posts/away/secret.md")
    assert caught.value.diagnostics[0].code == "symlink-outside"


def test_a_reader_refuses_what_is_no_ordinary_file(project: Path) -> None:
    os.mkfifo(project / "content/posts/pipe.md")
    for path, code in (
        ("content/posts/pipe.md", "special-file"),
        ("content/posts", "special-file"),
        ("content/posts/gone.md", "unreadable"),
    ):
        with pytest.raises(LetterpressError) as caught:
            read_bytes(project, path)
        assert caught.value.diagnostics[0].code == code


def test_a_reader_notices_that_a_file_changed_since_the_scan(project: Path) -> None:
    put(project, "content/posts/a.md")
    source = look(project).sources[0]
    reader = Reader(project)
    assert reader.read_unchanged(source.path, source.digest) == b"text"
    put(project, "content/posts/a.md", text="later")
    with pytest.raises(LetterpressError) as caught:
        reader.read_unchanged(source.path, source.digest)
    assert caught.value.diagnostics[0].code == "file-changed"


def test_the_order_of_files_does_not_depend_on_the_disk(project: Path) -> None:
    names = [f"content/posts/{name}.md" for name in ("b", "a", "a-b", "a/index", "あ", "z", "B")]
    put(project, *names)
    assert sources(look(project)) == sorted(names)


def test_every_problem_with_a_file_is_documented() -> None:
    """And nothing is documented that cannot happen."""
    repository = REPOSITORY
    source = "".join(
        (repository / "src/letterpress" / module).read_text("utf-8")
        for module in ("load/problems.py", "load/data_files.py", "store/diagnostics.py")
    )
    documented = (repository / "docs/diagnostics/files.md").read_text("utf-8")
    assert set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+|unreadable|unwritable)"', source)) == set(
        re.findall(r"^\| `([a-z0-9-]+)`", documented, re.MULTILINE)
    )
