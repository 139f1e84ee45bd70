# SPDX-License-Identifier: MIT
"""The result of a build, and the state of the preview that every open page compares with its own."""

import secrets
from collections.abc import Callable

import msgspec

from letterpress.diagnostics import Diagnostic, Language
from letterpress.preview.error_page import error_fragment
from letterpress.preview.page_bar import Facts


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one build, as the preview shows it."""

    ok: bool
    """Whether the output was published; if not, the last good one is kept."""
    changed: tuple[str, ...] = ()
    """Every output that was written or removed, relative to the output folder, with `/`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """The diagnostics, which the browser shows after a failed build."""
    report_html: bytes | None = None
    """The editorial report as a page; None keeps the last one."""
    facts: Facts | None = None
    """What there is to say about each page; None keeps what was said last."""


Build = Callable[[Callable[[tuple[str, ...]], None]], Outcome]
"""Builds once, and calls its argument with the changed outputs once they are published; see `serve`."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the preview after one build, which open pages compare with what they show."""

    run: str
    """An id of this run of the preview, so that pages of an earlier run reload."""
    site: int = 0
    """The number of builds that changed files."""
    report: int = 0
    """The number of changes of the editorial report."""
    styles_only: bool = False
    """Whether the last such build changed style sheets only."""
    error: str | None = None
    """The diagnostics of the last build as HTML; None where it succeeded."""
    report_html: bytes | None = None
    facts: Facts = dict
    """What there is to say about each page."""
    followed: str | None = None
    """The URL path of the page whose source was saved last; None where pages do not follow."""
    follows: int = 0
    """The number of such pages so far."""

    @property
    def site_version(self) -> str:
        """The version that pages of the site carry."""
        return f"{self.run}-{self.site}"

    @property
    def report_version(self) -> str:
        """The version that the page of the editorial report carries."""
        return f"{self.run}-{self.report}"


def first_state() -> State:
    """The state before the first build."""
    return State(run=secrets.token_hex(4))


def next_state(state: State, outcome: Outcome, language: Language) -> State:
    """The state after one more build."""
    changed = bool(outcome.changed)
    report = outcome.report_html or state.report_html
    return State(
        run=state.run,
        site=state.site + changed,
        report=state.report + (report != state.report_html),
        styles_only=all(path.endswith(".css") for path in outcome.changed) if changed else state.styles_only,
        error=None if outcome.ok else error_fragment(outcome.diagnostics, language),
        report_html=report,
        facts=outcome.facts or state.facts,
        followed=state.followed,
        follows=state.follows,
    )


def follow(state: State, path: str) -> State:
    """The state that leads open pages to another one."""
    return msgspec.structs.replace(state, followed=path, follows=state.follows + 1)


def encode_state(state: State) -> bytes:
    """Encode a state for the pages: one line of JSON."""
    return msgspec.json.encode(
        {
            "site": state.site_version,
            "report": state.report_version,
            "stylesFrom": f"{state.run}-{state.site - 1}" if state.styles_only else None,
            "error": state.error,
            "follow": [f"{state.run}-{state.follows}", state.followed],
        }
    )
