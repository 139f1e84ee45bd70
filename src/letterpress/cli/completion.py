# SPDX-License-Identifier: MIT
"""`letterpress completion`: print the script with which a shell completes commands and options."""

from collections.abc import Mapping
from types import MappingProxyType

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from letterpress.cli.errors import OK
from letterpress.cli.language import help_text
from letterpress.cli.terminal import show

SHELLS: Mapping[str, type[ShellComplete]] = MappingProxyType(
    {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
)
"""What makes the script of each shell."""


@click.command(
    "completion",
    short_help=help_text("シェルの補完の設定を出力します", "Print a script for the completion of a shell."),
    help=help_text(
        "シェルでコマンドとオプションを補完するための設定を出力します。 \n\n"
        'bash：`eval "$(letterpress completion bash)"` を ~/.bashrc に。 \n\n'
        "zsh：同じ行を zsh にして ~/.zshrc に。 \n\n"
        "fish：`letterpress completion fish > ~/.config/fish/completions/letterpress.fish`",
        "Print the script with which a shell completes commands and options.\n\n"
        'bash: put `eval "$(letterpress completion bash)"` into ~/.bashrc.\n\n'
        "zsh: the same line, with zsh, into ~/.zshrc.\n\n"
        "fish: `letterpress completion fish > ~/.config/fish/completions/letterpress.fish`.",
    ),
)
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the script of a shell."""
    make = SHELLS[shell]
    show(make(context.find_root().command, {}, "letterpress", "_LETTERPRESS_COMPLETE").source() + "\n")
    return OK
