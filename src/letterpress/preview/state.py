# SPDX-License-Identifier: MIT
"""What every open page must know: which version of the site there is, and whether the last build failed."""

import secrets

import msgspec

from letterpress.diagnostics import Language
from letterpress.preview.error_page import error_fragment
from letterpress.preview.outcome import Outcome


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The preview after one build; pages compare it with what they show."""

    run: str
    """Another one after every start of the preview, so that pages of an earlier one reload."""
    site: int = 0
    """Counts the builds that changed files."""
    report: int = 0
    """Counts the changes of the editorial report."""
    styles_only: bool = False
    """Whether the step to this version of the site changed style sheets only."""
    error: str | None = None
    """What went wrong in the last build, as HTML; None where nothing did."""
    report_html: bytes | None = None

    @property
    def site_version(self) -> str:
        """The version that a page of the site carries."""
        return f"{self.run}-{self.site}"

    @property
    def report_version(self) -> str:
        """The version that the editorial report carries."""
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
    )


def message(state: State) -> bytes:
    """The state as pages receive it: one line of JSON."""
    return msgspec.json.encode(
        {
            "site": state.site_version,
            "report": state.report_version,
            "stylesFrom": f"{state.run}-{state.site - 1}" if state.styles_only else None,
            "error": state.error,
        }
    )
