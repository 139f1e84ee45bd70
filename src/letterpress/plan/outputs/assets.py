# SPDX-License-Identifier: MIT
"""Files that are copied as they are, and which of them go out: none that only an unpublished post shows."""

from collections.abc import Iterable, Iterator, Sequence
from posixpath import dirname

from letterpress.diagnostics import Message
from letterpress.load import Asset
from letterpress.model.entries import Entry
from letterpress.model.permalinks import encode
from letterpress.model.site import Site
from letterpress.plan.inputs import InputKind, single
from letterpress.plan.jobs import CopyJob
from letterpress.plan.output import Output, Rank
from letterpress.plan.outputs.kind import JobContext, OutputKind, PlanContext


def _plan(context: PlanContext) -> Iterator[Output]:
    for asset in context.assets:
        yield Output(
            path=asset.output,
            rank=COPY.rank,
            kind=COPY.name,
            subject=asset.path,
            source=asset.path,
            inputs=single(InputKind.FILE, asset.digest, asset.path),
            shares=False,
        )


def _job(context: JobContext, output: Output) -> CopyJob:
    return CopyJob(path=output.path, source=output.subject, digest=output.inputs.digests)


COPY = OutputKind(
    name="copy",
    title=Message("そのまま載せるファイル", "a copied file"),
    rank=Rank.ASSET,
    plan=_plan,
    job=_job,
    is_rendered=False,
)


def published_assets(assets: Sequence[Asset], site: Site) -> tuple[Asset, ...]:
    """The assets of a build.

    A file in the folder of an `index.md` goes out with that document. Any other file beside documents goes out
    unless only unpublished documents refer to it, or it is named as one of them, as a manuscript beside it is. Static
    files and those of the theme always do.
    """
    live: tuple[Entry, ...] = (*site.posts, *site.issues, *site.pages)
    held: tuple[Entry, ...] = (*site.held_posts, *site.held_issues, *site.held_pages)
    if not held:
        return tuple(assets)
    bundles = dict.fromkeys(_bundle_folders(live), True) | dict.fromkeys(_bundle_folders(held), False)
    shown, hidden = _used(live), _used(held)
    names = {each.document.path.removesuffix(".md") for each in held}
    names -= {each.document.path.removesuffix(".md") for each in live}
    return tuple(
        [
            asset
            for asset in assets
            if asset.kind != "beside" or _goes_out(asset, bundles, shown, hidden, names)
        ]
    )


def _goes_out(
    asset: Asset, bundles: dict[str, bool], shown: set[str], hidden: set[str], names: set[str]
) -> bool:
    url = f"/{encode(asset.output)}"
    if url in shown:
        return True
    folder, _, name = asset.path.rpartition("/")
    if f"{folder}/{name.partition('.')[0]}" in names:
        return False
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
