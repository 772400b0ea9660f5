"""If people answer, correct, reassign and sign at the same moment, exactly one succeeds."""

from functools import partial

import pytest

from clinic_hours.core.domain.errors import Conflict, Impossible, Refused
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.sessions.domain.answers import Decision
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, HourEntry
from tests.factories.clinic import (
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)
from tests.races import race, surprises, winners

from .steps import NOW, WEEK, accepted, corrected, decided, disputed, entered, reassigned

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8
TOLD = (Conflict, Impossible, Refused)


@pytest.fixture
def waiting(site, rosa) -> list[ClinicSession]:
    """Sessions of different students that wait for Rosa."""
    under = published_set()
    students = EnrollmentFactory.create_batch(ROUNDS, requirement_set=under)
    return [logged(enrollment, rosa) for enrollment in students]


@pytest.fixture
def asked(waiting) -> list[ClinicSession]:
    """The same, corrected and not yet answered."""
    return [corrected(session) for session in waiting]


def winner_of(*acts) -> int:
    outcomes = race(*acts)
    assert surprises(outcomes, *TOLD) == []
    (winner,) = winners(outcomes)
    return winner


def test_a_session_is_signed_as_logged_or_corrected_but_never_both(waiting):
    for session in waiting:
        winner = winner_of(partial(signed, session), partial(corrected, session))
        session.refresh_from_db()
        found = (session.status, session.awaits, session.minutes, session.entries.count())
        assert (
            found
            == [
                (State.SIGNED_OFF, Awaits.NOBODY, 180, 1),
                (State.SUBMITTED, Awaits.STUDENT, 120, 0),
            ][winner]
        )
    assert audit_ledger().is_ok


def test_a_session_is_signed_or_reassigned_but_never_both(waiting, cora):
    other = SupervisorFactory()
    for session in waiting:
        signing = partial(signed, session)
        winner = winner_of(signing, partial(reassigned, session, cora, other))
        session.refresh_from_db()
        assert (session.supervisor == other) == (winner == 1)
        assert session.entries.count() == (winner == 0)
    assert audit_ledger().is_ok


def test_a_dispute_always_wins_against_a_signature(asked):
    for session in asked:
        assert winner_of(partial(signed, session), partial(disputed, session)) == 1
    assert not HourEntry.objects.exists()


def test_an_answer_is_given_once(asked):
    for session in asked:
        winner = winner_of(partial(accepted, session), partial(disputed, session))
        session.refresh_from_db()
        assert session.awaits == [Awaits.NOBODY, Awaits.OFFICE][winner]


def another(session, end="12:00"):
    """Log up to four more hours on the day of a session. A day may have six."""
    return logged(session.enrollment, session.supervisor, start="08:00", end=end)


def test_a_correction_and_another_session_do_not_both_fill_the_day(waiting):
    for session in waiting:
        longer = partial(corrected, session, end="17:30")
        winner_of(partial(another, session, end="10:00"), longer)


def test_the_times_before_and_another_session_do_not_both_fill_the_day(asked, cora):
    for session in asked:
        back = partial(decided, disputed(session), cora, Decision.RESTORE)
        winner_of(partial(another, session), back)


def test_an_entry_and_another_session_do_not_both_fill_the_day(waiting, cora):
    for session in waiting:
        about = (cora, session.enrollment, session.supervisor)
        entry = partial(entered, *about, start="16:00", end="18:00")
        winner_of(partial(another, session, end="10:00"), entry)


def test_a_late_answer_and_the_decision_do_not_both_count(asked, cora):
    late = {"now": NOW + WEEK}
    for session in asked:
        winner_of(partial(accepted, session, **late), partial(decided, session, cora, **late))
        session.refresh_from_db()
        assert session.events.count() == 4
    assert audit_ledger().is_ok
