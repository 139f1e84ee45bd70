# SPDX-License-Identifier: MIT
"""The `letterpress` command: arguments, one library call, an exit code.

This room alone knows argv, the streams, the clock and exit codes:
0 done; 1 the content has diagnostics or findings at or above `--fail-on`; 2 wrong usage or configuration;
3 a fault of ours. Each command is a module of its own, imported when it is called.
"""

from letterpress.cli.entry import enter

__all__ = ["enter"]
