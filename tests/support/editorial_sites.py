# SPDX-License-Identifier: MIT
"""Sites for tests of the editorial report, from lines that can be read.

A case is a list of dated posts with the findings that are expected of them:

    ## two of five posts sell
    now 2026-11-21
    2026-11-20 sale  prospect
    2026-11-13 howto prospect,latent id=how title=How_to_choose
    2026-11-18 issue numbers=12 items=how
    =>
    warning sales-share window 2/5 > 3/10: 11-20

A post is `DATE[THH:MM] VALUE_THEME STAGES [key=value ...] [draft]`, `-` for none; its id is month and day unless
`id=` says otherwise, so that expectations can be read. An underscore stands for a space.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from letterpress.config import Config
from letterpress.config.settings import Cadence, Editorial, Thresholds
from letterpress.document import Document, Fields, Promise, Wording
from letterpress.editorial.findings import EditorialReport, Finding, Unmeasured
from letterpress.model.entries import Author, Issue, Post
from letterpress.model.link_resolution import LinkTargets
from letterpress.model.site import Site
from letterpress.model.status import Status
from tests.support.paths import TESTS

FIXTURES = TESTS / "fixtures" / "editorial"
TOKYO = "Asia/Tokyo"
PEOPLE = tuple(
    Author(id=name, name=name, is_person=name == "hanako", url=f"/authors/{name}/")
    for name in ("hanako", "shop")
)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One case of a fixture file."""

    name: str
    site: Site
    expected: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """The cases of tests/fixtures/editorial/NAME.md."""
    _, *sections = (FIXTURES / f"{name}.md").read_text(encoding="utf-8").split("\n## ")
    return [read_case(section) for section in sections]


def read_case(section: str) -> Case:
    """One case from its text, title first."""
    given, _, expected = section.partition("\n=>")
    name, *lines = given.splitlines()
    return Case(
        name=name.strip(),
        site=site_of(lines),
        expected=tuple(line.strip() for line in expected.splitlines() if line.strip()),
    )


def site_of(lines: Iterable[str]) -> Site:
    """A site from the lines of a case."""
    config, now, entries = config_of(), "2026-11-21T12:00", []
    for line in lines:
        word, _, rest = line.strip().partition(" ")
        if word == "now":
            now = rest.strip()
        elif word == "config":
            config = changed(config, rest.split())
        elif word:
            entries.append(line)
    moment = local(now, config.timezone, hour=12)
    return site(config, moment, [entry_of(line, config.timezone, moment) for line in entries])


def config_of(editorial: Editorial | None = None, timezone: str = TOKYO, **cadence: int) -> Config:
    """A config in which nothing matters but the editorial part."""
    return Config(
        title="t",
        base_url="https://example.com",
        language="ja",
        timezone=timezone,
        cadence=Cadence(**cadence),
        editorial=editorial or Editorial(),
    )


def changed(config: Config, words: list[str]) -> Config:
    """The config after one line, such as `cadence 30`, `cadence.posts 7`, `off silence` or `class event sales`."""
    what, *rest = words
    replace = msgspec.structs.replace
    editorial = config.editorial
    if what == "zone":
        return replace(config, timezone=rest[0])
    if what.startswith("cadence"):
        field = what.partition(".")[2] or "days"
        return replace(config, cadence=replace(config.cadence, **{field: int(rest[0])}))
    if what in ("off", "on"):
        return replace(config, editorial=replace(editorial, **{f"rules_{what}": tuple(rest)}))
    if what == "class":
        themes = tuple(
            replace(theme, value_class=rest[1]) if theme.id == rest[0] else theme
            for theme in editorial.value_themes
        )
        return replace(config, editorial=replace(editorial, value_themes=themes))
    kind = get_type_hints(Thresholds)[what]
    value = rest[0] == "true" if kind is bool else kind(rest[0])
    thresholds = replace(editorial.thresholds, **{what: value})
    return replace(config, editorial=replace(editorial, thresholds=thresholds))


def local(text: str, zone: str, hour: int = 0) -> datetime:
    """A moment; without an offset it is local to the zone, and a date alone is at `hour`."""
    moment = datetime.fromisoformat(text)
    if "T" not in text:
        moment = moment.replace(hour=hour)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def entry_of(line: str, zone: str, now: datetime) -> Post | Issue:
    """A post or an issue from its line."""
    when, theme, *words = line.split()
    moment = local(when, zone).astimezone(ZoneInfo(zone))
    stages = () if not words or "=" in words[0] or words[0] in ("-", "draft") else tuple(words[0].split(","))
    options = dict(word.partition("=")[::2] for word in words if "=" in word)
    text = {key: value.replace("_", " ") for key, value in options.items()}
    fields = Fields(
        title=text.get("title", text.get("id", f"{moment:%m-%d}")),
        date=moment,
        updated=local(text["updated"], zone) if "updated" in text else None,
        expires=local(text["expires"], zone) if "expires" in text else None,
        draft="draft" in words,
        stages=stages,
        value_theme=text.get("theme") if theme == "issue" else None if theme == "-" else theme,
        phase=text.get("phase"),
        problem=text.get("problem"),
        series=text.get("series"),
        cta=_listed(text, "cta"),
        next=_promise(text, zone),
        follows=_listed(text, "follows"),
        ignored_rules=_listed(text, "ignore"),
        numbers=tuple(map(int, _listed(text, "numbers"))),
        items=_listed(text, "items"),
    )
    make = issue if theme == "issue" else post
    return make(text.get("id", f"{moment:%m-%d}"), moment, fields, now, text)


