# SPDX-License-Identifier: MIT
"""Watch the project's files. The one home of watchdog.

watchdog (7.1) reports reads as well, keeps silent when a watched folder itself comes back, and holds every rename
back for half a second; each of these is met here.
"""

import os
import re
import stat
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver
from watchdog.version import VERSION_STRING

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

# Not opened, closed, and changes of a folder as such: a build reads everything, and must not start another one.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
_IGNORED_NAMES = frozenset((".git", ".letterpress", "__pycache__", ".DS_Store", "4913"))
_EDITOR_FILES = re.compile(r"\.#.*|#.*#|.*~|\..*\.sw[a-z]|.*___jb_(?:tmp|old)___")
_RENAME_DELAY = 0.01
"""Seconds that a rename may wait for its second half; the two arrive together."""
PROVEN_VERSIONS = frozenset({"7.1.0"})
"""Versions of watchdog in which the queue that holds renames back was seen to be where it is looked for."""


class Watcher(FileSystemEventHandler):
    """Calls `notify`, from a thread of its own, whenever something below the watched paths changes.

    A watched path may be a file or a folder, may be missing at first, and may go and come back. What links among and
    below the watched paths lead to is watched as well.
    """

    def __init__(
        self,
        watched: tuple[Path, ...],
        ignored: tuple[Path, ...],
        notify: Callable[[], None],
        *,
        others: Callable[[], tuple[Path, ...]] = tuple,
        within: Path | None = None,
        polling: bool = False,
    ) -> None:
        """Nothing is watched before the context is entered.

        Args:
            watched: Files and folders; folders with all that is in them.
            ignored: Folders whose changes do not count, such as the output.
            notify: Called for every change.
            others: Gives more files and folders, asked for again at each `refresh`.
            within: The folder in which links are followed, as a build follows them; None where none are.
            polling: Look once a second instead of asking the system, which not every network drive can answer.
        """
        self.polling = polling
        """Becomes true where the system's limit is reached."""
        self._saved: dict[Path, None] = {}
        """The files that were saved since they were asked for, the last one at the end."""
        self._always = tuple(map(_place, watched))
        self._others = others
        self._within = within.resolve() if within else None
        self._named = self._always
        """What is watched by name: always, and asked for."""
        self._links: dict[Path, Path] = {}
        """The links among and below that, and where each leads."""
        self._links_may_differ = True
        self._watched = self._always
        self._ignored = tuple(path.resolve() for path in ignored)
        self._notify = notify
        self._observer: BaseObserver | None = None
        self._folders: dict[Path, tuple[ObservedWatch, tuple[int, int]]] = {}
        """By path: the watch, and which folder it is on."""
        self._parents: set[Path] = set()
        """The folders in which watched paths lie, which are watched without what lies deeper."""

    def __enter__(self) -> Self:
        """Begin to watch."""
        try:
            self._begin()
        except OSError:
            # The system's limit of watched folders, or of programs that watch.
            self.stop()
            self.polling = True
            self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching."""
        self.stop()

    def stop(self) -> None:
        """Stop watching and wait until the last call of `notify` is over; may be called twice."""
        observer, self._observer = self._observer, None
        self._folders.clear()
        self._parents.clear()
        if observer is not None:
            observer.stop()
            if observer.is_alive():
                observer.join()

    def refresh(self) -> None:
        """Watch the folders that came, and those that came back, since the last time."""
        observer = self._observer
        if observer is None:
            return
        named = (*self._always, *map(_place, self._others()))
        if self._links_may_differ or named != self._named:
            self._links_may_differ = False
            self._links = find_links(named, self._within) if self._within else {}
            self._named = named
        self._watched = (*named, *dict.fromkeys(self._links.values()))
        for parent in sorted({path.parent for path in self._watched} - self._parents):
            if parent.is_dir():
                self._schedule(observer, parent, recursive=False)
                self._parents.add(parent)
        for path in self._watched:
            found = _identity(path)
            watch = self._folders.get(path)
            if watch is not None and watch[1] != found:
                observer.unschedule(watch[0])
                del self._folders[path]
            if found is not None and path not in self._folders:
                self._folders[path] = (self._schedule(observer, path, recursive=True), found)
        _hasten(observer)

    def take_saved(self) -> tuple[Path, ...]:
        """The files that were saved since the last call, the latest first."""
        saved, self._saved = self._saved, {}
        return tuple(reversed(saved))

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by watchdog for every event."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if any(map(self._counts, paths)):
            if event.is_directory or any(path in self._links or path.is_symlink() for path in paths):
                self._links_may_differ = True
            if not event.is_directory and event.event_type != "deleted":
                self._saved.pop(paths[-1], None)
                self._saved[paths[-1]] = None
            self._notify()

    def _begin(self) -> None:
        # watchdog 7 finds a folder within a new folder twice, by its event and by looking, and warns of it; the second
        # find replaces the first, so nothing is lost.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        observer = self._observer = PollingObserver() if self.polling else Observer()
        observer.start()
        self.refresh()

    def _schedule(self, observer: "BaseObserver", path: Path, *, recursive: bool) -> "ObservedWatch":
        return observer.schedule(self, str(path), recursive=recursive, event_filter=_EVENTS)

    def _counts(self, path: Path) -> bool:
        """Whether a change of this path matters; it needs no resolving, as only real folders are watched."""
        if any(path.is_relative_to(folder) for folder in self._ignored):
            return False
        above = next((folder for folder in self._watched if path.is_relative_to(folder)), None)
        if above is None or _EDITOR_FILES.fullmatch(path.name):
            return False
        return _IGNORED_NAMES.isdisjoint(path.relative_to(above).parts)


def find_links(paths: tuple[Path, ...], within: Path) -> dict[Path, Path]:
    """Find the links that a build follows: those among and below some paths, and those that they lead to.

    Args:
        paths: Files and folders, which may be missing.
        within: The folder that no link may lead out of, resolved.

    Returns:
        Where each link leads, by the place of the link. A link to a folder above it is none, nor is one to something
        hidden.
    """
    found: dict[Path, Path] = {}
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        if path.is_symlink():
            target = _place(path.parent / path.readlink())
            if _is_followed(path, target, within):
                found[path] = target
                waiting.append(target)
        elif path.is_dir():
            with suppress(OSError), os.scandir(path) as entries:
                waiting += [
                    Path(entry.path)
                    for entry in entries
                    if entry.name not in _IGNORED_NAMES
                    and (entry.is_symlink() or entry.is_dir(follow_symlinks=False))
                ]
    return found


def same_file(path: Path, saved: Path) -> bool:
    """Whether a source is the file that was saved, perhaps by a link."""
    if path.name != saved.name and not path.is_symlink():
        return False
    return path.resolve() == saved.resolve()


def _is_followed(link: Path, target: Path, within: Path) -> bool:
    inside = target.is_relative_to(within) and target != within
    hidden = inside and any(part.startswith(".") for part in target.relative_to(within).parts)
    return inside and not hidden and not link.is_relative_to(target)


def _place(path: Path) -> Path:
    """The path with every link in the folders above resolved, but not a link at its end."""
    return path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which folder this is, however often one of this name came and went; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


def _hasten(observer: "BaseObserver") -> None:
    """Shorten the half second for which watchdog's inotify queue holds back a rename and all that follows it.

    watchdog has no setting for it. Where the queue is, its tests know for certain versions; with others the half
    second stays.
    """
    if VERSION_STRING not in PROVEN_VERSIONS:
        return
    for emitter in observer.emitters:
        group = getattr(emitter, "_inotify", None)
        if group is not None:
            group._move_event_grouper._queue.delay = _RENAME_DELAY
