"""A session that awaits an answer stays with whoever must give it."""

import pytest
from django.db import IntegrityError, transaction

from clinic_hours.core.domain.errors import Conflict
from clinic_hours.sessions.domain.states import Awaits
from clinic_hours.sessions.models import ClinicSession, SignOff
from clinic_hours.sessions.selectors.queues import waiting_for
from tests.factories.clinic import logged, signed

AWAITED = (Awaits.STUDENT, Awaits.OFFICE)
pytestmark = pytest.mark.django_db


def awaiting(session: ClinicSession, awaits: Awaits) -> ClinicSession:
    ClinicSession.objects.filter(pk=session.pk).update(awaits=awaits)
    session.refresh_from_db()
    return session


@pytest.mark.parametrize("awaits", AWAITED)
def test_a_session_that_awaits_an_answer_is_not_signed(awaits, lucia, rosa):
    session = awaiting(logged(lucia, rosa), awaits)
    with pytest.raises(Conflict):
        signed(session)
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("awaits", AWAITED)
def test_one_session_that_awaits_an_answer_refuses_the_whole_batch(awaits, lucia, mei, rosa):
    sessions = logged(lucia, rosa), awaiting(logged(mei, rosa), awaits)
    with pytest.raises(Conflict):
        signed(*sessions)
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("awaits", AWAITED)
def test_the_queue_leaves_out_what_awaits_an_answer(awaits, lucia, mei, rosa):
    waiting = logged(mei, rosa)
    awaiting(logged(lucia, rosa), awaits)
    assert list(waiting_for(rosa.user)) == [waiting]


def test_a_draft_awaits_no_answer(lucia, rosa):
    draft = logged(lucia, rosa, submit=False)
    with pytest.raises(IntegrityError, match="only_a_submitted_session"), transaction.atomic():
        awaiting(draft, Awaits.STUDENT)
