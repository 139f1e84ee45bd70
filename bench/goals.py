# SPDX-License-Identifier: MIT
"""The goals, each with what was measured."""

from collections.abc import Iterator
from typing import NamedTuple

from bench.findings import Corpus, Findings
from bench.generators import ELEVENTY, HUGO, LETTERPRESS, PELICAN, PRESS

MAIN = 10_000
"""How many posts the goals speak of."""
_PREVIEW = {1000: 150, MAIN: 400}
"""Milliseconds from a saved file to its page in the browser, by number of posts."""


class Goal(NamedTuple):
    """One line of the goals table."""

    what: str
    limit: str
    value: str
    met: bool


def goals(findings: Findings) -> Iterator[Goal]:
    """Every goal that the findings say something of."""
    main = next((each for each in findings.corpora if each.posts == MAIN), None)
    if main is not None:
        yield from _cold(main)
        yield from _edits(main)
        yield from _new_post(main)
    for corpus in findings.corpora:
        yield from _preview(corpus)
    yield from _large(findings)
    if findings.markdown:
        ratio, same = findings.markdown.ratio, findings.markdown.same
        what = f"link-heavy Markdown, beside stock markdown-it-py, {'same' if same else 'OTHER'} bytes"
        yield Goal(what, "at least 1.5 times as fast", f"{ratio:.2f} times", ratio >= 1.5 and same)
    if findings.start_up:
        ratio = findings.start_up.letterpress.seconds / findings.start_up.python.seconds
        yield _at_most("`letterpress --version`", 5, ratio, "`python -c pass`")


def _cold(corpus: Corpus) -> Iterator[Goal]:
    ours = corpus.cold.get(LETTERPRESS)
    if ours is None:
        return
    for name, limit in ((HUGO, 0.9), (ELEVENTY, 0.5), (PELICAN, 0.25)):
        if name in corpus.cold:
            ratio = ours.seconds / corpus.cold[name].seconds
            yield _at_most("cold build, equal work", limit, ratio, f"{name}'s time")
    if HUGO in corpus.cold:
        ratio = ours.memory / corpus.cold[HUGO].memory
        yield _at_most("cold build, all processes together", 0.25, ratio, "hugo's memory")


def _edits(corpus: Corpus) -> Iterator[Goal]:
    if HUGO not in corpus.cold:
        return
    base = corpus.cold[HUGO].seconds
    for name, edits in corpus.edits.items():
        lines = (
            ("one post edited, every file new (CI)", 15, edits.checked_out),
            ("one post edited, the other files as they were", 25, edits.kept),
            ("nothing changed", 40, edits.unchanged),
        )
        for what, share, series in lines:
            times = base / series.seconds
            limit = f"at most 1/{share} of hugo's time"
            yield Goal(f"{what}: {name}", limit, f"1/{times:.1f}", times >= share)


def _new_post(corpus: Corpus) -> Iterator[Goal]:
    for name in (LETTERPRESS, PRESS):
        if name in corpus.new_posts:
            files = corpus.new_posts[name].changed
            yield Goal(f"a new post: {name}", "at most 30 files change", str(files), files <= 30)


def _preview(corpus: Corpus) -> Iterator[Goal]:
    limit = _PREVIEW.get(corpus.posts)
    if limit is None:
        return
    for name, series in corpus.previews.items():
        what = f"preview of {corpus.posts:,} posts, saved file to page in the browser: {name}"
        took = series.seconds * 1000
        yield Goal(what, f"under {limit} ms", f"{took:.0f} ms", took < limit)


def _large(findings: Findings) -> Iterator[Goal]:
    large, small = findings.large, next((each for each in findings.corpora if each.posts == 1000), None)
    if large is None:
        return
    limit = 2_000_000_000
    met = large.series.memory < limit
    yield Goal(f"{large.posts:,} posts", "under 2 GB", f"{large.series.memory / 1e9:.2f} GB", met)
    if small is not None and LETTERPRESS in small.cold:
        ratio = large.series.seconds / large.posts / (small.cold[LETTERPRESS].seconds / small.posts)
        yield _at_most(f"{large.posts:,} posts, time for a post", 1.2, ratio, "that of 1,000 posts")


def _at_most(what: str, limit: float, ratio: float, of: str) -> Goal:
    return Goal(what, f"at most {limit:g} of {of}", f"{ratio:.2f}", ratio <= limit)
