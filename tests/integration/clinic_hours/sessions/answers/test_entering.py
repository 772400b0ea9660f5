"""A session that the student could not log is entered for them, and waits for their answer."""

from datetime import timedelta
from uuid import uuid4

import pytest

from clinic_hours.core.domain.errors import Conflict, Impossible, NotAllowed, Refused
from clinic_hours.ledger.models import CommittedText
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.answers import Decision
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.answers import awaiting_students, texts_beside
from clinic_hours.sessions.selectors.queues import waiting_for
from clinic_hours.sessions.services.answers.entering import enter_session
from clinic_hours.sessions.services.sessions import edit_session, take_back_session
from tests.factories.clinic import (
    NOW,
    TODAY,
    CredentialFactory,
    SupervisorFactory,
    facts,
    signed,
)
from tests.tampering import guards_down

from .steps import accepted, decided, disputed, entered, kinds, told

pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - timedelta(days=40)


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_it_is_submitted_attested_and_waits_for_the_student(by_office, cora):
    assert (by_office.status, by_office.awaits) == (State.SUBMITTED, Awaits.STUDENT)
    assert (by_office.entered_by, by_office.provenance) == (cora, "attested")
    event = by_office.events.get()
    assert (event.kind, event.actor) == ("entered", cora)
    assert event.reason_text == "The tablet was out of order."
    assert list(awaiting_students(cora, NOW)) == [by_office]
    assert told() == [("session_entered", "Lucía Ferrer")]


def test_the_instructor_signs_it_once_the_student_accepts(by_office, rosa):
    assert not waiting_for(rosa.user).exists()
    with pytest.raises(Conflict):
        signed(by_office)
    session = accepted(by_office)
    assert session.awaits == Awaits.NOBODY
    assert list(waiting_for(rosa.user)) == [session]
    (hours,) = signed(session)
    assert hours.minutes == 180
    assert audit_ledger().is_ok
    assert told()[1:] == [("session_accepted", "Rosa Castellanos")]


def test_the_document_is_kept_so_that_it_can_be_erased(lucia, rosa, cora):
    session = entered(cora, lucia, rosa, evidence="Sign-in sheet of November 16")
    event = session.events.get()
    assert texts_beside([event])[event.texts["evidence"]] == "Sign-in sheet of November 16"
    kept = CommittedText.objects.filter(pk=event.texts["evidence"])
    kept.update(text="", salt=b"", erased_at=NOW)
    assert texts_beside([event]) == {}
    signed(accepted(session))
    assert audit_ledger().is_ok


def test_an_instructor_enters_only_what_they_supervised(lucia, rosa):
    assert entered(rosa.user, lucia, rosa).entered_by == rosa.user
    with pytest.raises(NotAllowed):
        entered(SupervisorFactory().user, lucia, rosa, start="08:00", end="09:00")


def test_an_instructor_who_no_longer_supervises_enters_nothing(lucia, rosa):
    rosa.is_active = False
    rosa.save()
    with pytest.raises(NotAllowed):
        entered(rosa.user, lucia, rosa)


def test_nobody_enters_their_own_and_an_auditor_or_a_student_enters_nothing(
    lucia, mei, rosa, otis, cora
):
    own = Enrollment.objects.get(pk=lucia.pk)
    for actor in (lucia.student, mei.student, otis):
        with pytest.raises(NotAllowed):
            entered(actor, own, rosa)
    Enrollment.objects.filter(pk=mei.pk).update(student=cora)
    mei.refresh_from_db()
    with pytest.raises(NotAllowed):
        entered(cora, mei, rosa)


def test_the_entry_window_does_not_apply(lucia, rosa, cora):
    session = entered(cora, lucia, rosa, day=TODAY - timedelta(days=40))
    assert session.local_date == TODAY - timedelta(days=40)
    assert [finding["code"] for finding in session.findings] == ["late_entry"]


def test_the_student_is_not_asked_why_it_is_late(lucia, rosa, cora):
    """Whoever entered it already said why."""
    day = TODAY - timedelta(days=40)
    session = decided(disputed(entered(cora, lucia, rosa, day=day)), cora, Decision.RETURN)
    shorter = facts(lucia, rosa, day=day, end="15:00", late_reason="")
    sent = edit_session(
        actor=lucia.student,
        session=session,
        version=session.version,
        facts=shorter,
        submit=True,
        now=NOW,
    )
    assert sent.status == State.SUBMITTED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"day": TODAY + timedelta(days=1)}, "in_future"),
        ({"day": TODAY - timedelta(days=100)}, "before_enrollment"),
        ({"start": "08:00", "end": "15:00"}, "over_daily_cap"),
        ({"note": "Treated Mrs. Alvarez."}, "client_may_be_named"),
    ],
)
def test_the_other_rules_apply(change, code, lucia, rosa, cora):
    with pytest.raises(Refused) as refusal:
        entered(cora, lucia, rosa, **change)
    assert codes(refusal) == {code}


def test_the_license_counts_on_the_day_of_the_session(lucia, cora):
    lapsed = SupervisorFactory(credential=None)
    CredentialFactory(supervisor=lapsed, expires_on=TODAY - timedelta(days=20))
    with pytest.raises(Refused) as refusal:
        entered(cora, lucia, lapsed)
    assert codes(refusal) == {"credential_not_current"}
    session = accepted(entered(cora, lucia, lapsed, day=TODAY - timedelta(days=30)))
    assert signed(session)[0].minutes == 180


def test_the_same_form_sent_twice_enters_one_session(lucia, rosa, cora):
    about = {"actor": cora, "enrollment": lucia, "reason": "Forgot.", "submission": uuid4()}
    about |= {"facts": facts(lucia, rosa), "now": NOW}
    assert enter_session(**about) == enter_session(**about)
    assert ClinicSession.objects.count() == 1
    assert told() == [("session_entered", "Lucía Ferrer")]


def test_the_student_cannot_take_it_back_before_they_accept(by_office):
    with pytest.raises(Impossible):
        take_back_session(
            actor=by_office.student, session=by_office, version=by_office.version, now=NOW
        )


def test_taken_back_after_the_window_it_can_be_sent_again_for_the_same_day_only(lucia, rosa, cora):
    session = accepted(entered(cora, lucia, rosa, day=TODAY - timedelta(days=40)))
    session = take_back_session(
        actor=lucia.student, session=session, version=session.version, now=NOW
    )
    about = {"actor": lucia.student, "session": session, "version": session.version, "now": NOW}
    with pytest.raises(Refused) as refusal:
        edit_session(**about, facts=facts(lucia, rosa, day=TODAY - timedelta(days=41)), submit=True)
    assert codes(refusal) == {"outside_entry_window"}
    shorter = facts(lucia, rosa, day=TODAY - timedelta(days=40), end="15:00")
    assert edit_session(**about, facts=shorter, submit=True).minutes == 120
    assert kinds(session) == ["entered", "accepted", "taken_back", "edited", "submitted"]


def test_another_author_in_the_row_is_found_by_the_audit(by_office, otis):
    session = accepted(by_office)
    signed(session)
    with guards_down():
        ClinicSession.objects.filter(pk=session.pk).update(entered_by=otis)
        assert audit_ledger().damage.kind == "altered session"
