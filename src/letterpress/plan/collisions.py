# SPDX-License-Identifier: MIT
"""Two outputs under one name, and names that no output may have: found before anything is rendered."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from unicodedata import normalize

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.files import CONTENT_FOLDER
from letterpress.load.walk import SERVER_FILES
from letterpress.model.assemble import DATED_IDENTITY, apart_if_dated
from letterpress.model.entries import Author, Entry, Term
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
_FORBIDDEN_ON_WINDOWS = frozenset('?"')
"""What a copied file may still have in its name, since its source has it as well."""
_FORBIDDEN = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)} | {"\x7f"}
_TERMS = {
    "tag": ("tags", Message("タグ", "tag")),
    "category": ("categories", Message("カテゴリー", "category")),
    "series": ("series", Message("連載", "series")),
    "author": ("authors", Message("著者", "author")),
}
"""The kinds of output that bear the name of a term, with the field in which writers give it, and what it is."""
_ENTRIES = frozenset(("post", "issue", "page"))
"""The kinds of output that are the page of an entry."""
_AUTHORS = "content/authors.yaml"
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
    subjects = _Subjects(site)
    told: set[str] = set()
    told_terms: set[tuple[str, str]] = set()
    for output in plan.outputs:
        other = owners.setdefault(_key(output.path), output)
        is_unsafe = not unsafe.isdisjoint(output.path.split("/")) and not _is_safe_copy(output)
        if not is_unsafe and other is output:
            continue
        # The pages and feeds of a term have one cause, its name, and are told as one.
        if output.kind in _TERMS:
            if (output.kind, output.subject) in told_terms:
                continue
            told_terms.add((output.kind, output.subject))
            told.add(output.path.rpartition("/")[0])
        elif not told.isdisjoint(_folders([output.path])):
            continue
        if is_unsafe:
            yield _unsafe(output, subjects)
        if other is not output:
            yield _collision(other, output, subjects, titles)
    in_the_way = folder_keys & keys
    inside: dict[str, Output] = {}
    for key, output in owners.items() if in_the_way else ():
        for folder in _folders([key]) & in_the_way:
            inside.setdefault(folder, output)
    for key in sorted(in_the_way):
        yield _collision(owners[key], inside[key], subjects, titles)


class _Subjects:
    """What outputs show: entries by their files, since two may share an id; terms and authors by kind; found once."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def of(self, output: Output) -> Term | Author:
        """The term or the author whose page an output is."""
        return self._by_kind[output.kind][output.subject]

    def entry(self, output: Output) -> Entry | None:
        """The entry that an output is made of."""
        return self._by_file.get(output.source) or self.site.by_id.get(output.subject)

    @cached_property
    def _by_file(self) -> Mapping[str, Entry]:
        return {entry.document.path: entry for entry in self.site.entries}

    @cached_property
    def _by_kind(self) -> Mapping[str, Mapping[str, Term | Author]]:
        site = self.site
        groups: dict[str, tuple[Term | Author, ...]] = {
            "tag": site.tags,
            "category": site.categories,
            "series": site.series,
            "author": site.authors,
        }
        return {kind: {term.id: term for term in terms} for kind, terms in groups.items()}


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


def _collision(
    first: Output, second: Output, subjects: _Subjects, titles: Mapping[str, Message]
) -> Diagnostic:
    # The one with a source is the one that its writer can change.
    if not second.source and (first.source or second.kind not in _TERMS):
        first, second = second, first
    name = titles[first.kind]
    other = Message(f" `{first.source}` ", f"`{first.source}`") if first.source else name
    if first.kind in _TERMS:
        word, (_, kind) = _word(first, subjects), _TERMS[first.kind]
        other = Message(f"{kind.ja} `{word}` ", f"the {kind.en} `{word}`")
    other_span, span = _span(first, subjects), _span(second, subjects)
    return Diagnostic(
        code="url-collision",
        severity=Severity.ERROR,
        message=Message(
            f"`{second.path}` は{other.ja}の出力先でもあります",
            f"`{second.path}` is also the output of {other.en}",
        ),
        span=span,
        hint=_collision_hint(first, second, subjects),
        related=(other_span,) if other_span.path and other_span != span else (),
    )


