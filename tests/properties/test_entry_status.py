# SPDX-License-Identifier: MIT
"""An entry's status is what its dates say, in any time zone and however near its clock is set forward or back."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from tests.support.editorial_sites import config_of, entry_of

from letterpress.model.assemble import EntryMaker
from letterpress.model.status import Status

CHANGES = {
    "Pacific/Apia": datetime(2011, 12, 30, 10, tzinfo=UTC),  # leaves out a day
    "Europe/Berlin": datetime(2026, 10, 25, 1, tzinfo=UTC),  # repeats an hour
    "Asia/Tokyo": datetime(2026, 11, 21, tzinfo=UTC),
}
NEAR = [
    timedelta(hours=hours, minutes=minutes)
    for hours in (-48, -24, 0, 24, 48)
    for minutes in range(-90, 91, 30)
]
DOCUMENT = entry_of("2026-01-01 - -", "Asia/Tokyo", datetime(2026, 1, 2, tzinfo=UTC)).document


def status(
    now: datetime, date: datetime, *, zone: str, expires: datetime | None = None, draft: bool = False
) -> Status:
    fields = msgspec.structs.replace(DOCUMENT.fields, date=date, expires=expires, draft=draft)
    document = msgspec.structs.replace(DOCUMENT, fields=fields)
    maker = EntryMaker(config_of(timezone=zone), now)
    assert maker.issue(document).status == maker.post(document).status
    return maker.post(document).status


@pytest.mark.parametrize("zone", CHANGES)
def test_an_entry_is_published_from_its_date_on(zone: str) -> None:
    moments = [CHANGES[zone] + step for step in NEAR]
    for now in moments:
        found = {date: status(now, date, zone=zone) for date in moments}
        assert found == {date: Status.SCHEDULED if date > now else Status.PUBLISHED for date in moments}


@pytest.mark.parametrize("zone", CHANGES)
def test_an_entry_ends_when_it_expires(zone: str) -> None:
    moments = [CHANGES[zone] + step for step in NEAR]
    date = CHANGES[zone] - timedelta(days=30)
    for now in moments:
        found = {end: status(now, date, zone=zone, expires=end) for end in moments}
        assert found == {end: Status.EXPIRED if end <= now else Status.PUBLISHED for end in moments}


def test_a_draft_is_a_draft_whatever_its_dates() -> None:
    now = CHANGES["Asia/Tokyo"]
    dates = [now + timedelta(days=days) for days in (-30, 0, 30)]
    found = {
        status(now, date, zone="UTC", expires=end, draft=True) for date in dates for end in (None, *dates)
    }
    assert found == {Status.DRAFT}
