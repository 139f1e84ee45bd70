# SPDX-License-Identifier: MIT
"""`letterpress clean`: remove what letterpress made."""

from pathlib import Path

import click
import msgspec

from letterpress.cli.errors import OK, ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import open_project, output_from_here, project_options
from letterpress.cli.terminal import show, show_diagnostics
from letterpress.diagnostics import Language, Message
from letterpress.pipeline.cleaning import Cleaned, clean_project


@click.command(
    "clean",
    help=help_text(
        "letterpress がつくったもの、つまり出力フォルダーの中のページと `.letterpress/` を消します。\n\n"
        "原稿にも、ほかの人が置いたファイルにも触れません。 書き換えられていたページは `.letterpress/replaced/` に"
        "移し、そこにあるものは残します。",
        "Remove what letterpress made: the pages in the output folder, and `.letterpress/`.\n\n"
        "Sources stay, and so do files that somebody else put there. A page that was edited by hand goes to"
        " `.letterpress/replaced/`, and what is in there stays.",
    ),
)
@click.option(
    "-o", "--output", metavar="DIR", help=help_text("別の出力フォルダーを", "Clean another output folder.")
)
@click.option(
    "-n", "--dry-run", is_flag=True, help=help_text("消さずに、消すものを示します", "Only say what would go.")
)
@project_options
def command(
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    output: str | None,
    *,
    dry_run: bool,
    no_plugins: bool,
) -> int:
    """Clean a project."""
    project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    config, options = project.config, msgspec.structs.replace(project.options, plugins=False)
    if output:
        config = msgspec.structs.replace(config, output=output_from_here(output, project.root))
        options = msgspec.structs.replace(options, output_named=True)
    with ending_on_error(project.language):
        cleaned = clean_project(project.root, config, options, dry_run=dry_run)
    show_diagnostics(cleaned.diagnostics, project.language)
    if dry_run:
        show("".join(f"{config.output}/{path}\n" for path in cleaned.outputs))
    for message in _summary(cleaned, config.output, dry_run=dry_run):
        show(f"{message.text(project.language)}\n")
    return OK


def _summary(cleaned: Cleaned, output: str, *, dry_run: bool) -> list[Message]:
    number = len(cleaned.outputs)
    files = "1 file" if number == 1 else f"{number:,} files"
    if cleaned.is_empty:
        messages = [Message("消すものはありません", "there is nothing to remove")]
    elif dry_run:
        messages = [
            Message(
                f"`{output}/` の{number:,}個のファイルと `.letterpress/` を消します（まだ消していません）",
                f"{files} of `{output}/` and `.letterpress/` would go; nothing was removed yet",
            )
        ]
    else:
        messages = [
            Message(
                f"`{output}/` の{number:,}個のファイルと `.letterpress/` を消しました",
                f"removed {files} of `{output}/`, and `.letterpress/`",
            )
        ]
    if cleaned.left:
        left = "1 file stays" if cleaned.left == 1 else f"{cleaned.left:,} files stay"
        messages.append(
            Message(
                f"`{output}/` には、letterpress の記録にないファイルが{cleaned.left:,}個残ります",
                f"{left} in `{output}/` of which letterpress has no record",
            )
        )
    if cleaned.keeps_replaced:
        messages.append(
            Message(
                "`.letterpress/replaced/` には、ほかの人のファイルか書き換えられたページがあるので残します",
                "`.letterpress/replaced/` stays: it holds files of somebody else, or pages that were edited by hand",
            )
        )
    return messages
