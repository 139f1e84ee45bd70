# SPDX-License-Identifier: MIT
"""What a build has to do: what it was asked for, what was loaded, and what the last build left."""

from pathlib import Path

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, Language
from letterpress.digests import Digest
from letterpress.load import Tree
from letterpress.pipeline.incremental.unchanged import Remembered
from letterpress.pipeline.options import BuildOptions
from letterpress.store.background_check import OutputVerifier


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One build of a project to an output folder."""

    root: Path
    """The folder that holds letterpress.yaml."""
    output: Path
    report_folder: Path
    config: Config
    options: BuildOptions
    tree: Tree
    premises: Digest
    """See `premises_digest`."""
    inputs: Digest
    """See `inputs_digest`."""
    verifier: OutputVerifier
    """Verifies the outputs of the last build."""
    last: Remembered | None
    """The last build, if what it said still holds."""
    warnings: tuple[Diagnostic, ...]
    """What was wrong before the first stage."""

    @property
    def language(self) -> Language:
        """Of everything that is said."""
        return self.options.language or self.config.message_language
