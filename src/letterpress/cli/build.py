# SPDX-License-Identifier: MIT
"""`letterpress build`: the site, and then a summary."""

import re
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from letterpress.cli.build_output import announce_build, failed_build
from letterpress.cli.errors import ending_on_error
from letterpress.cli.fail_on import verdict_of
from letterpress.cli.language import said
from letterpress.cli.options import (
    fail_on_option,
    first_language,
    include_options,
    open_project,
    project_folder,
    project_options,
    strict_option,
)
from letterpress.cli.progress import progress_bar
from letterpress.cli.terminal import show_findings
from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from letterpress.diagnostics import Language
from letterpress.model.status import Include
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions

_ADDRESS = re.compile(r"dask://((?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):[0-9]{1,5})", re.ASCII)


def _scheduler(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The `HOST:PORT` of `--executor`."""
    if value is None:
        return None
    address = _ADDRESS.fullmatch(value)
    if address is None:
        raise click.BadParameter(f"{value!r} is not of the form dask://HOST:PORT.")
    return address[1]


if TYPE_CHECKING:
    from concurrent.futures import Executor


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The URL of `--base-url` in the spelling that letterpress.yaml's would get."""
    if value is None:
        return None
    from letterpress.yaml_reader.urls import WEB, normal_url, url_problem  # noqa: PLC0415 - rarely used

    problem = url_problem(value, schemes=WEB, local=False)
    if problem is not None:
        raise click.BadParameter(f"{value!r}: {problem.en}.")
    if "?" in value or "#" in value:
        raise click.BadParameter(f"{value!r}: it must not contain `?` or `#`.")
    return normal_url(value)


def _executor(address: str | None) -> "AbstractContextManager[Executor | None]":
    """Where to work; None means this machine's cores."""
    if address is None:
        return nullcontext()
    from letterpress.workers.dask import cluster  # noqa: PLC0415 - an optional extra

    return cluster(address)


@click.command(
    "build",
    help=said(
        "サイトをつくり、編集レポートを表示します。\n\n"
        "1つでもエラーがあれば何も公開せず、出力は前回のまま残します。",
        "Build the site and say how it reads.\n\n"
        "With an error in any file nothing is published: the output keeps its last good state.",
    ),
)
@project_options
@include_options
@click.option("-o", "--output", help=said("別の出力フォルダー", "Another output folder."))
@click.option(
    "-b",
    "--base-url",
    callback=_address,
    help=said(
        "別の公開先の URL。 確認用に公開するときなど",
        "Another base URL, for example that of a preview deployment.",
    ),
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help=said(
        "使うプロセスの数。  [default: コアごとに1つ]",
        "Processes to work with.  [default: one for each core]",
    ),
)
@click.option(
    "--executor",
    "cluster_address",
    metavar="dask://HOST:PORT",
    callback=_scheduler,
    help=said(
        "このコンピューターではなく Dask クラスターで処理します",
        "Parse and render on a Dask cluster instead of this machine's cores.",
    ),
)
@fail_on_option
@strict_option
@click.option(
    "--explain",
    is_flag=True,
    help=said("出力ごとに、つくった理由を示します", "Say for every output why it was made."),
)
@click.option(
    "--report",
    "report_folder",
    type=click.Path(path_type=Path),
    help=said("編集レポートを書き出す場所", "Where the editorial report goes."),
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help=said(
        "すべてのファイルと、段階ごとの時間を示します", "Name every file, and say how long each stage took."
    ),
)
@click.option(
    "-q", "--quiet", is_flag=True, help=said("問題だけを知らせます", "Say nothing but what is wrong.")
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
    output: str | None,
    base_url: str | None,
    jobs: int | None,
    cluster_address: str | None,
    fail_on: tuple[str, ...],
    strict: bool,
    explain: bool,
    report_folder: Path | None,
    form: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Build, announce, judge."""
    folder = project_folder(root, config_path)
    with ending_on_error(first_language(lang), failed_build(form, folder)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    verdict = verdict_of(
        fail_on, strict=strict, rules=(*RULES, *OPTIONAL_RULES), others=bool(project.config.plugins)
    )
    changes = {"output": output, "base_url": base_url}
    config = msgspec.structs.replace(
        project.config, **{name: value for name, value in changes.items() if value is not None}
    )
    options = BuildOptions(
        now=project.now,
        plugins=project.plugins,
        config_file=project.config_file,
        include=Include(drafts=drafts, future=future, expired=expired),
        jobs=jobs,
        language=project.language,
        report_folder=report_folder,
    )
    with (
        ending_on_error(project.language, failed_build(form, project.root, config.output, project.warnings)),
        _executor(cluster_address) as executor,
        progress_bar(project.language, quiet=quiet) as progress,
    ):
        built = build(
            project.root, config, options, warnings=project.warnings, executor=executor, progress=progress
        )
    announce_build(
        built.report,
        config,
        project.root,
        project.language,
        form=form,
        explain=explain,
        verbose=verbose,
        quiet=quiet,
    )
    editorial = built.report.editorial
    findings = editorial.findings if editorial else ()
    if quiet and form == "text":
        show_findings(verdict.condemned(findings), project.language)
    failed = verdict.condemns(built.report.diagnostics, findings)
    return int(failed or not built.report.published)
