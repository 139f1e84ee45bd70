# SPDX-License-Identifier: MIT
"""The plan of a publication as a calendar that other programs read (iCalendar, RFC 5545)."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from letterpress.config import Config
from letterpress.diagnostics import Language, Message
from letterpress.editorial.facts import Facts, Item
from letterpress.editorial.findings import EditorialReport
from letterpress.editorial.rules.broken_promise import open_promises
from letterpress.report.phrases import proposal, stage_label, theme_label

_GOES_OUT = Message("公開：{title}", "Goes out: {title}")
_PROMISED = Message("予告した{what}", "Promised: {what}")
_PROMISED_IN = Message("「{title}」で予告しました（{path}）", "promised in “{title}” ({path})")
_ADVISED = Message("書く：{what}", "Write: {what}")


def calendar(
    report: EditorialReport, facts: Facts, config: Config, language: Language, now: dt.datetime
) -> bytes:
    """Return an iCalendar file with what is scheduled, what was promised and what the report advises to write next.

    The same project at the same moment gives the same bytes. What is scheduled begins at its time, or is of the whole
    day where that is midnight; all else is of a whole day. An event keeps its identifier from file to file, so that a
    program that reads a newer file moves what it has.

    Args:
        report: Of the publication, with its advice.
        facts: The same facts that the report was made from.
        config: Of the project.
        language: Of the words in it.
        now: When the file is made, with a time zone.
    """
    found = Calendar()
    found.add("prodid", "-//letterpress//calendar//")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", config.title)
    found.add("x-wr-calname", config.title)
    host = urlsplit(config.base_url).hostname or "letterpress"
    events = (
        *(_scheduled(item, config, language) for item in facts.queue),
        *_promised(facts, config, language),
        *_advised(report, config, language),
    )
    for event in events:
        event["uid"] = f"{event['uid']}@{host}"
        event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    made: bytes = found.to_ical()
    return made


def _event(identity: str, start: dt.date, summary: str, description: str) -> Event:
    event = Event()
    event["uid"] = identity
    event.add("dtstart", start)
    event.add("summary", summary)
    event.add("description", description)
    return event


def _scheduled(item: Item, config: Config, language: Language) -> Event:
    when = item.entry.date
    is_timed = when.time() != dt.time.min
    kind = [*(stage_label(stage, language) for stage in item.stages)]
    if item.value_theme:
        kind.append(theme_label(item.value_theme, config.editorial, language))
    return _event(
        f"scheduled-{item.id}",
        when.astimezone(dt.UTC) if is_timed else item.day,
        _GOES_OUT.text(language).format(title=item.title),
        "\n".join([*([" / ".join(kind)] if kind else []), item.entry.document.path]),
    )


def _promised(facts: Facts, config: Config, language: Language) -> Iterable[Event]:
    for promise in open_promises(facts, config):
        yield _event(
            f"promised-{promise.item.id}",
            promise.due,
            _PROMISED.text(language).format(what=promise.what.text(language)),
            _PROMISED_IN.text(language).format(
                title=promise.item.title, path=promise.item.entry.document.path
            ),
        )


def _advised(report: EditorialReport, config: Config, language: Language) -> Iterable[Event]:
    advice = report.advice
    if advice is not None:
        yield _event(
            "advised",
            advice.due,
            _ADVISED.text(language).format(what=proposal(report, advice, config.editorial, language)),
            advice.reason.text(language),
        )
