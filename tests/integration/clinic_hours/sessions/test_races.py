"""If people act on one session at the same moment, exactly one succeeds and the others are told.

Each race is run on many new sessions. test_race_controls.py removes the guards and shows that this
harness would detect what they prevent.
"""

from functools import partial

import pytest
from django.db.models import Sum
from django.utils import timezone

from clinic_hours.core.domain.errors import (
    Conflict,
    Impossible,
    NotAllowed,
    Refused,
)
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.sessions.services.evidence import signed_session
from clinic_hours.sessions.services.sessions import edit_session, return_session, take_back_session
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions, void_sign_off
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    current_statement,
    facts,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 12
TOLD = (Conflict, Impossible, Refused)


@pytest.fixture
def one_set(site):
    return published_set()


def waiting(count: int, supervisor, requirement_set) -> list[ClinicSession]:
    """Return sessions waiting for the supervisor, each of a different student."""
    students = EnrollmentFactory.create_batch(count, requirement_set=requirement_set)
    return [logged(enrollment, supervisor) for enrollment in students]


def send_back(session):
    return return_session(
        actor=session.supervisor.user,
        session=session,
        version=1,
        reason="Check the end, please.",
        now=NOW,
    )


def take_back(session):
    return take_back_session(actor=session.student, session=session, version=1, now=NOW)


def void(session, actor):
    return void_sign_off(
        actor=actor,
        session=session,
        version=2,
        reason="Logged twice.",
        statement=current_statement("en"),
        authentication=fresh(),
        now=NOW,
    )


