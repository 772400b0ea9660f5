"""The audit names the session whose events are not those that were signed."""

import pytest

from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from tests.factories.clinic import NOW, UserFactory
from tests.integration.clinic_hours.record import FIRST, REVERSAL, SECOND, Record
from tests.tampering import guards_down, insert

from ..damage import found

pytestmark = pytest.mark.django_db

ALTERED = (FIRST, "altered event")
COLUMNS = {
    "session": lambda record: record.returned,
    "kind": "taken_back",
    "actor": lambda record: UserFactory(),
    "happened_at": NOW.replace(minute=30),
    "version": 9,
    "reason": None,
    "changes": {"minutes": [1, 2]},
}


def events_of(hours: HourEntry) -> list[SessionEvent]:
    return list(SessionEvent.objects.filter(session=hours.session_id).order_by("pk"))


def of_kind(record: Record, kind: str):
    return SessionEvent.objects.filter(session=record.hours[0].session_id, kind=kind)


def test_what_happened_to_the_first_session(record):
    kinds = [event.kind for event in events_of(record.hours[0])]
    assert kinds == ["logged", "submitted", "returned", "edited", "submitted", "signed_off"]


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_event(record, column):
    value = COLUMNS[column]
    with guards_down():
        other = value(record) if callable(value) else value
        of_kind(record, "returned").update(**{column: other})
        assert found() == ALTERED


def test_other_changes_in_a_correction(record):
    with guards_down():
        of_kind(record, "edited").update(changes={"minutes": [60, 50]})
        assert found() == ALTERED


@pytest.mark.parametrize("place", range(6))
def test_a_deleted_event(record, place):
    with guards_down():
        events_of(record.hours[0])[place].delete()
        assert found() == ALTERED


@pytest.mark.parametrize("place", range(6))
def test_an_event_that_happened_twice(record, place):
    with guards_down():
        insert(events_of(record.hours[0])[place], id=None)
        assert found() == ALTERED


@pytest.mark.parametrize("place", range(5))
def test_two_events_in_another_order(record, place):
    with guards_down():
        one, other = events_of(record.hours[0])[place : place + 2]
        for was, becomes in ((one.pk, 900), (other.pk, one.pk), (900, other.pk)):
            SessionEvent.objects.filter(pk=was).update(id=becomes)
        assert found() == ALTERED


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("version", 9), ("reason", None), ("changes", {"minutes": []})),
        ("happened_at", NOW.replace(minute=30)),
    ],
)
def test_an_edited_void(record, column, value):
    with guards_down():
        SessionEvent.objects.filter(kind="voided").update(**{column: value})
        assert found() == (REVERSAL, "altered event")


def test_a_void_that_became_something_else(record):
    with guards_down():
        SessionEvent.objects.filter(kind="voided").update(kind="returned")
        assert found() == (SECOND, "altered event")


def test_a_deleted_void(record):
    with guards_down():
        SessionEvent.objects.filter(kind="voided").delete()
        assert found() == (REVERSAL, "altered event")


def test_a_void_that_nobody_signed(record):
    with guards_down():
        event = of_kind(record, "signed_off").get()
        insert(event, id=None, kind="voided", version=event.version + 1)
        ClinicSession.objects.filter(pk=event.session_id).update(
            status="voided", version=event.version + 1
        )
        assert found() == (None, "orphan session")


@pytest.mark.parametrize("column", ["actor", "happened_at", "version", "reason", "changes", "kind"])
def test_an_edited_event_of_an_unsigned_session(record, column):
    value = COLUMNS[column]
    with guards_down():
        other = value(record) if callable(value) else value
        mine = SessionEvent.objects.filter(session=record.returned, kind="returned")
        mine.update(**{column: other})
        assert found() == (None, "altered history")


def test_a_deleted_and_an_added_event_of_an_unsigned_session(record):
    mine = SessionEvent.objects.filter(session=record.returned)
    with guards_down():
        mine.latest("pk").delete()
        assert found() == (None, "altered history")
    with guards_down():
        insert(mine.latest("pk"), id=None)
        assert found() == (None, "altered history")
