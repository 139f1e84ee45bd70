# SPDX-License-Identifier: MIT
"""`python -m bench`: measure, print the report, and keep it as docs/benchmarks.md where nothing was left out."""

import datetime as dt
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from bench import preview, scenarios, small
from bench.findings import Corpus, Edits, Findings, Large, Machine
from bench.generators import HUGO, LETTERPRESS, NAMES, POSTS, PRESS, Generator, installed
from bench.installation import HOME, ROOT, InstallationError
from bench.processes import CommandError
from bench.report import as_markdown
from bench.scenarios import Project
from bench.series import Series

_SCENARIOS = ("cold", "new-post", "edits", "preview", "start-up", "markdown")
_SIZES = (1000, 10_000)
_LARGE = 100_000
_NO_BROWSER = "no Chromium that playwright could drive, so the preview was not measured"


@click.command()
@click.option("--posts", multiple=True, type=click.IntRange(1), help="How many.  [default: 1000 and 10000]")
@click.option("--runs", default=5, show_default=True, type=click.IntRange(1), help="Of every measurement.")
@click.option("--scenario", "wanted", multiple=True, type=click.Choice(_SCENARIOS), help="[default: all]")
@click.option("--only", multiple=True, type=click.Choice(NAMES), help="Generators.  [default: all]")
@click.option("--large", is_flag=True, help=f"Build {_LARGE:,} posts with letterpress, too.")
@click.option(
    "--write/--no-write", default=None, help="docs/benchmarks.md.  [default: if nothing was left out]"
)
def main(
    posts: tuple[int, ...],
    runs: int,
    wanted: tuple[str, ...],
    only: tuple[str, ...],
    *,
    large: bool,
    write: bool | None,
) -> None:
    """Measure letterpress beside Hugo, Eleventy and Pelican on equal work."""
    try:
        with _workshop() as folder:
            findings = _measured(
                folder, posts or _SIZES, runs, wanted or _SCENARIOS, only or NAMES, large=large
            )
            report = as_markdown(findings)
            click.echo(report)
            whole = not (posts or wanted or only or findings.skipped)
            if write if write is not None else whole:
                (ROOT / "docs" / "benchmarks.md").write_text(report, encoding="utf-8")
            _tell("Done; what was built is being deleted, which may take minutes.")
    except (InstallationError, CommandError) as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _workshop() -> Iterator[Path]:
    """A folder for all projects; everything in it is deleted at the end, when nothing is measured any more."""
    work = HOME / "work"
    work.mkdir(parents=True, exist_ok=True)
    try:
        yield Path(tempfile.mkdtemp(dir=work))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _measured(
    folder: Path, sizes: Sequence[int], runs: int, wanted: Sequence[str], only: Sequence[str], *, large: bool
) -> Findings:
    before = os.getloadavg()[0]
    generators = installed(list(only))
    ours = next((each for each in generators if each.name in {LETTERPRESS, PRESS}), None)
    program = Path(ours.command[0]) if ours else None
    return Findings(
        corpora=tuple([_corpus(generators, folder / str(size), size, runs, wanted) for size in sizes]),
        large=_large(ours, folder / "large") if large and ours else None,
        start_up=small.start_up(program) if program and "start-up" in wanted else None,
        markdown=small.markdown_speed(program, runs) if program and "markdown" in wanted else None,
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        versions={each.name: each.version for each in generators},
        runs=runs,
        skipped=(_NO_BROWSER,) if "preview" in wanted and not preview.browser() else (),
        machine=_machine(before),
    )


def _corpus(
    generators: Sequence[Generator], folder: Path, count: int, runs: int, wanted: Sequence[str]
) -> Corpus:
    _tell(f"{count} posts: cold builds")
    subjects = scenarios.projects(generators, folder, count)
    first = subjects[0]
    cold = scenarios.cold(subjects, runs if "cold" in wanted else 1, _tell)
    compared = tuple(
        scenarios.equality(first, [each for each in subjects[1:] if each.generator.name != PRESS], count)
    )
    _tell(f"{count} posts: edits")
    new_posts = {
        each.generator.name: scenarios.new_post(each, count) for each in subjects if "new-post" in wanted
    }
    ours = [each for each in subjects if each.generator.name in {LETTERPRESS, PRESS}]
    edits = {each.generator.name: _edits(each, count, runs) for each in ours if "edits" in wanted}
    previews = _previews(ours, count, runs) if "preview" in wanted else {}
    files = list((first.folder / POSTS).iterdir())
    size = sum(file.stat().st_size for file in files) / len(files)
    if "cold" not in wanted:
        cold = {name: series for name, series in cold.items() if name == HUGO}
    return Corpus(count, size, cold, compared, new_posts, edits, previews)


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _edits(subject: Project, count: int, runs: int) -> Edits:
    return Edits(
        unchanged=scenarios.unchanged(subject, runs),
        kept=scenarios.edited(subject, count, runs, checked_out=False),
        checked_out=scenarios.edited(subject, count, runs, checked_out=True),
    )


def _previews(subjects: Sequence[Project], count: int, runs: int) -> dict[str, Series]:
    program = preview.browser()
    if program is None:
        return {}
    return {each.generator.name: preview.saves(each, count, runs, program) for each in subjects}


def _large(generator: Generator, folder: Path) -> Large:
    _tell(f"{_LARGE} posts")
    (subject,) = scenarios.projects([generator], folder, _LARGE)
    return Large(_LARGE, Series((subject.build_cold(),), subject.memory()))


def _machine(before: float) -> Machine:
    return Machine(
        cores=os.cpu_count() or 1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        processor=_processor(),
        system=platform.system(),
        python=platform.python_version(),
        load=(before, os.getloadavg()[0]),
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    main()