def assert_the_record_holds() -> None:
    """Assert that the audit is clean and that sums computed by hand agree."""
    report = audit_ledger()
    assert report.is_ok, str(report.damage)
    numbers = list(LogEntry.objects.values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    ledger = HourEntry.objects.aggregate(total=Sum("minutes"))["total"]
    assert Balance.objects.aggregate(total=Sum("minutes"))["total"] == ledger
    for sign_off in SignOff.objects.select_related("session"):
        signing = sign_off.session.events.filter(kind=SessionEvent.Kind.SIGNED_OFF)
        assert signing.count() == 1, "a session was signed twice"
        if sign_off.session.status == State.SIGNED_OFF:
            kept = signed_session(sign_off.session).fingerprint()
            assert kept == sign_off.fingerprint, "the signed row is not what the signer saw"


def assert_one_wins(outcomes) -> int:
    assert surprises(outcomes, *TOLD) == []
    (winner,) = winners(outcomes)
    return winner


def test_only_one_of_six_concurrent_signatures_counts(one_set, rosa):
    for session in waiting(ROUNDS, rosa, one_set):
        assert_one_wins(race(*[partial(signed, session)] * 6))
    assert HourEntry.objects.count() == SignOff.objects.count() == ROUNDS
    assert_the_record_holds()


@pytest.mark.parametrize(
    ("other", "leaves"), [(take_back, State.DRAFT), (send_back, State.RETURNED)]
)
def test_a_session_is_signed_or_taken_away_but_never_both(other, leaves, one_set, rosa):
    states = [State.SIGNED_OFF, leaves]
    for session in waiting(ROUNDS, rosa, one_set):
        winner = assert_one_wins(race(partial(signed, session), partial(other, session)))
        session.refresh_from_db()
        assert session.status == states[winner]
        assert session.entries.count() == (winner == 0)
    assert_the_record_holds()


def test_a_session_is_signed_as_shown_despite_a_concurrent_correction(one_set, rosa):
    def correct(session):
        returned = send_back(session)
        shorter = facts(session.enrollment, rosa, end="14:00")
        edit_session(
            actor=session.student,
            session=returned,
            version=returned.version,
            facts=shorter,
            submit=True,
            now=NOW,
        )

    for session in waiting(ROUNDS, rosa, one_set):
        assert_one_wins(race(partial(signed, session), partial(correct, session)))
        session.refresh_from_db()
        signed_minutes = list(session.entries.values_list("minutes", flat=True))
        assert (session.status, session.minutes, signed_minutes) in [
            (State.SIGNED_OFF, 180, [180]),
            (State.SUBMITTED, 60, []),
        ]
    assert_the_record_holds()


def test_only_one_of_two_concurrent_voids_reverses(one_set, rosa):
    cora = OfficeRoleFactory().user
    for session in waiting(ROUNDS, rosa, one_set):
        signed(session)
        acts = [partial(void, session, actor) for actor in (cora, rosa.user, cora, rosa.user)]
        assert_one_wins(race(*acts))
    reversals = HourEntry.objects.filter(kind=HourEntry.Kind.REVERSAL)
    assert reversals.count() == ROUNDS
    assert set(Balance.objects.values_list("minutes", flat=True)) == {0}
    assert_the_record_holds()


def test_concurrent_voiding_and_completion_leave_nothing_unmet_completed(site, rosa):
    """Whichever comes first, the completion is refused or undone by the void after it."""
    under = published_set({"category": "hands-on", "name": "Hands-on", "minutes": 180})
    coordinator = OfficeRoleFactory().user
    for session in waiting(ROUNDS, rosa, under):
        signed(session)
        enrollment = session.enrollment
        outcomes = race(
            partial(void, session, coordinator),
            partial(complete_enrollment, enrollment=enrollment, on=TODAY, now=NOW),
        )
        assert surprises(outcomes, NotAllowed) == []
        assert 0 in winners(outcomes)
        enrollment.refresh_from_db()
        assert (enrollment.status, enrollment.ended_on) == ("active", None)
    assert_the_record_holds()


def sign_now(session):
    """Sign at the time of the clock, as a page does."""
    return sign_off_sessions(
        actor=session.supervisor.user,
        picks=[Pick(session.pk, session.version)],
        statement=current_statement("en"),
        authentication=fresh(timezone.now()),
    )


def test_two_instructors_sign_for_one_student_at_the_same_moment(one_set, rosa):
    """Whoever waits for the log has an earlier time than what was recorded meanwhile."""
    theo = SupervisorFactory()
    for enrollment in EnrollmentFactory.create_batch(ROUNDS, requirement_set=one_set):
        sessions = (
            logged(enrollment, rosa, start="08:00", end="09:00"),
            logged(enrollment, theo, start="09:00", end="10:00"),
        )
        outcomes = race(*[partial(sign_now, session) for session in sessions])
        assert surprises(outcomes) == []
    assert_the_record_holds()


def test_two_batches_in_opposite_order_sign_each_session_once(one_set, rosa):
    for _round in range(ROUNDS // 2):
        sessions = waiting(6, rosa, one_set)
        assert_one_wins(race(partial(signed, *sessions), partial(signed, *reversed(sessions))))
    assert_the_record_holds()


def test_batches_that_share_sessions_sign_each_at_most_once(one_set, rosa):
    for _round in range(ROUNDS // 2):
        first, shared, last = waiting(3, rosa, one_set)
        assert_one_wins(race(partial(signed, first, shared), partial(signed, last, shared)))
    assert_the_record_holds()


def test_only_one_of_eight_overlapping_sessions_is_logged(one_set, rosa):
    for _round in range(ROUNDS // 2):
        student = EnrollmentFactory(requirement_set=one_set)
        acts = [
            partial(logged, student, rosa, start=f"12:{minute}0", end=f"13:{minute}0")
            for minute in (0, 1, 2, 3, 4, 5, 0, 1)
        ]
        assert_one_wins(race(*acts))
        assert student.sessions.count() == 1


def test_eight_concurrent_writers_never_see_a_locked_database(one_set):
    instructors = SupervisorFactory.create_batch(8)
    students = EnrollmentFactory.create_batch(8, requirement_set=one_set)

    def log_and_sign(student, instructor):
        for hour in (8, 9, 10):
            signed(logged(student, instructor, start=f"{hour:02}:00", end=f"{hour:02}:50"))

    pairs = zip(students, instructors, strict=True)
    outcomes = race(*[partial(log_and_sign, *pair) for pair in pairs])
    assert surprises(outcomes) == []
    assert HourEntry.objects.count() == 24
    assert_the_record_holds()
