# SPDX-License-Identifier: MIT
"""`letterpress explain`: say what a diagnostic or a rule of the report means, and what to do about it."""

import click

from letterpress.cli.errors import OK
from letterpress.cli.language import help_text
from letterpress.cli.project import first_language
from letterpress.cli.terminal import show
from letterpress.diagnostics import Language, Message, suggestion


@click.command(
    "explain",
    short_help=help_text(
        "メッセージの意味と直し方を説明します", "Explain a message, and what to do about it."
    ),
    help=help_text(
        "メッセージの [ ] の中の語、または編集レポートのルールを説明します。"
        " 例：`letterpress explain link-target-missing`",
        "Explain what stands between the brackets of a message, or a rule of the report:"
        " `letterpress explain link-target-missing`.",
    ),
)
@click.argument("name", metavar="CODE")
@click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    help=help_text("言語。  [default: 環境の言語]", "The language.  [default: the locale's]"),
)
def command(name: str, lang: Language | None) -> int:
    """Print what is to be known of a diagnostic or a rule."""
    from letterpress.report.reference import references  # noqa: PLC0415 - it reads pages, which help does not need

    language = first_language(lang)
    known = references()
    code = name.strip().strip("[]")
    if code not in known:
        hint = suggestion(code, tuple(known))
        unknown = Message(f"`{code}` というメッセージはありません", f"there is no message `{code}`")
        advice = f": {hint.text(language)}" if hint else ""
        raise click.BadParameter(unknown.text(language) + advice, param_hint="CODE")
    found = known[code]
    heading = f"{found.code}  ({found.severity})" if found.severity else found.code
    parts = [heading, found.meaning.text(language)]
    if found.example:
        parts.append(f"{Message('例：', 'Example:').text(language)}\n  {found.example}")
    parts.append(Message(f"くわしくは：{found.page.ja}", f"See also: {found.page.en}").text(language))
    show("\n\n".join(parts) + "\n")
    return OK
