# SPDX-License-Identifier: MIT
"""Which files beside posts go out: none that only an unpublished post shows."""

from collections.abc import Iterable, Sequence
from posixpath import dirname

from letterpress.load import Asset
from letterpress.model.entries import Entry
from letterpress.model.permalinks import encode
from letterpress.model.site import Site


def published_assets(assets: Sequence[Asset], site: Site) -> tuple[Asset, ...]:
    """The assets of a build.

    A file in the folder of an `index.md` goes out with that document. Any other file beside documents goes out
    unless only unpublished documents refer to it. Static files and those of the theme always do.
    """
    live: tuple[Entry, ...] = (*site.posts, *site.issues, *site.pages)
    held: tuple[Entry, ...] = (*site.held_posts, *site.held_issues, *site.held_pages)
    if not held:
        return tuple(assets)
    bundles = dict.fromkeys(_bundle_folders(live), True) | dict.fromkeys(_bundle_folders(held), False)
    shown, hidden = _used(live), _used(held)
    return tuple(
        [asset for asset in assets if asset.kind != "beside" or _goes_out(asset, bundles, shown, hidden)]
    )


def _goes_out(asset: Asset, bundles: dict[str, bool], shown: set[str], hidden: set[str]) -> bool:
    url = f"/{encode(asset.output)}"
    if url in shown:
        return True
    folder = dirname(asset.path)
    while folder:
        if folder in bundles:
            return bundles[folder]
        folder = dirname(folder)
    return url not in hidden


def _bundle_folders(entries: Iterable[Entry]) -> Iterable[str]:
    paths = (entry.document.path for entry in entries)
    return [dirname(path) for path in paths if path.endswith("/index.md")]


def _used(entries: Iterable[Entry]) -> set[str]:
    """The site paths that these entries show or link to."""
    used: set[str] = set()
    for entry in entries:
        if entry.image:
            used.add(entry.image)
        used.update([link.url.split("#")[0].split("?")[0] for link in entry.links if link.url])
    return used
