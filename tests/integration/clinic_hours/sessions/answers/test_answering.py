"""An instructor corrects the times; the student accepts or disputes; the office decides."""

from datetime import timedelta

import pytest

from clinic_hours.core.domain.errors import Conflict, Impossible, NotAllowed, Refused
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.answers import Decision
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.selectors.answers import awaiting_office
from clinic_hours.sessions.services.sessions import return_session
from tests.factories.clinic import NOW, OfficeRoleFactory, SupervisorFactory, local, logged, signed
from tests.factories.clinic import TODAY as DAY

from .steps import WEEK, accepted, corrected, decided, disputed, kinds, told

pytestmark = pytest.mark.django_db


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def test_a_correction_changes_the_times_and_waits_for_the_student(shortened, rosa):
    assert (shortened.status, shortened.awaits) == (State.SUBMITTED, Awaits.STUDENT)
    assert (shortened.minutes, shortened.provenance) == (120, "attested")
    event = shortened.events.get(kind="corrected")
    assert event.changes == {
        "ends_at": [local(DAY, "16:00").isoformat(), local(DAY, "15:00").isoformat()],
        "minutes": [180, 120],
        "provenance": ["typed", "attested"],
    }
    assert event.reason_text == "You left at three."
    assert told() == [("session_corrected", "Lucía Ferrer")]
    with pytest.raises(Conflict):
        signed(shortened)


def test_what_the_student_accepts_is_signed(shortened):
    (hours,) = signed(accepted(shortened))
    assert hours.minutes == 120
    assert kinds(shortened) == ["logged", "submitted", "corrected", "accepted", "signed_off"]
    assert audit_ledger().is_ok


@pytest.mark.parametrize("step", [corrected, accepted, disputed])
def test_each_step_belongs_to_one_person(step, lucia, rosa, mei, cora, otis):
    session = logged(lucia, rosa)
    allowed = rosa.user if step is corrected else lucia.student
    if step is not corrected:
        session = corrected(session)
    for person in (rosa.user, lucia.student, mei.student, cora, otis, SupervisorFactory().user):
        if person != allowed:
            with pytest.raises(NotAllowed):
                step(session, actor=person)
    assert step(session, actor=allowed).version == session.version + 1


def test_a_correction_must_change_something(lucia, rosa):
    with pytest.raises(Refused) as refusal:
        corrected(logged(lucia, rosa), end="16:00")
    assert codes(refusal) == {"times_unchanged"}


def test_a_correction_keeps_the_rules(lucia, rosa):
    logged(lucia, rosa, start="16:00", end="17:00")
    with pytest.raises(Refused) as refusal:
        corrected(logged(lucia, rosa), end="16:30")
    assert codes(refusal) == {"overlap"}


def test_a_break_alone_can_be_corrected(lucia, rosa):
    session = corrected(logged(lucia, rosa), end="16:00", pause=30)
    assert (session.minutes, session.break_minutes) == (150, 30)


def test_a_correction_looks_for_warnings_again(lucia, rosa):
    long = logged(lucia, rosa, start="10:00")
    assert [finding["code"] for finding in long.findings] == ["long_without_break"]
    assert corrected(long, start="10:00", end="16:00", pause=30).findings == []


@pytest.mark.parametrize("submit", [True, False])
def test_only_a_submitted_session_is_corrected_and_only_once_before_an_answer(submit, lucia, rosa):
    session = logged(lucia, rosa, submit=submit)
    session = corrected(session) if submit else session
    with pytest.raises(Impossible):
        corrected(session, end="15:30")


def test_a_session_that_awaits_the_student_is_not_returned(shortened, rosa):
    with pytest.raises(Impossible):
        return_session(
            actor=rosa.user, session=shortened, version=shortened.version, reason="No.", now=NOW
        )


@pytest.mark.parametrize("step", [accepted, disputed])
def test_there_is_nothing_to_answer_before_a_question(step, lucia, rosa):
    with pytest.raises(Impossible):
        step(logged(lucia, rosa))


def test_a_dispute_goes_to_the_office_and_tells_the_instructor(shortened, rosa, cora):
    OfficeRoleFactory(user__display_name="Ada", user__is_active=False)
    session = disputed(shortened)
    assert session.awaits == Awaits.OFFICE
    assert session.events.get(kind="disputed").reason_text == "I stayed until four."
    assert list(awaiting_office(cora, NOW)) == [session]
    assert sorted(told()[1:]) == [
        ("session_disputed", "Cora Whitfield"),
        ("session_disputed", "Rosa Castellanos"),
    ]
    with pytest.raises(Impossible):
        accepted(session)


