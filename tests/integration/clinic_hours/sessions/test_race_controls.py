"""Controls for test_races.py: with a guard switched off, the same harness must find the damage.

A race test that passes without its guard proves nothing. SQLite allows one writer at a time, so naive
code shows no damage there; these run on PostgreSQL.
"""

from functools import partial
from itertools import combinations

import pytest
from django.db import IntegrityError, OperationalError, connection

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession, HourEntry, SignOff
from clinic_hours.sessions.services import sessions, sign_offs
from clinic_hours.sessions.services.sessions import take_back_session
from tests.factories.clinic import NOW, EnrollmentFactory, logged, published_set, signed
from tests.races import race, surprises, winners

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROUNDS = 20
DROP = "ALTER TABLE {table} DROP CONSTRAINT {name}"
SESSIONS, SIGN_OFFS = ClinicSession._meta.db_table, SignOff._meta.db_table
NO_OVERLAP = DROP.format(table=SESSIONS, name="sessions_of_one_student_do_not_overlap")
ONE_SIGN_OFF = DROP.format(table=SIGN_OFFS, name=f"{SIGN_OFFS}_session_id_key")
ONE_ENTRY = "DROP INDEX a_session_is_posted_once"


@pytest.fixture(autouse=True)
def postgresql_only():
    if connection.vendor != "postgresql":
        pytest.skip(
            "SQLite admits one writer at a time, so a missing guard shows on PostgreSQL only."
        )


@pytest.fixture
def one_set(site):
    return published_set()


@pytest.fixture
def naive_signing(monkeypatch):
    """Read, check, save: how a first draft would sign."""

    def get_check_save(actor, versions):
        for pk, version in versions.items():
            session = ClinicSession.objects.get(pk=pk)
            if (session.version, session.status) != (version, State.SUBMITTED):
                raise Conflict
            session.status, session.version = State.SIGNED_OFF, version + 1
            session.save()

    monkeypatch.setattr(sign_offs, "move_to_signed", get_check_save)


@pytest.fixture
def no_enrollment_lock(monkeypatch):
    def only_read(pk, actor):
        return Enrollment.objects.select_related("requirement_set").get(pk=pk, student=actor)

    monkeypatch.setattr(sessions, "lock_enrollment", only_read)


def without(*statements: str) -> None:
    """Remove the database's own guards in this test's copy."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def sign_at_once(supervisor, requirement_set):
    """Yield the outcomes of six concurrent signatures of one session, for many rounds."""
    for _round in range(ROUNDS):
        student = EnrollmentFactory(requirement_set=requirement_set)
        yield race(*[partial(signed, logged(student, supervisor))] * 6)


def overlapping_pairs(supervisor, requirement_set, *also_expected: type[Exception]) -> int:
    """Log eight sessions at once for a student, for many rounds. Return the number of overlapping pairs."""
    for _round in range(ROUNDS):
        student = EnrollmentFactory(requirement_set=requirement_set)
        outcomes = race(*[partial(logged, student, supervisor)] * 8)
        assert surprises(outcomes, Refused, *also_expected) == []
        if found := len(list(combinations(student.sessions.all(), 2))):
            return found
    return 0


def test_control_naive_signing_posts_hours_twice(one_set, rosa, naive_signing):
    without(ONE_SIGN_OFF, ONE_ENTRY)
    assert any(len(winners(outcomes)) > 1 for outcomes in sign_at_once(rosa, one_set)), (
        "the harness does not see duplicate sign-offs: the races prove nothing"
    )
    assert HourEntry.objects.count() > HourEntry.objects.values("session").distinct().count()


def test_even_with_naive_signing_the_database_posts_once(one_set, rosa, naive_signing):
    stopped = []
    for outcomes in sign_at_once(rosa, one_set):
        assert len(winners(outcomes)) == 1
        stopped += [o.error for o in outcomes if isinstance(o.error, IntegrityError)]
    assert stopped, "no two signatures met: the constraint was not asked"
    assert HourEntry.objects.count() == SignOff.objects.count() == ROUNDS


def test_control_naive_signing_signs_withdrawn_sessions(one_set, rosa, naive_signing):
    def both_succeed() -> bool:
        session = logged(EnrollmentFactory(requirement_set=one_set), rosa)
        take_back = partial(take_back_session, actor=session.student, session=session, version=1)
        return len(winners(race(partial(signed, session), partial(take_back, now=NOW)))) == 2

    assert any(both_succeed() for _round in range(ROUNDS * 3)), (
        "the harness does not see a taken-back session being signed: the races prove nothing"
    )


def test_control_without_both_guards_sessions_overlap(one_set, rosa, no_enrollment_lock):
    without(NO_OVERLAP)
    assert overlapping_pairs(rosa, one_set), (
        "the harness does not see overlapping sessions: the races prove nothing"
    )


def test_the_constraint_alone_keeps_sessions_apart(one_set, rosa, no_enrollment_lock):
    # Without the lock, the constraint may cause a deadlock, which also prevents overlap.
    assert overlapping_pairs(rosa, one_set, OperationalError) == 0


def test_the_enrollment_lock_alone_keeps_sessions_apart(one_set, rosa):
    without(NO_OVERLAP)
    assert overlapping_pairs(rosa, one_set) == 0
