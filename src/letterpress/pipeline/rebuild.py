# SPDX-License-Identifier: MIT
"""The stages of a build after load, in order, one call each."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.editorial.findings import EditorialReport
from letterpress.load import Tree
from letterpress.model.site import Site
from letterpress.pipeline.context import Workshop
from letterpress.pipeline.incremental.body_edits import Texts
from letterpress.pipeline.incremental.remembering import next_moment, remember
from letterpress.pipeline.incremental.source_snapshot import load_seen, save_seen, seen_by
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.report import build_report, report_of_texts
from letterpress.pipeline.report_files import check_report_folder, save_report
from letterpress.pipeline.request import Task
from letterpress.pipeline.source_lines import with_excerpts
from letterpress.pipeline.stages.site import Survey, survey
from letterpress.pipeline.stopwatch import Stopwatch
from letterpress.plugins.discovery import named_at
from letterpress.plugins.loading import Plugins
from letterpress.report.build_report import BuildReport
from letterpress.store.last_build import forget_last_build

if TYPE_CHECKING:
    from letterpress.pipeline.stages.publication import Publication


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a project holds, without building it."""

    site: Site
    editorial: EditorialReport
    diagnostics: tuple[Diagnostic, ...]


def rebuild(task: Task, shop: Workshop, stopwatch: Stopwatch) -> tuple[BuildReport, int]:
    """Bring the site up to date with the project's files, and say what was done.

    Returns:
        The report, and how many sources had to be parsed.

    Raises:
        LetterpressError: The build cannot go on; nothing was published. It tells of everything found by then.
    """
    if task.options.report_folder is not None:
        check_report_folder(task.options.report_folder)
    texts = Texts(task, shop.plugins, cache=shop.cache, workers=shop.workers, progress=shop.progress)
    report = _with_new_texts(task, texts, stopwatch)
    if report is not None:
        shop.cache.store()
        return report, texts.parsed
    from letterpress.pipeline.stages.publication import publish_site  # noqa: PLC0415 - new texts alone do without

    found = _surveyed(task.root, task.config, task.options, task.tree, shop)
    editorial = None
    if shop.plugins.bringing("rules"):
        # A rule of a plugin may fail, and then nothing is published; else no page waits for the report.
        editorial, found = _judged(task.root, task.options, found, shop.plugins)
    stopwatch.lap("read")
    found = msgspec.structs.replace(found, diagnostics=(*shop.notes, *found.diagnostics))
    try:
        published = publish_site(
            task.root,
            task.output,
            found,
            shop.plugins,
            inputs=task.inputs,
            verifier=task.verifier,
            cache=shop.cache,
            workers=shop.workers,
            progress=shop.progress,
            announce=task.options.announce,
        )
    except LetterpressError as error:
        raise error.along_with(with_excerpts(found.diagnostics, task.root)) from error
    shop.dismiss()
    # Outputs may have asked for trees that were not there yet.
    shop.cache.store()
    stopwatch.lap("publish")
    if editorial is None:
        editorial, found = _judged(task.root, task.options, found, shop.plugins)
    return _reported(task, found, published, editorial, stopwatch), shop.parsed + texts.parsed + found.parsed


def _with_new_texts(task: Task, texts: Texts, stopwatch: Stopwatch) -> BuildReport | None:
    """The report of a build in which nothing but texts changed; None where more did, or may have."""
    last, seen = task.last, load_seen(task.root, task.output)
    if last is None or seen is None or (seen.inputs, seen.premises) != (last.inputs, task.premises):
        return None
    renewed = texts.renew(seen, last.report.diagnostics)
    if renewed is None:
        return None
    stopwatch.lap("texts")
    report = report_of_texts(last, renewed, seconds=stopwatch.seconds, root=task.root, language=task.language)
    remember(task, until=last.until, report=report, besides=last.besides)
    save_seen(task.root, task.output, seen.now(task.inputs, task.tree))
    return report


def _judged(
    root: Path, options: BuildOptions, found: Survey, plugins: Plugins
) -> tuple[EditorialReport, Survey]:
    """The editorial report of a project, and the project with what is wrong with the rules of plugins."""
    from letterpress.editorial import plugin_rules  # noqa: PLC0415 - new texts alone make no other report
    from letterpress.editorial.report import report_on  # noqa: PLC0415 - as above

    config = found.site.config
    faults: list[Diagnostic] = []
    rules = plugin_rules.rules_with(plugins, faults.append)
    if plugins.are_all(config.plugins):
        for name, hint in plugin_rules.unknown_rules(config, rules).items():
            place = named_at(root, options.config_file, "editorial", name)
            faults.append(plugin_rules.rule_unknown(name, hint, *place))
    editorial = report_on(found.site, rules=rules)
    return editorial, msgspec.structs.replace(found, diagnostics=(*found.diagnostics, *faults))


def _reported(
    task: Task, found: Survey, published: "Publication", editorial: EditorialReport, stopwatch: Stopwatch
) -> BuildReport:
    """The report of a build, with all that the next one may want to know of it."""
    page = save_report(task.report_folder, editorial, task.config, language=task.language)
    stopwatch.lap("report")
    besides = with_excerpts((*task.warnings, *found.diagnostics, *published.diagnostics), task.root)
    report = build_report(
        found,
        published,
        editorial,
        besides=besides,
        seconds=stopwatch.seconds,
        root=task.root,
        page=page,
        language=task.language,
    )
    if published.view is None:
        # The report files are those of this build, the site is that of an earlier one.
        forget_last_build(task.root, task.output)
        return report
    remember(task, until=next_moment(found.site), report=report, besides=besides)
    seen = seen_by(
        task.inputs,
        task.premises,
        task.tree,
        found.site,
        published.view,
        has_other_inputs=published.has_other_inputs,
    )
    save_seen(task.root, task.output, seen)
    return report


def look_at(
    root: Path,
    config: Config,
    options: BuildOptions,
    tree: Tree,
    shop: Workshop,
    *,
    warnings: tuple[Diagnostic, ...],
) -> Look:
    """What the project holds, and how it reads."""
    editorial, found = _judged(root, options, _surveyed(root, config, options, tree, shop), shop.plugins)
    return Look(
        site=found.site, editorial=editorial, diagnostics=(*warnings, *shop.notes, *found.diagnostics)
    )


def _surveyed(root: Path, config: Config, options: BuildOptions, tree: Tree, shop: Workshop) -> Survey:
    """The project as it stands; what was parsed is kept for the next time."""
    found = survey(
        root,
        config,
        tree,
        now=options.now,
        include=options.include,
        plugins=shop.plugins,
        cache=shop.cache,
        workers=shop.workers,
        progress=shop.progress,
    )
    shop.cache.save(set(found.keys.values()))
    return found
