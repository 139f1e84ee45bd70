# SPDX-License-Identifier: MIT
"""The findings as Markdown: what is printed, and what docs/benchmarks.md holds."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from bench.equality import KINDS
from bench.findings import Corpus, Findings
from bench.generators import HUGO
from bench.goals import MAIN, goals
from bench.series import Series

_ABOUT = """\
# Benchmarks

Written by `make bench`. What is measured and why it is fair: [0007](decisions/0007-benchmarks.md).
"""


def as_markdown(findings: Findings) -> str:
    """The whole report."""
    parts = [_ABOUT, *_setting(findings), *_goals(findings)]
    for corpus in findings.corpora:
        parts += _corpus(corpus)
    parts += _small(findings)
    return "\n".join(parts)


def _setting(findings: Findings) -> Iterator[str]:
    machine = findings.machine
    before, after = machine.load
    yield _list(
        f"{findings.date}; medians of {findings.runs} runs, the generators taking turns",
        f"{machine.cores} cores ({machine.processor}), {machine.memory / 2**30:.0f} GiB of memory,"
        f" {machine.system}, Python {machine.python}",
        f"load average {before:.1f} at the start and {after:.1f} at the end",
        ", ".join(f"{name} {version}" for name, version in findings.versions.items()),
        *findings.skipped,
    )


def _goals(findings: Findings) -> Iterator[str]:
    rows = [
        (each.what, each.limit, each.value, "met" if each.met else "**not met**") for each in goals(findings)
    ]
    if rows:
        yield f"## Goals, at {MAIN:,} posts where nothing else is said\n"
        yield _table(("what", "goal", "measured", ""), rows)


def _corpus(corpus: Corpus) -> Iterator[str]:
    yield f"## {corpus.posts:,} posts of {corpus.size / 1000:.1f} KB\n"
    if corpus.cold:
        yield _cold(corpus)
    if corpus.equality:
        yield _equality(corpus)
    if corpus.edits:
        yield _edits(corpus)
    if corpus.new_posts:
        yield _new_posts(corpus)
    if corpus.previews:
        yield _previews(corpus)


def _cold(corpus: Corpus) -> str:
    base = corpus.cold.get(HUGO)
    rows = [
        (
            name,
            *_times(series),
            f"{series.processor:.2f} s",
            f"{series.memory / 1e6:.0f} MB",
            f"{series.seconds / base.seconds:.2f}" if base else "",
        )
        for name, series in corpus.cold.items()
    ]
    heads = ("cold build", "median", "fastest to slowest", "processor", "memory", "of hugo's time")
    return _table(heads, rows)


def _equality(corpus: Corpus) -> str:
    rows = []
    for each in corpus.equality:
        others = f"{len(each.work.others)}: {_shortened(each.work.others)}" if each.work.others else "none"
        same = f"{each.compared - len(each.differing)} of {each.compared}"
        rows.append((each.name, *map(str, each.work.kinds.values()), others, same))
    return _table(("files made", *KINDS, "others", "sampled posts with the same text"), rows)


def _edits(corpus: Corpus) -> str:
    base = corpus.cold.get(HUGO)
    rows = []
    for name, edits in corpus.edits.items():
        lines = (
            ("nothing changed", edits.unchanged),
            ("one post edited", edits.kept),
            ("one post edited, every file new", edits.checked_out),
        )
        for what, series in lines:
            share = f"1/{base.seconds / series.seconds:.1f}" if base else ""
            rows.append((f"{name}: {what}", *_times(series), f"{series.processor:.2f} s", share))
    heads = ("cache kept", "median", "fastest to slowest", "processor", "of hugo's cold time")
    return _table(heads, rows)


def _new_posts(corpus: Corpus) -> str:
    rows = [
        (name, str(new.changed), str(new.files), f"{new.usage.seconds:.2f} s")
        for name, new in corpus.new_posts.items()
    ]
    return _table(("a new post", "files that change", "files in all", "one build over the old output"), rows)


def _previews(corpus: Corpus) -> str:
    rows = [
        (name, *_times(series, digits=3), f"{series.processor:.2f} s")
        for name, series in corpus.previews.items()
    ]
    return _table(("preview, saved file to page", "median", "fastest to slowest", "processor"), rows)


def _small(findings: Findings) -> Iterator[str]:
    if findings.large:
        large = findings.large
        yield f"## {large.posts:,} posts, letterpress alone\n"
        per_post = large.series.seconds / large.posts * 1000
        rows = [(*_times(large.series), f"{per_post:.2f} ms", f"{large.series.memory / 1e6:.0f} MB")]
        yield _table(("cold build", "fastest to slowest", "for a post", "memory"), rows)
    if findings.start_up:
        yield "## Start-up\n"
        commands = (
            ("`python -c pass`", findings.start_up.python),
            ("`letterpress --version`", findings.start_up.letterpress),
        )
        starts = [(name, *_times(series, digits=3)) for name, series in commands]
        yield _table(("command", "median", "fastest to slowest"), starts)
    if findings.markdown:
        yield "## Link-heavy Markdown\n"
        speed = findings.markdown
        parsers = (("stock markdown-it-py", speed.stock), ("letterpress", speed.letterpress))
        speeds = [
            (
                name,
                f"{speed.characters / median(seconds) / 1e6:.2f}",
                f"{min(seconds):.3f} to {max(seconds):.3f} s",
            )
            for name, seconds in parsers
        ]
        yield _table(("parser", "million characters a second", "fastest to slowest"), speeds)


def _times(series: Series, digits: int = 2) -> tuple[str, str]:
    spread = f"{series.fastest:.{digits}f} to {series.slowest:.{digits}f} s"
    return f"{series.seconds:.{digits}f} s", spread


def _shortened(paths: Sequence[str]) -> str:
    """A few of the paths, those below one folder taken together."""
    groups = dict.fromkeys(path if "/" not in path else path.partition("/")[0] + "/" for path in paths)
    return ", ".join(f"`{group}`" for group in groups)


def _list(*lines: str) -> str:
    return "".join(f"- {line}\n" for line in lines)


def _table(heads: Sequence[str], speeds: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *speeds]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
