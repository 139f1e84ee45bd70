# SPDX-License-Identifier: MIT
"""Two outputs under one name, and names that no output may have: found before anything is rendered."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from unicodedata import normalize

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.model.site import Site
from letterpress.plan.output import Output, Plan
from letterpress.plan.outputs import OutputKind

_LONGEST_NAME = 255
_RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{digit}" for digit in "123456789"),
        *(f"lpt{digit}" for digit in "123456789"),
    )
)
_FORBIDDEN = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)} | {"\x7f"}
_INVISIBLE = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def collisions(
    plan: Plan, site: Site, kinds: Iterable[OutputKind], *, sound: AbstractSet[str] = frozenset()
) -> Iterator[Diagnostic]:
    """An error for every two outputs whose names are equal after NFC and case folding, and for unsafe names.

    A file where another output needs a folder is a collision too.

    Args:
        plan: Every output.
        site: What they show.
        kinds: The kinds of these outputs.
        sound: Paths in which an earlier build found nothing of this.
    """
    paths = [output.path for output in plan.outputs]
    if len({*paths}) == len(paths) and sound >= {*paths}:
        return
    keys = {_key(path) for path in paths}
    folders = _folders(paths)
    unsafe = _unsafe_names(paths, folders)
    folder_keys = {_key(folder) for folder in folders}
    if len(keys) == len(paths) and folder_keys.isdisjoint(keys) and not unsafe:
        return
    titles = {kind.name: kind.title for kind in kinds}
    owners: dict[str, Output] = {}
    for output in plan.outputs:
        if not unsafe.isdisjoint(output.path.split("/")):
            yield _unsafe(output, site)
        other = owners.setdefault(_key(output.path), output)
        if other is not output:
            yield _collision(other, output, site, titles)
    for key in sorted(folder_keys & keys):
        inside = next(other for other in owners if other.startswith(f"{key}/"))
        yield _collision(owners[key], owners[inside], site, titles)


def _key(path: str) -> str:
    """Equal for two paths that some file system cannot tell apart."""
    return path.lower() if path.isascii() else normalize("NFC", path).casefold()


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that these paths lie in."""
    folders = {path.rpartition("/")[0] for path in paths}
    level = folders
    while level := {folder.rpartition("/")[0] for folder in level} - folders:
        folders |= level
    folders.discard("")
    return folders


def _unsafe_names(paths: Iterable[str], folders: Iterable[str]) -> set[str]:
    """The names of files and folders that no output may have."""
    names = {path.rpartition("/")[2] for path in (*paths, *folders)}
    return {name for name in names if not _is_plain(name) and not _is_safe(name)}


def _collision(first: Output, second: Output, site: Site, titles: Mapping[str, Message]) -> Diagnostic:
    # The one with a source is the one that its writer can change.
    if not second.source:
        first, second = second, first
    name = titles[first.kind]
    other = Message(f" `{first.source}` ", f"`{first.source}`") if first.source else name
    return Diagnostic(
        code="url-collision",
        severity=Severity.ERROR,
        message=Message(
            f"`{second.path}` は{other.ja}の出力先でもあります",
            f"`{second.path}` is also the output of {other.en}",
        ),
        span=_span(second, site),
        hint=Message(
            "どちらかの `slug`、ファイル名、`aliases` を変えてください",
            "change the `slug`, the file name or the `aliases` of one of them",
        ),
        related=(_span(first, site),) if first.source else (),
    )


def _span(output: Output, site: Site) -> Span:
    """Where the writer gave the output its name: the field, or the file as a whole."""
    entry = site.by_id.get(output.subject)
    if entry is None:
        return Span(output.source)
    return entry.document.span("aliases" if output.kind == "redirect" else "slug")


def _unsafe(output: Output, site: Site) -> Diagnostic:
    return Diagnostic(
        code="output-name-unsafe",
        severity=Severity.ERROR,
        message=Message(
            f"`{output.path}` は出力の名前にできません", f"`{output.path}` cannot be the name of an output"
        ),
        span=_span(output, site),
        hint=Message(
            '`..`、制御文字、`\\ : * ? " < > |`、予約名（CON など）、長すぎる名前は使えません',
            '`..`, control characters, `\\ : * ? " < > |`, reserved names such as CON,'
            " and very long names are refused",
        ),
    )


def _is_safe(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and _FORBIDDEN.isdisjoint(part)
        and _INVISIBLE.isdisjoint(part)
        and len(part.encode()) <= _LONGEST_NAME
        and not part.endswith((" ", "."))
        and part.partition(".")[0].casefold() not in _RESERVED
    )


_is_plain = re.compile(
    rf"(?!(?:{'|'.join(sorted(_RESERVED))})(?:\.|$))[A-Za-z0-9_-]{{1,100}}(?:\.[A-Za-z0-9]{{1,10}})?",
    re.IGNORECASE | re.ASCII,
).fullmatch
"""Safe at a glance, as most names are."""
