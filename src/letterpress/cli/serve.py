# SPDX-License-Identifier: MIT
"""`letterpress serve`: show the site in a browser while it is written."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
import msgspec

from letterpress.cli.errors import ending_on_error
from letterpress.cli.language import help_text
from letterpress.cli.project import Project, first_language, include_options, open_project, project_options
from letterpress.cli.terminal import show_diagnostics, tell, tell_of_waiting
from letterpress.diagnostics import Diagnostic, Language, LetterpressError, Message
from letterpress.digests import Digest, digest
from letterpress.files import CONFIG_FILE, CONTENT_FOLDER
from letterpress.load import theme_folders
from letterpress.model.status import Include
from letterpress.pipeline.build import build
from letterpress.pipeline.options import REPORT_FOLDER, Announce, BuildOptions, ignore_changes, ignore_waiting
from letterpress.plugins import plugin_places
from letterpress.preview import Build, Outcome, PageFacts, page_facts, serve

PREVIEW_FOLDER = ".letterpress/preview"
"""The output folder of the preview: drafts that it shows must not get into the folder that is deployed."""


@click.command(
    "serve",
    help=help_text(
        "書きながらサイトを確かめます。 保存するたびにつくり直し、すぐに表示します。\n\n"
        "出力フォルダーには触れません。 編集レポートは /__letterpress/report にあります。",
        "Preview the site while you write: every saved change is built and shown at once.\n\n"
        "The output folder is left alone. The editorial report is at /__letterpress/report.",
    ),
)
@project_options
@include_options
@click.option(
    "--host", default="127.0.0.1", show_default=True, help=help_text("待ち受けるホスト", "Where to listen.")
)
@click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    metavar="NAME",
    help=help_text(
        "この名前への要求にも答えます。 トンネルや Codespaces など",
        "Answer requests to this name as well: of a tunnel, of a codespace.",
    ),
)
@click.option(
    "--poll",
    is_flag=True,
    help=help_text(
        "1秒ごとに変更を調べます。 知らせの届かないネットワークドライブやコンテナー向け",
        "Look for changes once a second: for network drives and containers, where no news of them comes.",
    ),
)
@click.option(
    "--follow",
    is_flag=True,
    help=help_text(
        "保存した原稿のページを、開いているページに表示します",
        "Lead open pages to the page whose source was saved.",
    ),
)
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--open", "open_browser", is_flag=True, help=help_text("ブラウザーを開きます", "Open the browser.")
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help=help_text("使うプロセスの数", "Processes to work with.")
)
def command(
    root: Path | None,
    config_path: Path | None,
    now: str | None,
    lang: Language | None,
    *,
    no_plugins: bool,
    drafts: bool,
    future: bool,
    expired: bool,
    host: str,
    allowed_hosts: tuple[str, ...],
    poll: bool,
    follow: bool,
    port: int,
    open_browser: bool,
    jobs: int | None,
) -> None:
    """Watch, build and serve until Ctrl-C."""
    with ending_on_error(first_language(lang)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    include = Include(drafts=drafts, future=future, expired=expired)
    folder = preview_folder(include, now, config_path, no_plugins=no_plugins)

    def reopen() -> Project:
        # Every build reads letterpress.yaml again, and the clock too unless --now is given.
        return open_project(
            root=project.root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins
        )

    with ending_on_error(project.language):
        serve(
            make_builder(reopen, include, jobs, project.language, folder),
            project.root / folder,
            _watched_paths(project, config_path),
            say=lambda message: tell(message.text(project.language)),
            others=_plugins_of(reopen),
            within=project.root,
            language=project.language,
            host=host,
            port=port,
            base_path=project.config.base_path,
            base_url=project.config.base_url,
            allowed_hosts=allowed_hosts,
            polling=poll,
            follow=follow,
            ready=_open_browser if open_browser else None,
        )


def preview_folder(include: Include, now: str | None, config_path: Path | None, *, no_plugins: bool) -> str:
    """The output folder of a preview: one for each set of options, so that previews side by side each show theirs."""
    names = [name for name in ("drafts", "future", "expired") if getattr(include, name)]
    if now or config_path or no_plugins:
        place = str(config_path.absolute()) if config_path else ""
        names.append(digest(repr((now, place, no_plugins)).encode()).hex()[:8])
    return "-".join([PREVIEW_FOLDER, *names])


def make_builder(
    reopen: Callable[[], Project],
    include: Include,
    jobs: int | None,
    language: Language,
    folder: str = PREVIEW_FOLDER,
) -> Build:
    """Make the function that builds the preview once and shows the result on the terminal.

    Args:
        reopen: Opens the project again.
        include: The unpublished entries to include.
        jobs: The number of processes; None for one a core.
        language: The language of messages where the project cannot be opened.
        folder: Where the preview publishes; see `preview_folder`.
    """
    memory: dict[Digest, Any] = {}

    def build_once(announce: Announce) -> Outcome:
        try:
            return build_project(reopen(), announce)
        except LetterpressError as error:
            # The browser shows the error as well. The language is that of the start, because a letterpress.yaml
            # with errors has none.
            show_diagnostics(error.diagnostics, language)
            tell(_NOT_BUILT.text(language))
            raise

    def build_project(project: Project, announce: Announce) -> Outcome:
        started = time.perf_counter()
        ends: list[float] = []

        def announce_timed(changed: tuple[str, ...]) -> None:
            ends.append(time.perf_counter())
            announce(changed)

        options = BuildOptions(
            now=project.now,
            plugins=project.plugins,
            config_file=project.config_file,
            include=include,
            jobs=jobs,
            preview=project.root / folder,
            announce=announce_timed,
            on_wait=partial(tell_of_waiting, project.language),
        )
        built = build(project.root, project.config, options, warnings=project.warnings, memory=memory)
        report = built.report
        show_diagnostics(report.diagnostics, project.language)
        changed = (*report.written, *report.removed)
        # The time ends when the pages can show the site; the build does some of its work after that.
        ends.append(time.perf_counter())
        seconds = ends[0] - started
        summary = _summary(len(changed), seconds) if report.published else _NOT_BUILT
        tell(summary.text(project.language))
        page = project.root / REPORT_FOLDER / "report.html"
        return Outcome(
            ok=report.published,
            changed=changed,
            diagnostics=report.diagnostics,
            report_html=page.read_bytes() if page.is_file() else None,
            facts=cache(partial(page_facts_of, project, options, report.diagnostics)),
        )

    return build_once


def page_facts_of(
    project: Project, options: BuildOptions, diagnostics: tuple[Diagnostic, ...]
) -> Mapping[str, PageFacts]:
    """What there is to say about the pages of a build; nothing where the sources cannot be read meanwhile."""
    looking = msgspec.structs.replace(options, announce=ignore_changes, on_wait=ignore_waiting, jobs=1)
    try:
        return page_facts(project.root, project.config, looking, project.language, diagnostics)
    except LetterpressError:
        return {}


_NOT_BUILT = Message(
    "ビルドできませんでした。表示しているのは、最後に成功したビルドのサイトです",
    "The build failed: the preview shows the last one that went well",
)


def _open_browser(url: str) -> None:
    click.launch(url)


def _summary(changed: int, seconds: float) -> Message:
    return Message(
        f"{changed}件を書き出しました（{seconds:.2f}秒）", f"{changed} files written ({seconds:.2f} s)"
    )


def _plugins_of(reopen: Callable[[], Project]) -> Callable[[], tuple[Path, ...]]:
    """What gives the places of the plugins that letterpress.yaml names now; while it is broken, the last ones."""
    last: list[tuple[Path, ...]] = [()]

    def places() -> tuple[Path, ...]:
        with suppress(LetterpressError):
            project = reopen()
            last[0] = plugin_places(project.root, project.config.plugins) if project.plugins else ()
        return last[0]

    return places


def _watched_paths(project: Project, config_path: Path | None) -> tuple[Path, ...]:
    root = project.root
    themes = [folder for _, folder in theme_folders(root, project.config.theme)]
    return (config_path or root / CONFIG_FILE, root / CONTENT_FOLDER, root / "themes", *themes)
