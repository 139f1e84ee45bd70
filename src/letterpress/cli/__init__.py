# SPDX-License-Identifier: MIT
"""The `letterpress` command: arguments, one library call, an exit code.

Only this room reads argv and the clock, writes to the standard streams and sets exit codes: 0 done; 1 the content has
diagnostics or findings at or above `--fail-on`; 2 wrong usage or configuration; 3 a fault of letterpress; 130
stopped by Ctrl-C, SIGTERM or SIGHUP. Each command is a module, imported when it is called.
"""

from letterpress.cli.entry import enter

__all__ = ["enter"]
