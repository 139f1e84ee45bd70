# SPDX-License-Identifier: MIT
"""What the stages of one build work with: the document cache and the workers, each opened when first needed.

A build with nothing to do needs neither, and imports neither.
"""

# ruff: noqa: PLC0415 - see above
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.load import ReadFiles, read_serially
from letterpress.pipeline.progress import Progress, silent
from letterpress.plugins import Plugin

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from letterpress.pipeline.stages.cold_read import FirstReading
    from letterpress.pipeline.stages.documents import Cache
    from letterpress.plugins.loading import Plugins
    from letterpress.workers.executors import Workers


class Workshop:
    """One build's; the caller holds the project's lock as long as it is open."""

    def __init__(
        self,
        root: Path,
        *,
        plugins: tuple[Plugin, ...] = (),
        jobs: int | None = None,
        executor: "Executor | None" = None,
        memory: dict[Digest, Any] | None = None,
        progress: Progress = silent,
    ) -> None:
        """Open nothing yet.

        Args:
            root: The project's folder.
            plugins: Of the project.
            jobs: Processes to work with; None means one for each core.
            executor: Where to work instead of this machine's cores.
            memory: What `DocumentCache` decoded in the builds before, where one process does several.
            progress: Told how far the work is.
        """
        self.progress = progress
        self.found_plugins = plugins
        self._plugins: Plugins | None = None
        self._root = root
        self._jobs = jobs
        self._executor = executor
        self._memory = {} if memory is None else memory
        self._cache: Cache | None = None
        self._notes: tuple[Diagnostic, ...] = ()
        self._workers: Workers | None = None
        self._reading: FirstReading | None = None

    @property
    def cache(self) -> "Cache":
        """The project's parsed documents.

        Raises:
            LetterpressError: `.letterpress/` cannot be used at all.
        """
        if self._cache is None:
            from letterpress.pipeline.stages.documents import open_cache

            self._cache, self._notes = open_cache(self._root, self._memory)
        return self._cache

    @property
    def plugins(self) -> "Plugins":
        """What the project's plugins bring."""
        if self._plugins is None:
            from letterpress.plugins.loading import load_plugins

            self._plugins = load_plugins(self.found_plugins)
        return self._plugins

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What was found wrong with the cache."""
        return self._notes

    @property
    def workers(self) -> "Workers":
        """Who parses and renders."""
        if self._workers is None:
            from letterpress.workers.executors import Workers

            self._workers = Workers(self._jobs, self._executor)
        return self._workers

    def reader_of_sources(self, config: Config, *, is_first: bool) -> ReadFiles:
        """How the scan is to read sources.

        Args:
            config: What letterpress.yaml says.
            is_first: Whether no build before is known of.
        """
        if not is_first or self._executor is not None:
            return read_serially
        from letterpress.workers.executors import warm_up

        if self._jobs != 1:
            warm_up(self._root)
        if not self.cache.is_empty:
            return read_serially
        from letterpress.parse.options import parse_options
        from letterpress.pipeline.stages.cold_read import FirstReading

        options = parse_options(config, self.plugins)
        self._reading = FirstReading(options, cache=self.cache, workers=self.workers, progress=self.progress)
        return self._reading

    @property
    def parsed(self) -> int:
        """Sources that were parsed while the scan read them."""
        return 0 if self._reading is None else self._reading.parsed

    def dismiss(self) -> None:
        """The workers have no more to do; an executor that was given stays the giver's."""
        if self._workers is not None:
            self._workers.close()

    def close(self) -> None:
        """Let go of everything."""
        self.dismiss()
        if self._cache is not None:
            self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
