"""The office gives a waiting session to another instructor, or reminds the one it waits for."""

from datetime import date, timedelta

import pytest

from clinic_hours.core.domain.errors import Impossible, NotAllowed, Refused
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.states import Awaits
from clinic_hours.sessions.models import SignOff
from clinic_hours.sessions.selectors.queues import waiting_for
from clinic_hours.sessions.services.sessions import return_session
from tests.factories.clinic import (
    NOW,
    TODAY,
    CredentialFactory,
    SupervisorFactory,
    logged,
    signed,
)

from .steps import accepted, disputed, reassigned, reminded, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def theo(db):
    return SupervisorFactory(user__display_name="Theo Lindqvist")


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_it_waits_for_the_other_instructor_and_both_are_told(lucia, rosa, theo, cora):
    session = reassigned(logged(lucia, rosa), cora, theo)
    assert not waiting_for(rosa.user).exists()
    assert list(waiting_for(theo.user)) == [session]
    event = session.events.get(kind="reassigned")
    assert (event.actor, event.changes) == (cora, {"supervisor": [rosa.pk, theo.pk]})
    assert sorted(told()) == [
        ("session_handed_on", "Rosa Castellanos"),
        ("session_reassigned", "Theo Lindqvist"),
    ]
    signed(session)
    assert SignOff.objects.get().signer == theo.user
    assert audit_ledger().is_ok


def test_nobody_is_told_what_they_did_themselves_or_no_longer_see(lucia, rosa, cora):
    session = logged(lucia, rosa)
    rosa.is_active = False
    rosa.save()
    reassigned(session, cora, SupervisorFactory(user=cora))
    assert told() == []


def test_an_instructor_who_left_is_not_reminded(lucia, rosa, cora):
    session = logged(lucia, rosa)
    rosa.is_active = False
    rosa.save()
    with pytest.raises(Refused) as refusal:
        reminded(session, cora)
    assert codes(refusal) == {"staff:supervisor_not_active"}


def test_one_that_awaits_an_answer_still_does_after(shortened, theo, cora):
    session = reassigned(disputed(shortened), cora, theo)
    assert (session.awaits, session.supervisor) == (Awaits.OFFICE, theo)


@pytest.mark.parametrize("who", ["inactive", "expired", "not yet", "the same", "the student"])
def test_only_someone_who_may_sign_that_day_takes_it(who, lucia, rosa, cora):
    others = {
        "inactive": lambda: SupervisorFactory(is_active=False),
        "expired": lambda: SupervisorFactory(credential=None),
        "not yet": lambda: SupervisorFactory(credential=None),
        "the same": lambda: rosa,
        "the student": lambda: SupervisorFactory(user=lucia.student),
    }
    other = others[who]()
    if who == "expired":
        CredentialFactory(supervisor=other, expires_on=TODAY - timedelta(days=1))
    if who == "not yet":
        CredentialFactory(supervisor=other, issued_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        reassigned(logged(lucia, rosa), cora, other)
    assert codes(refusal) == {"cannot_sign_instead"}


def test_the_instructor_before_does_not_return_it(lucia, rosa, theo, cora):
    """Even from a page that names the version since."""
    session = logged(lucia, rosa)
    version = reassigned(session, cora, theo).version
    with pytest.raises(NotAllowed):
        return_session(actor=rosa.user, session=session, version=version, reason="No.", now=NOW)


def test_a_license_that_expired_since_the_session_still_signs_it(lucia, rosa, cora):
    other = SupervisorFactory(credential=None)
    CredentialFactory(supervisor=other, expires_on=TODAY)
    session = reassigned(logged(lucia, rosa), cora, other, now=NOW + timedelta(days=20))
    assert signed(session, now=NOW + timedelta(days=21))


def test_a_draft_or_a_signed_session_is_not_reassigned(lucia, rosa, theo, cora):
    draft = logged(lucia, rosa, submit=False, start="08:00", end="09:00")
    done = logged(lucia, rosa)
    signed(done)
    done.refresh_from_db()
    for session in (draft, done):
        with pytest.raises(Impossible):
            reassigned(session, cora, theo)


@pytest.mark.parametrize("step", [reassigned, reminded])
def test_only_the_coordinator_does_either(step, lucia, rosa, theo, otis):
    session = logged(lucia, rosa)
    about = (theo,) if step is reassigned else ()
    for person in (rosa.user, theo.user, lucia.student, otis):
        with pytest.raises(NotAllowed):
            step(session, person, *about)


def test_a_reminder_is_sent_once_a_day_and_changes_nothing(lucia, rosa, cora):
    session = logged(lucia, rosa)
    assert reminded(session, cora).version == session.version
    with pytest.raises(Refused) as refusal:
        reminded(session, cora, now=NOW + timedelta(minutes=30))
    assert codes(refusal) == {"already_reminded"}
    reminded(session, cora, now=NOW + timedelta(days=1))
    assert told() == [("session_reminder", "Rosa Castellanos")] * 2
    assert session.events.count() == 2


def test_the_next_instructor_can_be_reminded_on_the_same_day(lucia, rosa, theo, cora):
    session = logged(lucia, rosa)
    reminded(session, cora)
    reminded(reassigned(session, cora, theo), cora)
    assert ("session_reminder", "Theo Lindqvist") in told()


def test_nobody_is_reminded_of_what_awaits_an_answer(shortened, cora):
    with pytest.raises(Impossible):
        reminded(shortened, cora)
    assert reminded(accepted(shortened), cora)


def test_the_day_of_the_license_is_the_day_of_the_session(lucia, rosa):
    """A renewal in between: the license of that day is the one that is signed with."""
    rosa.credentials.all().delete()
    first = CredentialFactory(supervisor=rosa, expires_on=TODAY, number="MA 1")
    CredentialFactory(supervisor=rosa, issued_on=date(2026, 11, 17), number="MA 2")
    signed(logged(lucia, rosa), now=NOW + timedelta(days=3))
    assert SignOff.objects.get().license_number == first.number
