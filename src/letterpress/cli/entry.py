# SPDX-License-Identifier: MIT
"""The entry point of the command line, which answers `--version` without importing a library."""

import sys

from letterpress import __version__
from letterpress.garbage_collection import calm_collector, spare_collector


def enter() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _print_version():
        return
    # ruff: noqa: PLC0415 - what is imported below takes three times as long as to start Python
    from letterpress.cli.interruption import INTERRUPTED, end_on_signals, interrupt_on_signals, leave

    interrupt_on_signals()
    try:
        calm_collector()
        from letterpress.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    end_on_signals()
    spare_collector()
    leave(code)


def _print_version() -> bool:
    """Print the version; False where it cannot be written, which `run` then reports."""
    try:
        print(f"letterpress {__version__}", flush=True)  # noqa: T201 - `click.echo` is what this saves
    except OSError:
        return False
    return True
