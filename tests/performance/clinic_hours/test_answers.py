"""The page of a session costs the same for any number of questions, answers and remarks."""

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.sessions.selectors.answers import awaiting_office, awaiting_students
from clinic_hours.sessions.services.sessions import edit_session, return_session
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    facts,
    logged,
)
from tests.integration.clinic_hours.sessions.answers.steps import accepted, corrected, disputed
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

# The current number of queries. Adding one should be a decision, not an accident.
STUDENT, COORDINATOR = 11, 14


@pytest.fixture
def session():
    """A corrected session that was returned three times with a remark, and corrected before."""
    rosa, lucia = SupervisorFactory(), EnrollmentFactory()
    session = logged(lucia, rosa)
    for end in ("15:30", "15:15", "15:10"):
        session = return_session(
            actor=rosa.user,
            session=session,
            version=session.version,
            reason="The end?",
            remarks={"end": "Too late.", "note": "Say more."},
            now=NOW,
        )
        session = edit_session(
            actor=lucia.student,
            session=session,
            version=session.version,
            facts=facts(lucia, rosa, end=end),
            answer="I looked it up.",
            submit=True,
            now=NOW,
        )
    return corrected(accepted(corrected(session)), end="14:30")


def cost(client, person, session) -> int:
    client.force_login(person)
    address = reverse("hours:session", args=[session.public_id])
    with time_machine.travel(NOW, tick=False):
        client.get(address)
        with queries() as counted:
            assert client.get(address).status_code == 200
    return len(counted)


def test_the_student_reads_what_was_corrected(client, session):
    assert cost(client, session.student, session) == STUDENT


def test_the_coordinator_reads_both_sides(client, session):
    assert cost(client, OfficeRoleFactory().user, disputed(session)) == COORDINATOR


def test_what_awaits_an_answer_is_listed_in_one_query(session, django_assert_num_queries):
    cora = OfficeRoleFactory().user
    list(awaiting_students(cora, NOW))
    with django_assert_num_queries(1):
        (found,) = awaiting_students(cora, NOW)
        assert (found.asked_at, found.supervisor.pk) == (NOW, session.supervisor_id)
    disputed(session)
    with django_assert_num_queries(1):
        (found,) = awaiting_office(cora, NOW)
        assert str(found.student)
