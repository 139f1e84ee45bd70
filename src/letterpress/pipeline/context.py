# SPDX-License-Identifier: MIT
"""The context of one build: what it was asked for, and the cache and workers that its stages share.

Cache, workers and plugins are opened when a stage first asks: a build with nothing to do needs and imports none.
"""

# ruff: noqa: PLC0415 - see above
import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from letterpress.config import Config
from letterpress.config.severities import with_severities
from letterpress.diagnostics import Diagnostic, Language, LetterpressError
from letterpress.digests import Digest
from letterpress.pipeline.options import REPORT_FOLDER, BuildOptions, Progress, ignore_progress
from letterpress.plugins import Plugin, find_plugins
from letterpress.plugins.diagnostics import switched_off
from letterpress.publish.output_folder import check_output
from letterpress.store.diagnostics import state_elsewhere, state_unsaved
from letterpress.store.paths import state_root
from letterpress.store.state_key import key_notes

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from letterpress.parse.options import ParseOptions
    from letterpress.pipeline.document_cache import Cache
    from letterpress.plugins.loading import Plugins
    from letterpress.workers.executors import Workers


class Stopwatch:
    """Collects lap times in seconds, in the order of the laps, for those who ask with `-v`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        """Add the time since the last lap to what is known under this name."""
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now


class BuildContext:
    """What the stages of one build share; its caller holds the project's lock as long as it is in use."""

    def __init__(
        self,
        root: Path,
        config: Config,
        options: BuildOptions,
        *,
        warnings: tuple[Diagnostic, ...] = (),
        executor: "Executor | None" = None,
        progress: Progress = ignore_progress,
        memory: dict[Digest, Any] | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            root: The folder that holds letterpress.yaml.
            config: What that file says.
            options: The rest.
            warnings: What was found wrong in letterpress.yaml itself.
            executor: Where to parse and render instead of this machine's cores.
            progress: Told how far the work is.
            memory: What `DocumentCache` decoded in the builds before, where one process does several.

        Raises:
            ConfigError: The output folder is not safe to write into, or a plugin is not there.
        """
        self.root = root
        self.config = config
        self.options = options
        self.warnings = (*warnings, *_plugins_off(config, options))
        self.executor = executor
        self.progress = progress
        self.output = options.preview or check_output(
            root, config.output, within_project=not options.output_named
        )
        self.state_root = state_root(root, self.output)
        """The folder whose `.letterpress/` holds what is kept from one build to the next; mostly `root`."""
        if self.state_root != root:
            self.warnings += (state_elsewhere(str(self.state_root)),)
        self.warnings += key_notes(self.state_root)
        self.warnings = self.told(self.warnings)
        self.report_folder = options.report_folder or self.state_root / REPORT_FOLDER
        self.found_plugins: tuple[Plugin, ...] = ()
        if options.plugins:
            self.found_plugins = find_plugins(
                root, config.plugins, warnings=self.warnings, config_file=options.config_file
            )
        self.stopwatch = Stopwatch()
        self.keeps = True
        """Whether anything is kept in `.letterpress/` for the next build."""
        self.parsed = 0
        """Sources that had to be parsed so far."""
        self.notes: tuple[Diagnostic, ...] = ()
        """What was found wrong with the state in `.letterpress/` so far."""
        self.unsaved: tuple[Diagnostic, ...] = ()
        """What could not be saved for the next build."""
        self._memory = {} if memory is None else memory
        self._plugins: Plugins | None = None
        self._cache: Cache | None = None
        self._workers: Workers | None = None

    @property
    def language(self) -> Language:
        """The language of all messages."""
        return self.options.language or self.config.message_language

    @property
    def now(self) -> dt.datetime:
        """The moment of the build, in the site's time zone."""
        return self.options.now.astimezone(ZoneInfo(self.config.timezone))

    def told(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Diagnostics as this project wants them told: with the severities that letterpress.yaml gives them."""
        return with_severities(diagnostics, self.config.diagnostics)

    @property
    def plugins(self) -> "Plugins":
        """What the project's plugins bring."""
        if self._plugins is None:
            from letterpress.plugins.loading import load_plugins

            self._plugins = load_plugins(self.found_plugins)
        return self._plugins

    @property
    def parse_options(self) -> "ParseOptions":
        """What decides how a source is parsed."""
        from letterpress.parse.options import parse_options

        return parse_options(self.config, self.plugins)

    @property
    def cache(self) -> "Cache":
        """The project's parsed documents.

        Raises:
            LetterpressError: `.letterpress/` cannot be used at all.
        """
        if self._cache is None:
            from letterpress.pipeline.document_cache import open_cache

            self._cache, notes = open_cache(self.state_root, self._memory, keeps=self.keeps)
            self.notes += notes
        return self._cache

    @property
    def workers(self) -> "Workers":
        """The processes that parse and render."""
        if self._workers is None:
            from letterpress.workers.executors import Workers

            self._workers = Workers(self.options.jobs, self.executor)
        return self._workers

    @contextmanager
    def saving_for_the_next_build(self) -> Iterator[None]:
        """Save what only the next build needs: where that fails, the site stays published, and `unsaved` says so."""
        try:
            yield
        except LetterpressError as error:
            self.unsaved += tuple(map(state_unsaved, error.diagnostics))

    def close_workers(self) -> None:
        """Stop the workers; an executor that was given stays the giver's."""
        if self._workers is not None:
            self._workers.close()

    def close(self) -> None:
        """Let go of workers and cache."""
        self.close_workers()
        if self._cache is not None:
            self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of workers and cache; after an interruption without waiting for the workers."""
        if self._workers is not None and kind is not None and not issubclass(kind, Exception):
            self._workers.abandon()
        self.close()


def _plugins_off(config: Config, options: BuildOptions) -> tuple[Diagnostic, ...]:
    """The note that plugins are left out, where there are any."""
    is_off = config.plugins and not options.plugins
    return (switched_off(config.plugins, options.config_file),) if is_off else ()
