"""How long a session can be logged, and that only a submitted one can be corrected later."""

from datetime import timedelta

import pytest

from clinic_hours.core.domain.errors import Refused
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import SessionEvent
from clinic_hours.sessions.services.sessions import edit_session, return_session, submit_session
from tests.factories.clinic import NOW, TODAY, facts, logged
from tests.integration.clinic_hours.sessions.test_log_and_submit import codes, kinds

pytestmark = pytest.mark.django_db


def test_the_entry_window_refuses_the_fifteenth_day(lucia, rosa):
    with pytest.raises(Refused) as refusal:
        logged(lucia, rosa, day=TODAY - timedelta(days=15))
    assert "outside_entry_window" in codes(refusal)
    assert logged(lucia, rosa, day=TODAY - timedelta(days=14)).pk


def test_a_returned_session_can_be_corrected_after_the_window_has_closed(lucia, rosa):
    session = logged(lucia, rosa)
    returned = return_session(
        actor=rosa.user, session=session, version=1, reason="You left at 3.", now=NOW
    )
    later = NOW + timedelta(days=30)
    corrected = edit_session(
        actor=lucia.student,
        session=returned,
        version=2,
        facts=facts(lucia, rosa, end="15:00"),
        submit=True,
        now=later,
    )
    assert (corrected.status, corrected.minutes) == (State.SUBMITTED, 120)
    assert kinds(corrected) == ["logged", "submitted", "returned", "edited", "submitted"]
    edited = corrected.events.get(kind=SessionEvent.Kind.EDITED)
    assert edited.changes["minutes"] == [180, 120]


def test_a_draft_does_not_keep_the_entry_window_open(lucia, rosa):
    draft = {"session": logged(lucia, rosa, submit=False), "version": 1, "actor": lucia.student}
    with pytest.raises(Refused) as refusal:
        submit_session(now=NOW + timedelta(days=15), **draft)
    assert codes(refusal) == {"outside_entry_window"}
    last_day = {"now": NOW + timedelta(days=14), "late_reason": "The tablet was broken."}
    assert submit_session(**last_day, **draft).status == State.SUBMITTED