@pytest.mark.parametrize(
    ("decision", "status", "minutes", "provenance"),
    [
        (Decision.KEEP, State.SUBMITTED, 120, "attested"),
        (Decision.RESTORE, State.SUBMITTED, 180, "typed"),
        (Decision.RETURN, State.RETURNED, 120, "attested"),
    ],
)
def test_the_office_decides_with_a_reason(decision, status, minutes, provenance, shortened, cora):
    session = decided(disputed(shortened), cora, decision)
    assert (session.status, session.awaits) == (status, Awaits.NOBODY)
    assert (session.minutes, session.provenance) == (minutes, provenance)
    event = session.events.get(kind="decided")
    assert event.changes["decision"] == decision
    assert event.reason_text == "The sign-in sheet says so."
    assert sorted(told()[-2:]) == [
        ("session_decided", "Lucía Ferrer"),
        ("session_decided", "Rosa Castellanos"),
    ]
    if status == State.SUBMITTED:
        assert signed(session)[0].minutes == minutes
    assert audit_ledger().is_ok


def test_the_start_and_the_break_before_a_correction_are_restored(lucia, rosa, cora):
    session = logged(lucia, rosa, break_minutes=10)
    session = decided(disputed(corrected(session, start="13:30", pause=30)), cora, Decision.RESTORE)
    times = (session.starts_at, session.ends_at, session.break_minutes)
    assert times == (local(DAY, "13:00"), local(DAY, "16:00"), 10)


def test_a_session_that_the_office_returns_is_a_return_for_the_student(shortened, cora):
    session = decided(disputed(shortened), cora, Decision.RETURN)
    returned = session.events.get(kind="returned")
    assert returned.reason_text == "The sign-in sheet says so."


def test_times_that_were_entered_have_no_original_to_restore(by_office, cora):
    session = disputed(by_office)
    with pytest.raises(Refused) as refusal:
        decided(session, cora, Decision.RESTORE)
    assert codes(refusal) == {"nothing_to_restore"}
    assert decided(session, cora).awaits == Awaits.NOBODY


def test_the_office_does_not_restore_times_that_another_session_took(shortened, lucia, rosa, cora):
    session = disputed(shortened)
    logged(lucia, rosa, start="15:00", end="16:00")
    with pytest.raises(Refused) as refusal:
        decided(session, cora, Decision.RESTORE)
    assert codes(refusal) == {"overlap"}


def test_without_an_answer_the_office_decides_after_seven_days(shortened, cora):
    almost = NOW + WEEK - timedelta(seconds=1)
    assert not awaiting_office(cora, almost).exists()
    with pytest.raises(Refused) as refusal:
        decided(shortened, cora, now=almost)
    assert codes(refusal) == {"student_may_still_answer"}
    assert list(awaiting_office(cora, NOW + WEEK)) == [shortened]
    assert decided(shortened, cora, now=NOW + WEEK).awaits == Awaits.NOBODY


def test_the_student_may_answer_after_seven_days_too(shortened):
    assert accepted(shortened, now=NOW + 2 * WEEK).awaits == Awaits.NOBODY


def test_only_a_coordinator_decides_and_never_about_their_own_hours(
    shortened, lucia, mei, rosa, otis
):
    session = disputed(shortened)
    for person in (rosa.user, lucia.student, mei.student, otis):
        with pytest.raises(NotAllowed):
            decided(session, person)
    OfficeRoleFactory(user=lucia.student)
    with pytest.raises(NotAllowed):
        decided(session, lucia.student)


def test_a_later_correction_asks_again_and_its_own_original_is_restored(shortened, cora):
    session = corrected(accepted(shortened), end="14:00")
    session = decided(disputed(session), cora, Decision.RESTORE)
    assert session.minutes == 120


def test_an_answer_to_another_version_is_a_conflict(lucia, rosa):
    session = logged(lucia, rosa)
    before = session.version
    session = corrected(session)
    session.version = before
    with pytest.raises(Conflict):
        accepted(session)


def test_signing_earlier_than_the_answer_is_refused(shortened):
    session = accepted(shortened, now=NOW + timedelta(minutes=5))
    with pytest.raises(Refused):
        signed(session, now=NOW)


def test_an_instructor_who_left_is_told_no_answers(shortened, rosa, cora):
    rosa.is_active = False
    rosa.save()
    decided(disputed(shortened), cora)
    assert told()[1:] == [
        ("session_disputed", "Cora Whitfield"),
        ("session_decided", "Lucía Ferrer"),
    ]


def test_an_instructor_who_left_is_not_told_that_one_was_accepted(shortened, rosa):
    rosa.is_active = False
    rosa.save()
    accepted(shortened)
    assert told() == [("session_corrected", "Lucía Ferrer")]
