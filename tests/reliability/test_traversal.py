# SPDX-License-Identifier: MIT
"""Names that lead elsewhere, wherever a name becomes a path: nothing is written, read or removed outside the output."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.reliability.test_hostile_names import no_fault
from tests.support.campaign import Campaign, some

BASES = (
    *(
        "..",
        "../..",
        "../../../../../../../../var",
        "a/..",
        "a/../..",
        "./..",
        "/..",
        "//..",
        "...",
        "....//",
    ),
    *("%2e%2e", "%2E%2E/%2E%2E", "..%2f..", "%252e%252e", "%2e%2e%5c", "%c0%ae%c0%ae", "%00", "..%00", "..;"),
    *(
        "..\\",
        "..\\..\\",
        "\\..",
        "\\\\host\\share",
        "C:",
        "C:\\",
        "c:/",
        "//host/share",
        "file:",
        "file:///",
    ),
    *(
        "/etc",
        "/var",
        "/",
        "~",
        "~root",
        "$HOME",
        "${HOME}",
        "`pwd`",
        "|",
        ".",
        "./.",
        ".git",
        ".letterpress",
        ".ssh",
    ),
    *(
        "。。",
        "．．",
        "\u2024\u2024",
        "\u2025",
        "..\u200b",
        "\u202e..",
        ".\u0307.",
        "‥",
        "\uff0f..\uff0f..",
        "\u2215..",
    ),
)
ENDS = ("", "/", "/secret", "\\secret", "/secret.txt")
NAMES = tuple(dict.fromkeys("".join(pair) for pair in product(BASES, ENDS)))
PRIVATE = "nobody but its owner may read this"

Files = Mapping[str, str]


def post(**fields: object) -> str:
    """A post with these fields, as YAML that JSON is."""
    told = {"title": "便り", "date": "2026-11-01", **fields}
    return "---\n" + "".join(f"{name}: {json.dumps(value)}\n" for name, value in told.items()) + "---\n本文\n"


def config(**settings: object) -> str:
    lines = [line for line in CONFIG.splitlines() if line.partition(":")[0] not in settings]
    return "\n".join([*lines, *(f"{name}: {json.dumps(value)}" for name, value in settings.items())]) + "\n"


PLACES: dict[str, Callable[[str], Files]] = {
    "slug of a post": lambda name: {"content/posts/a.md": post(slug=name)},
    "slug of a page": lambda name: {"content/pages/a.md": post(slug=name)},
    "slug of an issue": lambda name: {"content/newsletter/a.md": post(slug=name)},
    "alias": lambda name: {"content/posts/a.md": post(aliases=[name, f"/old/{name}"])},
    "tag": lambda name: {"content/posts/a.md": post(tags=[name], categories=[name], series=name)},
    "author": lambda name: {
        "content/authors.yaml": json.dumps({name: {"name": "花", "image": name}}),
        "content/posts/a.md": post(authors=[name]),
    },
    "image": lambda name: {"content/posts/a.md": post(image=name)},
    "items of an issue": lambda name: {
        "content/newsletter/1.md": post(number=1, items=[name, f"posts/{name}"])
    },
    "target": lambda name: {
        "content/posts/a.md": post()
        + f"![絵](<{name}>)\n\n[絵](<{name}>)\n\n<img src={json.dumps(name)} alt=''>\n"
    },
    "permalink of posts": lambda name: {
        "letterpress.yaml": config(permalinks={"posts": f"/{name}/{{slug}}/"})
    },
    "permalink of pages": lambda name: {
        "letterpress.yaml": config(permalinks={"pages": f"/{{slug}}{name}/"})
    },
    "permalink of issues": lambda name: {
        "letterpress.yaml": config(permalinks={"newsletter": f"{name}{{number}}"})
    },
    "theme": lambda name: {"letterpress.yaml": config(theme=name)},
    "output": lambda name: {"letterpress.yaml": config(output=name)},
    "plugin": lambda name: {"letterpress.yaml": config(plugins=[name])},
    "included template": lambda name: {
        "themes/plain/templates/post.html": f"{{% include {json.dumps(name)} ignore missing %}}"
    },
    "template of a setting": lambda name: {
        "letterpress.yaml": config(theme_settings={"part": name}),
        "themes/plain/templates/post.html": "{% include [site.settings.part, 'none.html'] ignore missing %}",
    },
    "asset of a theme": lambda name: {
        "themes/plain/templates/post.html": f"{{{{ {json.dumps(name)} | asset }}}}"
    },
    "default": lambda name: {"letterpress.yaml": config(defaults=[{"match": name, "slug": name}])},
}
ATTEMPTS = tuple(product(PLACES, NAMES))


def around(root: Path) -> dict[str, bytes]:
    """Every file in and beside the project, but for the output and what letterpress keeps for itself."""
    return {
        os.path.relpath(path, root): path.read_bytes()
        for path in root.parent.rglob("*")
        if path.is_file()
        and not path.is_relative_to(root / "site")
        and not path.is_relative_to(root / ".letterpress")
    }


def outputs(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root / "site"):
        yield from (Path(folder, name) for name in (*folders, *names))


@pytest.mark.parametrize("place", PLACES)
def test_no_name_leads_out_of_the_output(
    place: str, make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign
) -> None:
    base = {
        "content/posts/a.md": post(),
        "content/pages/a.md": post(),
        "content/newsletter/1.md": post(number=1),
        "../secret": PRIVATE,
        "../secret.txt": PRIVATE,
        "secret": PRIVATE,
        ".git/secret": PRIVATE,
        ".git/secret.txt": PRIVATE,
    }
    for name in some(NAMES, sample=5):
        root = make_project({"letterpress.yaml": CONFIG, **base, **PLACES[place](name)})
        before = around(root)
        with campaign.attempt("traversal"):
            said = command_line(root)("build", "-q", "--lang", "en")
            no_fault(said)
            after = around(root)
            if place == "output" and said.code == 0:
                folder = os.path.normpath(name)
                assert not folder.startswith(("/", "../")), name
                assert folder != "..", name
                before, after = (
                    {path: data for path, data in found.items() if not path.startswith(f"{folder}/")}
                    for found in (before, after)
                )
            assert after == before, name
            for path in outputs(root):
                assert path.resolve().is_relative_to(root / "site"), name
                assert not path.is_symlink(), name
                assert not path.name.startswith("."), name
                assert path.is_dir() or PRIVATE.encode() not in path.read_bytes(), name
        for path in sorted(outputs(root), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


def test_the_campaign_tries_enough_names() -> None:
    assert len(ATTEMPTS) >= 2_000


@pytest.mark.parametrize("place", ["new post", "new issue", "new page", "newsletter export 1 --profile"])
def test_no_argument_leads_out_of_its_folder(
    place: str, make_project: MakeProject, command_line: Callable[[Path], CommandLine], campaign: Campaign
) -> None:
    root = make_project({"content/newsletter/1.md": post(number=1), "../secret": PRIVATE})
    for name in some(NAMES, sample=5):
        before = {path: data for path, data in around(root).items() if path.startswith("..")}
        with campaign.attempt("traversal"):
            no_fault(
                command_line(root)(place, "--", name)
                if place.startswith("new ")
                else command_line(root)(place, name)
            )
            assert {path: data for path, data in around(root).items() if path.startswith("..")} == before, (
                name
            )
            hidden = [path for path in around(root) if path.startswith(".") and not path.startswith("..")]
            assert hidden == [], name
