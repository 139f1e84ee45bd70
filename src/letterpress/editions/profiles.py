# SPDX-License-Identifier: MIT
"""Profiles of mailing services: what each takes, and what in a text it would take for its own template syntax.

A profile is a YAML file: those of letterpress lie in the folder `profiles`, a project's own in its folder `profiles`.
"""

from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec

from letterpress.diagnostics import Diagnostic, LetterpressError, Message, Severity, Span, suggestion
from letterpress.encoding import decode_text
from letterpress.yaml_reader import read_yaml, to_plain

FOLDER = "profiles"
"""The folder of a project's own profiles, beside letterpress.yaml."""

File = Literal["html", "text", "eml", "buttondown", "listmonk", "kit"]
"""What an export writes: the HTML, the plain text, a mail as a file, or what a service's own tools take."""


class Escape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Characters that a service takes for its own template syntax, and how it is told that they are none."""

    find: str
    text: str = ""
    """What stands for them in plain text and in the subject; empty where the service has no way to write them."""


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one mailing service takes."""

    name: str = ""
    about: str = ""
    whole_page: bool = True
    """Whether it takes a whole HTML page; else what stands in its body, with the styles written into the elements."""
    plain: bool = False
    """Whether it takes HTML for editors that text is pasted into: headings, paragraphs, lists, no layout."""
    files: tuple[File, ...] = ("html", "text", "eml")
    unsubscribe: str = ""
    """What the service replaces by the address where a reader opts out; the site's `sender.unsubscribe` where empty."""
    adds_unsubscribe: bool = False
    """Whether the service adds that link by itself."""
    view: str = ""
    """What it replaces by the address of the letter on the web; the page of the site where empty."""
    escape: tuple[Escape, ...] = ()
    subject_limit: int = 0
    """The characters that a subject may have; 0 for no limit."""
    next_step: str = ""
    """What to do with the files; `{file}` stands for the main one."""


def profile_names(root: Path) -> tuple[str, ...]:
    """The names of all profiles, a project's own first."""
    own = sorted(path.stem for path in (root / FOLDER).glob("*.yaml"))
    packaged = sorted(
        path.name.removesuffix(".yaml") for path in _packaged().iterdir() if path.name.endswith(".yaml")
    )
    return tuple(dict.fromkeys((*own, *packaged)))


def read_profile(root: Path, name: str) -> Profile:
    """Read a profile: the project's own of that name, else that of letterpress.

    Raises:
        LetterpressError: There is none, or its file is wrong.
    """
    names = profile_names(root)
    if name not in names:
        raise LetterpressError(
            Diagnostic(
                code="profile-unknown",
                severity=Severity.ERROR,
                message=Message(f"`{name}` というプロファイルはありません", f"there is no profile `{name}`"),
                span=Span(f"{FOLDER}/{name}.yaml"),
                hint=suggestion(name, names)
                or Message(f"使えるもの：{'、'.join(names)}", f"there are {', '.join(names)}"),
            )
        )
    own = root / FOLDER / f"{name}.yaml"
    path = f"{FOLDER}/{name}.yaml"
    data = own.read_bytes() if own.is_file() else (_packaged() / f"{name}.yaml").read_bytes()
    text, diagnostics = decode_text(data, path)
    if text is None:
        raise LetterpressError(*diagnostics)
    mapping, found = read_yaml(text, path)
    if mapping is None or found:
        raise LetterpressError(*diagnostics, *found)
    try:
        profile = msgspec.convert(to_plain(mapping), Profile)
    except msgspec.ValidationError as error:
        raise LetterpressError(_wrong(path, str(error))) from None
    return msgspec.structs.replace(profile, name=name)


def _packaged() -> Any:
    return files("letterpress.editions").joinpath("profiles")


def _wrong(path: str, reason: str) -> Diagnostic:
    return Diagnostic(
        code="profile-wrong",
        severity=Severity.ERROR,
        message=Message(f"プロファイルとして読めません：{reason}", f"it is no profile: {reason}"),
        span=Span(path),
        hint=Message(
            "`docs/newsletter.md` に書き方があります", "`docs/newsletter.md` shows how one is written"
        ),
    )
