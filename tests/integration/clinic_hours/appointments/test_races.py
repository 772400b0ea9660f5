"""Two coordinators at once: one time for a client, one client for a student. With a control."""

from functools import partial

import pytest
from django.db import connection

from clinic_hours.appointments.domain.states import AppointmentState as State
from clinic_hours.appointments.models import Appointment, AppointmentEvent
from clinic_hours.appointments.services import arranging
from clinic_hours.appointments.services.requests import change_request
from clinic_hours.appointments.services.steps import fresh
from clinic_hours.core.domain.errors import Conflict, Refused
from home.mail.models import OutgoingMail
from tests.factories.appointments import LENGTH, confirmed, requested
from tests.factories.clinic import NOW
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)


def confirmations() -> int:
    return AppointmentEvent.objects.filter(state=State.CONFIRMED).count()


def letters() -> int:
    return OutgoingMail.objects.filter(subject__startswith="Your appointment").count()


def two_times(row: Appointment, cora, shift) -> list:
    """Confirm a request for two different times at once."""
    return race(*(partial(confirmed, row, cora, shift, after=n * LENGTH * 1.2) for n in range(2)))


def test_one_request_gets_one_time_and_one_letter(shift, cora):
    outcomes = two_times(requested(), cora, shift)
    assert not surprises(outcomes, Conflict)
    assert len(winners(outcomes)) == confirmations() == letters() == 1


def test_control_without_the_version_a_client_is_told_two_times(shift, cora, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite admits one writer at a time, so this shows on PostgreSQL only.")
    monkeypatch.setattr(arranging, "read_as_shown", lambda row, _version: fresh(row.pk))
    outcomes = two_times(requested(), cora, shift)
    assert len(winners(outcomes)) == confirmations() == letters() == 2


def test_a_student_gets_one_client_at_a_time(shift, cora, pair):
    one, two, three = (requested(f"Ana {name}") for name in ("One", "Two", "Three"))
    outcomes = race(*(partial(confirmed, row, cora, shift) for row in (one, two, three)))
    assert not surprises(outcomes, Refused)
    assert len(winners(outcomes)) == len(pair)
    assert len({row.place_id for row in Appointment.objects.filter(state=State.CONFIRMED)}) == 2


def test_a_client_who_asks_again_while_the_office_moves_the_time(shift, cora):
    """Either the client sees the new time first, or the office that the client gave the old one up."""
    row = confirmed(requested(), cora, shift)
    change = partial(
        change_request,
        appointment=Appointment(pk=row.pk, service=row.service, minutes=50, any_time=True),
        contact=row.contact,
        wishes=(),
        shown_time=row.starts_at,
        now=NOW,
    )
    outcomes = race(partial(confirmed, row, cora, shift, after=LENGTH * 1.2), change)
    assert not surprises(outcomes, Conflict, Refused)
    (winner,) = winners(outcomes)
    states = (State.CONFIRMED, State.REQUESTED)
    assert Appointment.objects.get().state == states[winner]
