# SPDX-License-Identifier: MIT
"""The answers of other sites to the check of links, kept in `.letterpress/` so that they need not be asked again."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from letterpress.check.external_links import Answer
from letterpress.diagnostics import LetterpressError
from letterpress.store.checked_file import UnreadableError, read_sealed, write_sealed
from letterpress.store.paths import HOME, state_home

ANSWERS = "external-links"
_FORM = b"answers1"
"""The version of the file's content."""

_decode = msgspec.json.Decoder(dict[str, Answer]).decode


def load_answers(root: Path) -> Mapping[str, Answer]:
    """The answers of before by URL; none where there is no file, or it is not ours.

    A forged answer could hide a dead link, or name another address as the new one.
    """
    try:
        return read_sealed(root / HOME / ANSWERS, _FORM, _decode) or {}
    except UnreadableError:
        return {}


def save_answers(root: Path, answers: Mapping[str, Answer]) -> None:
    """Keep the answers; a project that cannot be written to does without."""
    with suppress(OSError, LetterpressError):
        write_sealed(state_home(root) / ANSWERS, _FORM, msgspec.json.encode(answers))
