# SPDX-License-Identifier: MIT
"""`--help` speaks the language of the locale: Japanese in a Japanese one, English everywhere else."""

import json
import os
import re
import subprocess
import sys

import pytest

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
TELL = """
import json
import click
from letterpress.cli.main import group

def texts(command, name):
    yield name, command.help
    for option in command.params:
        if isinstance(option, click.Option) and option.help and option.name not in ("help", "version"):
            yield f"{name} --{option.name}", option.help
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            yield from texts(command.get_command(context, each), f"{name} {each}")

print(json.dumps(dict(texts(group, "letterpress"))))
"""


def help_texts(locale: str) -> dict[str, str]:
    """Every help text by its command and option, as a start in this locale has it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment.update(LANG=locale, PYTHONUTF8="1")
    told = subprocess.run(
        [sys.executable, "-c", TELL], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    texts: dict[str, str] = json.loads(told.stdout)
    return texts


def test_every_help_text_is_japanese_in_a_japanese_locale() -> None:
    texts = help_texts("ja_JP.UTF-8")

    assert len(texts) > 40
    assert [name for name, text in texts.items() if not JAPANESE.search(text)] == []


@pytest.mark.parametrize("locale", ["en_GB.UTF-8", "de_DE.UTF-8", "C"])
def test_every_help_text_is_english_elsewhere(locale: str) -> None:
    texts = help_texts(locale)

    assert set(texts) == set(help_texts("ja_JP.UTF-8"))
    assert [name for name, text in texts.items() if JAPANESE.search(text)] == []
