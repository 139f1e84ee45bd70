# SPDX-License-Identifier: MIT
"""Links by site path, such as `/about/`: each must lead to an output."""

from collections.abc import Iterator
from urllib.parse import unquote

from letterpress.diagnostics import PATHS_ALIKE, Diagnostic, Message, Severity, Span, suggestion
from letterpress.model.permalinks import output_path
from letterpress.model.site import Site
from letterpress.plan.jobs import Plan

CONFIG = "letterpress.yaml"


def check_paths(site: Site, plan: Plan) -> Iterator[Diagnostic]:
    """An error for every link by site path that leads to nothing; a warning where the navigation does."""
    outputs = {output.path for output in plan.outputs}
    for entry in (*site.posts, *site.issues, *site.pages):
        for reference, link in zip(entry.document.references, entry.links, strict=True):
            if link.meaning == "path" and link.url and not _leads(link.url, outputs):
                span = Span(entry.document.path, reference.line, reference.column, reference.length)
                yield _missing(reference.target, span, Severity.ERROR, outputs)
    for item in site.config.navigation:
        if item.url.startswith("/") and not _leads(item.url, outputs):
            yield _missing(item.url, Span(CONFIG), Severity.WARNING, outputs)


def _leads(url: str, outputs: set[str]) -> bool:
    place = url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    return output_path(place) in outputs or f"{output_path(place)}/index.html" in outputs


def _missing(target: str, span: Span, severity: Severity, outputs: set[str]) -> Diagnostic:
    places = tuple(sorted("/" + path.removesuffix("index.html") for path in outputs))
    return Diagnostic(
        code="link-target-missing",
        severity=severity,
        message=Message(f"サイトに `{target}` はありません", f"the site has nothing at `{target}`"),
        span=span,
        hint=suggestion(unquote(target), places, PATHS_ALIKE),
    )