def _listed(text: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(text[key].split(",")) if text.get(key) else ()


def _promise(text: dict[str, str], zone: str) -> Promise | None:
    said = {key: text[f"next.{key}"] for key in ("title", "series", "due") if f"next.{key}" in text}
    if "next" in text:
        said["title"] = text["next"]
    if not said:
        return None
    due = local(said.pop("due"), zone) if "due" in said else None
    return Promise(**said, due=due)


def _wording(text: dict[str, str]) -> Wording:
    numbers = {key: int(text[key]) for key in Wording.__struct_fields__ if key in text}
    return Wording(**numbers)


def _document(entry_id: str, kind: Any, fields: Fields, text: dict[str, str]) -> Document:
    return Document(
        path=f"content/{kind}s/{entry_id}.md",
        kind=kind,
        fields=fields,
        positions={"title": (2, 8, len(fields.title)), "value_theme": (5, 14, 4)},
        title=fields.title,
        title_html=fields.title,
        slug=entry_id,
        excerpt="",
        characters=0,
        words=0,
        minutes=1,
        wording=_wording(text),
        card_digest=b"",
        body_digest=b"",
    )


def status_at(fields: Fields, now: datetime) -> Status:
    """Where an entry stands, as the model has it."""
    assert fields.date is not None
    if fields.draft:
        return Status.DRAFT
    if fields.expires is not None and fields.expires <= now:
        return Status.EXPIRED
    return Status.SCHEDULED if fields.date > now else Status.PUBLISHED


def _authors(text: dict[str, str]) -> tuple[str, ...]:
    named = text.get("by", "hanako")
    return () if named == "nobody" else tuple(named.split(","))


def post(entry_id: str, moment: datetime, fields: Fields, now: datetime, text: dict[str, str]) -> Post:
    """A post."""
    return Post(
        id=entry_id,
        name=entry_id,
        document=_document(entry_id, "post", fields, text),
        url=f"/posts/{entry_id}/",
        status=status_at(fields, now),
        authors=_authors(text),
        date=moment,
        day=moment.date(),
        series=fields.series,
    )


def issue(entry_id: str, moment: datetime, fields: Fields, now: datetime, text: dict[str, str]) -> Issue:
    """An issue."""
    return Issue(
        id=entry_id,
        name=entry_id,
        document=_document(entry_id, "issue", fields, text),
        url=f"/newsletter/{entry_id}/",
        status=status_at(fields, now),
        authors=_authors(text),
        date=moment,
        day=moment.date(),
        numbers=fields.numbers,
        items=fields.items,
    )


def site(
    config: Config, now: datetime, entries: Iterable[Post | Issue], *, admit: Iterable[str] = ()
) -> Site:
    """A site of these entries in the given order; `admit` names the statuses that a build lets in beside published."""
    entries = tuple(entries)
    live = {Status.PUBLISHED.value, *admit}
    posts = [entry for entry in entries if isinstance(entry, Post)]
    issues = [entry for entry in entries if isinstance(entry, Issue)]
    return Site(
        config=config,
        now=now.astimezone(ZoneInfo(config.timezone)),
        posts=tuple(entry for entry in posts if entry.status in live),
        issues=tuple(entry for entry in issues if entry.status in live),
        pages=(),
        held_posts=tuple(entry for entry in posts if entry.status not in live),
        held_issues=tuple(entry for entry in issues if entry.status not in live),
        authors=PEOPLE,
        live=frozenset(entry.id for entry in entries if entry.status in live),
        by_id={entry.id: entry for entry in entries},
        targets=LinkTargets(by_path={}, by_issue={}, broken=frozenset()),
    )


def shown(report: EditorialReport, rule: str) -> list[str]:
    """What a report says by one rule, as a case writes it."""
    said: list[Finding | Unmeasured] = [*report.findings, *report.unmeasured]
    return [_line(one) for one in said if one.rule == rule]


def _line(one: Finding | Unmeasured) -> str:
    if isinstance(one, Unmeasured):
        return f"insufficient {one.have} of {one.need}"
    value = "never" if one.value is None else str(one.value)
    limit = "" if one.threshold is None else f" ({one.threshold})"
    posts = f": {' '.join(one.posts)}" if one.posts else ""
    return f"{one.severity.word} {one.subject} {value}{limit}{posts}"


def shifted(entries: Iterable[Post | Issue], days: int, now: datetime) -> Iterator[Post | Issue]:
    """The same entries, every date moved by some days."""
    step = timedelta(days=days)
    replace = msgspec.structs.replace
    for entry in entries:
        fields = entry.document.fields
        due = fields.next and fields.next.due
        moved = replace(
            fields,
            date=entry.date + step,
            expires=fields.expires + step if fields.expires else None,
            next=fields.next and replace(fields.next, due=due + step if due else None),
        )
        yield replace(
            entry,
            document=replace(entry.document, fields=moved),
            date=entry.date + step,
            day=entry.day + step,
        )


def advised(report: EditorialReport) -> list[str]:
    """The advice of a report, as a case writes it."""
    advice = report.advice
    if advice is None:
        return []
    lines = [f"{advice.stage} {advice.value_theme} {advice.due} {advice.nearest or '-'}"]
    for message in (advice.reason, advice.nearest_reason):
        lines += [message.ja, message.en] if message else []
    return lines
