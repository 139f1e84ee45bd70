# SPDX-License-Identifier: MIT
"""What a caller decides about a build, and what it is told while the build runs."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from letterpress.diagnostics import Diagnostic, Language
from letterpress.files import CONFIG_FILE
from letterpress.model.status import Include

REPORT_FOLDER = ".letterpress/report"
REPORT_PAGE = "report.html"
REPORT_DATA = "report.json"

Announce = Callable[[tuple[str, ...]], None]
"""Takes the paths of all outputs that were written or removed; what it calls may take a moment."""


class Progress(Protocol):
    """Takes the progress of long work; a terminal shows it, a test may count it."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """So much of a stage (`parse`, `render`) is done."""


def ignore_changes(changed: tuple[str, ...]) -> None:
    """Do nothing about published changes."""


def ignore_progress(stage: str, done: int, total: int) -> None:
    """Do nothing about progress."""


def ignore_removal(warning: Diagnostic) -> None:
    """Do nothing about pages that are going to be removed."""


def ignore_waiting() -> None:
    """Do nothing about another build that has to end first."""


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a build that letterpress.yaml does not say."""

    now: dt.datetime
    """The only clock; with a time zone."""
    include: Include = Include()
    jobs: int | None = None
    """Processes to work with; None means one for each core."""
    language: Language | None = None
    """Of the report page; None means the site's."""
    preview: Path | None = None
    """An output folder inside `.letterpress/` instead of the configured one."""
    report_folder: Path | None = None
    """Where report.json and report.html go; None means `REPORT_FOLDER` in the project."""
    announce: Announce = ignore_changes
    """Told of what is published before ledger, report and all else are brought up to date."""
    plugins: bool = True
    """Whether to use the plugins that letterpress.yaml names."""
    config_file: str = CONFIG_FILE
    """The path of the configuration, relative to the project where it lies there, else absolute."""
    output_named: bool = False
    """Whether the person at the command line named the output folder, which then may lie outside the project."""
    adopt: bool = False
    """Whether to write into an output folder that holds files of somebody else."""
    clean: bool = False
    """Whether to remove pages of earlier builds that no record knows and no source makes any more."""
    strict: bool = False
    """Whether to publish nothing rather than remove most pages."""
    on_removal: Callable[[Diagnostic], None] = ignore_removal
    """Told before most pages are removed."""
    wait_seconds: float = 60.0
    """How long to wait for another build of the same project."""
    on_wait: Callable[[], None] = ignore_waiting
    """Called once if there is another build to wait for."""
