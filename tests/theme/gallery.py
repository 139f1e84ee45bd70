# SPDX-License-Identifier: MIT
"""Take pictures of every sample page: `python tests/theme/gallery.py FOLDER [THEME] [NAME ...]`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Route, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.support.chromium import CHROMIUM
from tests.support.theme_samples import ORIGIN, ROOT, jobs, site, theme

WIDTHS = {"phone": 375, "desktop": 1280}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def gallery(folder: Path, name: str, wanted: tuple[str, ...]) -> None:
    """Write `NAME-WIDTH-SCHEME.png` for each page."""
    templates, view = theme(name), site()
    pages = {
        f"/{job.path}".removesuffix("index.html"): templates.render(job, view, {}).data
        for job in jobs().values()
    }
    names = {
        key: f"/{job.path}".removesuffix("index.html")
        for key, job in jobs().items()
        if job.page.kind != "redirect"
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, pixels in WIDTHS.items():
            for scheme in SCHEMES:
                tab = browser.new_page(viewport={"width": pixels, "height": 800}, color_scheme=scheme)
                tab.route("**/*", lambda route: answer(route, name, pages))
                for key in wanted or names:
                    tab.goto(ORIGIN + names[key])
                    # Pictures are loaded when they come into view; a full-page picture must not wait for that.
                    tab.evaluate(
                        "document.querySelectorAll('img').forEach((image) => { image.loading = 'eager' })"
                    )
                    tab.wait_for_load_state("networkidle")
                    tab.screenshot(path=folder / f"{key}-{width}-{scheme}.png", full_page=True)
                tab.close()
        browser.close()


def answer(route: Route, name: str, pages: Mapping[str, bytes]) -> None:
    """Serve a page, or a static file of the theme; nothing leaves the machine."""
    path = unquote(urlsplit(route.request.url).path)
    if path in pages:
        route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
    elif path.startswith("/assets/"):
        route.fulfill(path=ROOT / "themes" / name / "static" / path.removeprefix("/assets/"))
    elif path.startswith("/images/"):
        route.fulfill(path=Path(__file__).parent / "figure.svg")
    else:
        route.fulfill(status=404)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    gallery(target, sys.argv[2] if len(sys.argv) > 2 else "press", tuple(sys.argv[3:]))
