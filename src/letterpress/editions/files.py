# SPDX-License-Identifier: MIT
"""The files of an export: what a mailing service, its tools or a person takes, and a manifest of sizes."""

import json
from pathlib import Path

from letterpress.diagnostics import Diagnostic, LetterpressError, Message, Severity, Span
from letterpress.editions.edition import Edition
from letterpress.editions.profiles import File, Profile
from letterpress.model.entries import Issue, Post


def export_files(
    name: str,
    edition: Edition,
    mail: bytes,
    entry: Issue | Post,
    profile: Profile,
    folder: Path,
    form: str | None = None,
) -> tuple[Path, ...]:
    """Write the files of a letter, over those of before.

    Args:
        name: What its files are called.
        edition: The letter as the service takes it.
        mail: The mail as a file.
        entry: The issue or the post.
        profile: The service.
        folder: Where to write.
        form: `html`, `text`, `eml` or `all`; None for what the service takes.

    Returns:
        The paths, the main one first.

    Raises:
        LetterpressError: A file cannot be written.
    """
    kinds: tuple[File, ...] = profile.files
    if form == "all":
        kinds = tuple(dict.fromkeys((*kinds, "html", "text", "eml")))
    elif form is not None:
        kinds = tuple(kind for kind in ("html", "text", "eml") if kind == form)
    made = {}
    for kind in kinds:
        path, data = _file(kind, name, edition, mail, entry)
        made[path] = data
    made[f"{name}.manifest.json"] = _manifest(edition, entry, profile, made)
    written = []
    for path, data in made.items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        except OSError as error:
            raise LetterpressError(_unwritable(str(file), error)) from None
        written.append(file)
    return tuple(written)


def _file(kind: File, name: str, edition: Edition, mail: bytes, entry: Issue | Post) -> tuple[str, bytes]:
    match kind:
        case "html":
            return f"{name}.html", edition.html.encode()
        case "text":
            return f"{name}.txt", edition.text.encode()
        case "eml":
            return f"{name}.eml", mail
        case "buttondown":
            return f"buttondown/emails/{name}.md", _buttondown(edition, entry)
        case "listmonk":
            return f"{name}.listmonk.json", _json(
                {
                    "name": edition.subject,
                    "subject": edition.subject,
                    "lists": [1],
                    "type": "regular",
                    "content_type": "html",
                    "status": "draft",
                    "body": edition.html,
                    "altbody": edition.text,
                }
            )
        case "kit":
            return f"{name}.kit.json", _json(
                {
                    "subject": edition.subject,
                    "content": edition.html,
                    "preview_text": entry.fields.preheader or "",
                    "public": False,
                    "send_at": None,
                }
            )


def _buttondown(edition: Edition, entry: Issue | Post) -> bytes:
    """An email of Buttondown's command line; its status is always given, because it would be sent without one."""
    head = {
        "subject": edition.subject,
        "status": "draft",
        "slug": entry.fields.slug or entry.name,
        "description": entry.fields.preheader or "",
    }
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"---\n{lines}---\n\n<!-- buttondown-editor-mode: fancy -->\n{edition.html}".encode()


def _manifest(edition: Edition, entry: Issue | Post, profile: Profile, files: dict[str, bytes]) -> bytes:
    return _json(
        {
            "id": entry.id,
            "profile": profile.name,
            "subject": edition.subject,
            "preheader": entry.fields.preheader or "",
            "date": entry.date.isoformat(),
            "files": {path: len(data) for path, data in files.items()},
        }
    )


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


def _unwritable(path: str, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return Diagnostic(
        code="unwritable",
        severity=Severity.ERROR,
        message=Message(f"書き込めません：{reason}", f"it cannot be written: {reason}"),
        span=Span(path),
    )