def _collision_hint(first: Output, second: Output, subjects: _Subjects) -> Message:
    """What can be done about a collision; `second` is the one that its writer can change."""
    if second.kind in _TERMS:
        return _spelling_hint(_word(second, subjects))
    copies = [each for each in (first, second) if each.kind == "copy"]
    of_theme = [each for each in copies if not each.source.startswith(f"{CONTENT_FOLDER}/")]
    if len(copies) > 1 and of_theme:
        theme, _, name = of_theme[0].source.removeprefix("theme:").removeprefix("themes/").partition("/")
        return Message(
            f"テーマのファイルを置きかえるには、`themes/{theme}/{name}` に置いてください",
            f"to replace the theme's file, put yours at `themes/{theme}/{name}`",
        )
    entries = subjects.entry(first), subjects.entry(second)
    if {first.kind, second.kind} <= _ENTRIES and entries[0] and entries[1]:
        if apart_if_dated(entries[0], entries[1], subjects.site):
            return DATED_IDENTITY
    elif second.kind == "copy" and not first.source and first.subject not in subjects.site.by_id:
        return Message(
            f"letterpress がつくるファイルです。`{second.source}` の名前を変えるか、消してください",
            f"letterpress makes this file itself; rename or delete `{second.source}`",
        )
    return Message(
        "どちらかの `slug`、ファイル名、`aliases` を変えてください",
        "change the `slug`, the file name or the `aliases` of one of them",
    )


def _spelling_hint(word: str) -> Message:
    return Message(
        f"`{word}` の書き方を変えてください。URL に使えない記号は `-` になるか、消えます",
        f"spell `{word}` otherwise; signs that no URL takes become `-` or go away",
    )


def _span(output: Output, subjects: _Subjects) -> Span:
    """Where the writer gave the output its name: the field, or the file as a whole."""
    if output.kind in _TERMS:
        return _first_use(output, subjects)
    entry = subjects.entry(output)
    if entry is None:
        return Span(output.source)
    return entry.document.span("aliases" if output.kind == "redirect" else "slug")


def _first_use(output: Output, subjects: _Subjects) -> Span:
    """The field in which a term is first named; for an author whom no post names, the file of authors."""
    posts = subjects.of(output).posts
    if not posts:
        return Span(_AUTHORS)
    return subjects.site.by_id[posts[0]].document.span(_TERMS[output.kind][0])


def _word(output: Output, subjects: _Subjects) -> str:
    """The word that became a part of an output's URL."""
    term = subjects.of(output)
    return term.title if isinstance(term, Term) else term.id


def _unsafe(output: Output, subjects: _Subjects) -> Diagnostic:
    message = Message(
        f"`{output.path}` は出力の名前にできません", f"`{output.path}` cannot be the name of an output"
    )
    if output.kind in _TERMS:
        word, (_, name) = _word(output, subjects), _TERMS[output.kind]
        message = Message(
            f"{name.ja} `{word}` のページの `{output.path}` は、出力の名前にできません",
            f"the page of the {name.en} `{word}`, `{output.path}`, cannot be the name of an output",
        )
    return Diagnostic(
        code="output-name-unsafe",
        severity=Severity.ERROR,
        message=message,
        span=_span(output, subjects),
        hint=Message(
            '`..`、制御文字、`\\ : * ? " < > |`、予約名（CON など）、長すぎる名前は使えません',
            '`..`, control characters, `\\ : * ? " < > |`, reserved names such as CON,'
            " and very long names are refused",
        ),
    )


def _is_safe_copy(output: Output) -> bool:
    """Whether an output is the copy of a file whose name would be safe but for signs that Windows refuses."""
    return output.kind == "copy" and all(
        _is_safe("".join(sign for sign in part if sign not in _FORBIDDEN_ON_WINDOWS))
        for part in output.path.split("/")
    )


def _is_safe(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and (not part.startswith(".") or part in SERVER_FILES)
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
