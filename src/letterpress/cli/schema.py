# SPDX-License-Identifier: MIT
"""`letterpress schema`: print a JSON Schema for an editor."""

from typing import get_args

import click

from letterpress.cli.errors import OK
from letterpress.cli.language import help_text
from letterpress.cli.project import first_language
from letterpress.cli.terminal import show
from letterpress.diagnostics import Language
from letterpress.document import DocumentKind
from letterpress.scaffold.schemas import SCHEMAS, schema_json


@click.command(
    "schema",
    help=help_text(
        "エディターの補完と検査に使う JSON Schema を出力します。\n\n"
        "config は letterpress.yaml、front-matter は原稿のフロントマター、authors は content/authors.yaml です。"
        "  [default: config]",
        "Print a JSON Schema, with which an editor completes names and marks mistakes.\n\n"
        "config is that of letterpress.yaml, front-matter that of posts, issues and pages, authors that of"
        " content/authors.yaml.  [default: config]",
    ),
)
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="config")
@click.option(
    "--kind",
    type=click.Choice(get_args(DocumentKind)),
    help=help_text("この種類の原稿のフロントマターだけ", "The front matter of this kind of document alone."),
)
@click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    help=help_text(
        "説明の言語。  [default: 環境の言語]", "The language of descriptions.  [default: the locale's]"
    ),
)
def command(name: str, kind: DocumentKind | None, lang: Language | None) -> int:
    """Print a JSON Schema."""
    show(schema_json(name, language=first_language(lang), kind=kind))
    return OK
