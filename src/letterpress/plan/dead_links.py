# SPDX-License-Identifier: MIT
"""Links by site path, such as `/about/`: each must lead to an output."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from urllib.parse import unquote

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, did_you_mean
from letterpress.document import Reference
from letterpress.files import CONFIG_FILE
from letterpress.model.entries import Entry
from letterpress.model.near_links import NearLinks, link_name
from letterpress.model.permalinks import output_path, readable
from letterpress.model.site import Site
from letterpress.parse.language.bare_urls import meant_url
from letterpress.plan.output import Plan


def check_paths(site: Site, plan: Plan) -> Iterator[Diagnostic]:
    """An error for every link by site path that leads to nothing; a warning where the navigation does.

    A link to the page of a source with errors, which has no output for that reason, is not told besides.
    """
    places = Places(plan)
    entries: tuple[Entry, ...] = (*site.posts, *site.issues, *site.pages)
    dead = places.dead({link.url for entry in entries for link in entry.links if link.meaning == "path"})
    dead |= places.dead({link.url for _, _, link in site.links_of_broken if link.meaning == "path"})
    if dead and site.broken:
        broken = {link_name(path) for path in site.broken}
        dead = {url for url in dead if link_name(unquote(url.split("#")[0].split("?")[0])) not in broken}
    for entry in entries if dead else ():
        for reference, link in zip(entry.document.references, entry.links, strict=True):
            if link.meaning == "path" and link.url in dead:
                yield _dead(entry.document.path, reference, places)
    for path, reference, link in site.links_of_broken if dead else ():
        if link.meaning == "path" and link.url in dead:
            yield _dead(path, reference, places)
    for item in site.config.navigation:
        if item.url.startswith("/") and places.dead({item.url}):
            yield places.missing(readable(item.url), Span(CONFIG_FILE), Severity.WARNING)


def _dead(path: str, reference: Reference, places: "Places") -> Diagnostic:
    span = Span(path, reference.line, reference.column, reference.length)
    return places.missing(readable(reference.target), span, Severity.ERROR)


class Places:
    """What a link by site path can lead to."""

    def __init__(self, plan: Plan) -> None:
        self._outputs = {output.path for output in plan.outputs}

    def dead(self, urls: AbstractSet[str | None]) -> set[str]:
        """Those of some site paths that lead to nothing."""
        return {url for url in urls if url and not self._leads(url)}

    def missing(self, target: str, span: Span, severity: Severity) -> Diagnostic:
        """That there is nothing at `target`."""
        place = target.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
        meant = meant_url(target) or self._near.guess(place)
        return Diagnostic(
            code="link-target-missing",
            severity=severity,
            message=Message(f"サイトに `{target}` はありません", f"the site has nothing at `{target}`"),
            span=span,
            hint=did_you_mean(meant) if meant else None,
        )

    def _leads(self, url: str) -> bool:
        # Most links name a page just as it is; only the others need to be taken apart.
        if url.endswith("/") and f"{url[1:]}index.html" in self._outputs:
            return True
        place = url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
        path = output_path(place)
        return path in self._outputs or f"{path}/index.html" in self._outputs

    @cached_property
    def _near(self) -> NearLinks:
        return NearLinks(["/" + path.removesuffix("index.html") for path in self._outputs])
