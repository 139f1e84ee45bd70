# SPDX-License-Identifier: MIT
"""`letterpress build`: build the site, and show what the build did on the terminal, in files and to GitHub."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from letterpress.cli.errors import CONTENT, OK, ShowErrors, ending_on_error
from letterpress.cli.fail_on import fail_on_option, failure_policy, strict_option
from letterpress.cli.language import help_text
from letterpress.cli.progress import progress_bar
from letterpress.cli.project import (
    first_language,
    include_options,
    open_project,
    output_from_here,
    project_folder,
    project_options,
)
from letterpress.cli.terminal import (
    has_colour,
    show,
    show_annotations,
    show_diagnostics,
    show_findings,
    tell_of_waiting,
    unwritable,
    width,
)
from letterpress.config import Config
from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from letterpress.diagnostics import Diagnostic, Language, Severity, reading_order
from letterpress.model.status import Include
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions
from letterpress.report.build_report import BuildReport

if TYPE_CHECKING:
    from concurrent.futures import Executor

_DASK_URL = re.compile(r"dask://((?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):[0-9]{1,5})", re.ASCII)


def _scheduler(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Check `--executor`; its `HOST:PORT`."""
    if value is None:
        return None
    address = _DASK_URL.fullmatch(value)
    if address is None:
        raise click.BadParameter(f"{value!r} is not of the form dask://HOST:PORT.")
    return address[1]


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Check `--base-url`; the URL normalized like that of letterpress.yaml."""
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
    """The executor of a Dask cluster; None for this machine's cores."""
    if address is None:
        return nullcontext()
    from letterpress.workers.dask import cluster  # noqa: PLC0415 - an optional extra

    return cluster(address)


