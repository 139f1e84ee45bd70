# SPDX-License-Identifier: MIT
"""The answers of other sites to the check of links, kept in `.letterpress/` so that they need not be asked again."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from letterpress.check.external_links import Answer
from letterpress.diagnostics import LetterpressError
from letterpress.files import open_file
from letterpress.store.paths import HOME, replace_file, state_home

ANSWERS = "external-links.json"

_decode = msgspec.json.Decoder(dict[str, Answer]).decode


def load_answers(root: Path) -> Mapping[str, Answer]:
    """The answers of before by URL; none where there is no file, or it cannot be read."""
    try:
        with open_file(root / HOME / ANSWERS) as file:
            return _decode(file.read())
    except (OSError, msgspec.MsgspecError):
        return {}


def save_answers(root: Path, answers: Mapping[str, Answer]) -> None:
    """Keep the answers; a project that cannot be written to does without."""
    with suppress(OSError, LetterpressError):
        replace_file(state_home(root) / ANSWERS, msgspec.json.encode(answers))