@click.command(
    "build",
    help=help_text(
        "サイトをつくり、編集レポートを表示します。\n\n"
        "1つでもエラーがあれば何も公開せず、出力は前回のまま残します。",
        "Build the site and say how it reads.\n\n"
        "With an error in any file nothing is published: the output keeps its last good state.",
    ),
)
@project_options
@include_options
@click.option(
    "-o",
    "--output",
    help=help_text(
        "別の出力フォルダー。 プロジェクトの外でもかまいません",
        "Another output folder, which may lie outside the project.",
    ),
)
@click.option(
    "--clean",
    is_flag=True,
    help=help_text(
        "原稿のなくなった以前のページを消します。 letterpress がつくったものだけです",
        "Remove pages of earlier builds that no source makes any more; only what letterpress made.",
    ),
)
@click.option(
    "--adopt",
    is_flag=True,
    help=help_text(
        "ほかのファイルがあるフォルダーにも書き出します。 それらは消しません",
        "Write into a folder that holds files of somebody else; they stay.",
    ),
)
@click.option(
    "-b",
    "--base-url",
    callback=_address,
    help=help_text(
        "別の公開先の URL。 確認用に公開するときなど",
        "Another base URL, for example that of a preview deployment.",
    ),
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help=help_text(
        "使うプロセスの数。  [default: コアごとに1つ]",
        "Processes to work with.  [default: one for each core]",
    ),
)
@click.option(
    "--executor",
    "cluster_address",
    metavar="dask://HOST:PORT",
    callback=_scheduler,
    help=help_text(
        "このコンピューターではなく Dask クラスターで処理します",
        "Parse and render on a Dask cluster instead of this machine's cores.",
    ),
)
@fail_on_option
@strict_option
@click.option(
    "--explain",
    is_flag=True,
    help=help_text("出力ごとに、つくった理由を示します", "Say for every output why it was made."),
)
@click.option(
    "--report",
    "report_folder",
    type=click.Path(path_type=Path),
    help=help_text("編集レポートを書き出す場所", "Where the editorial report goes."),
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help=help_text(
        "すべての診断とファイル、段階ごとの時間を示します",
        "Tell every diagnostic, name every file, and say how long each stage took.",
    ),
)
@click.option(
    "-q", "--quiet", is_flag=True, help=help_text("問題だけを知らせます", "Say nothing but what is wrong.")
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
    clean: bool,
    adopt: bool,
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
    """Build the site, show what was done, and return the exit code."""
    folder = project_folder(root, config_path)
    with ending_on_error(first_language(lang), failed_build_form(form, folder, every=verbose)):
        project = open_project(root=root, config_path=config_path, now=now, lang=lang, no_plugins=no_plugins)
    policy = failure_policy(
        fail_on, strict=strict, rules=(*RULES, *OPTIONAL_RULES), others=bool(project.config.plugins)
    )
    changes = {"output": output and output_from_here(output, project.root), "base_url": base_url}
    config = msgspec.structs.replace(
        project.config, **{name: value for name, value in changes.items() if value is not None}
    )
    told: list[Diagnostic] = []

    def tell(warning: Diagnostic) -> None:
        told.append(warning)
        show_diagnostics((warning,), project.language)

    options = BuildOptions(
        now=project.now,
        plugins=project.plugins,
        config_file=project.config_file,
        include=Include(drafts=drafts, future=future, expired=expired),
        jobs=jobs,
        language=project.language,
        report_folder=report_folder,
        output_named=output is not None,
        adopt=adopt,
        clean=clean,
        strict=policy.diagnostics <= Severity.WARNING,
        on_removal=tell,
        on_wait=partial(tell_of_waiting, project.language),
    )
    with (
        ending_on_error(
            project.language,
            failed_build_form(form, project.root, config.output, project.warnings, every=verbose),
        ),
        _executor(cluster_address) as executor,
        progress_bar(project.language, quiet=quiet) as progress,
    ):
        built = build(
            project.root, config, options, warnings=project.warnings, executor=executor, progress=progress
        )
    show_build(
        built.report,
        config,
        project.root,
        project.language,
        form=form,
        explain=explain,
        verbose=verbose,
        quiet=quiet,
        told=told,
    )
    editorial = built.report.editorial
    findings = editorial.findings if editorial else ()
    if quiet and form == "text":
        show_findings(policy.failing_findings(findings), project.language)
    failed = policy.fails(built.report.diagnostics, findings)
    return CONTENT if failed or not built.report.published else OK


def show_build(
    report: BuildReport,
    config: Config,
    root: Path,
    language: Language,
    *,
    form: str,
    explain: bool,
    verbose: bool,
    quiet: bool,
    told: Sequence[Diagnostic] = (),
) -> None:
    """Write diagnostics to standard error and the summary to standard output, both in the form that was asked for.

    Standard error does not repeat what was `told` while the build ran.

    Raises:
        LetterpressError: Standard output or the step's summary cannot be written; the site is published.
    """
    show_diagnostics([each for each in report.diagnostics if each not in told], language, every=verbose)
    if form == "json":
        _show_json(report, config, timing=verbose)
        return
    if not quiet:
        from letterpress.report.terminal import build_text  # noqa: PLC0415 - JSON and silence do without

        colour = has_colour(sys.stdout)
        text = build_text(
            report,
            language=language,
            colour=colour,
            width=width(),
            verbose=verbose,
            explain=explain,
            timing=verbose or sys.stdout.isatty(),
        )
        show(text, colour=colour)
    if form == "github":
        _show_github(report, language, root)


def failed_build_form(
    form: str,
    root: Path | None,
    output: str = "",
    warnings: Iterable[Diagnostic] = (),
    *,
    every: bool = False,
) -> ShowErrors:
    """Make the function that shows an error which ends a build early, in the form of a build that published nothing.

    Args:
        form: The command's `--format`.
        root: The project's folder, if it is known.
        output: The output folder as the user names it, if it is known.
        warnings: Diagnostics from before the build, which are shown too.
        every: Whether the text tells each, however many there are of one code.
    """
    return partial(_show_failure, form=form, root=root, output=output, warnings=warnings, every=every)


def _show_failure(
    diagnostics: Sequence[Diagnostic],
    language: Language,
    *,
    form: str,
    root: Path | None,
    output: str,
    warnings: Iterable[Diagnostic],
    every: bool,
) -> None:
    in_order = tuple(sorted(dict.fromkeys((*warnings, *diagnostics)), key=reading_order))
    report = BuildReport(published=False, output=output, diagnostics=in_order)
    show_diagnostics(in_order, language, every=every)
    if form == "json":
        _show_json(report, None, timing=False)
    if form == "github":
        _show_github(report, language, root)


def _show_json(report: BuildReport, config: Config | None, *, timing: bool) -> None:
    from letterpress.report.json_report import build_json  # noqa: PLC0415 - text does without

    show(build_json(report, config, timing=timing))


def _show_github(report: BuildReport, language: Language, root: Path | None) -> None:
    """Write annotations, and the summary of the step where GitHub wants one."""
    from letterpress.report.markdown import summary  # noqa: PLC0415 - only on GitHub

    findings = report.editorial.findings if report.editorial else ()
    show_annotations(report.diagnostics, findings, language, root)
    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(summary(report, language=language))
        except OSError as error:
            raise unwritable(target, error) from None
