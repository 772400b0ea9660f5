"""More students at a time than the set allows: every session at that moment says so."""

import pytest
from django.urls import reverse

from clinic_hours.sessions.services.sessions import return_session, take_back_session
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)
from tests.performance.counting import queries

from .rows import QUEUE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("six_o_clock")]

BADGE = "3 students at a time, limit 2"


@pytest.fixture
def three(site):
    """Three students under a set that allows two at a time."""
    under = published_set(students_per_supervisor=2, citation="R156-47b-302")
    return [
        EnrollmentFactory(requirement_set=under, student__display_name=name)
        for name in ("Ana Prat", "Beto Ruiz", "Cleo Dunn")
    ]


def page_of(session):
    return reverse("hours:session", args=[session.public_id])


def test_all_three_show_it_in_the_queue_whichever_was_logged_first(instructor, three, rosa):
    logged(three[0], rosa, start="13:00", end="16:00")
    logged(three[1], rosa, start="14:00", end="16:00")
    assert BADGE not in instructor.get(QUEUE).text
    logged(three[2], rosa, start="12:00", end="15:00")
    assert instructor.get(QUEUE).text.count(BADGE) == 3


def test_the_page_of_a_session_gives_the_figures_and_the_edition_that_limits_them(
    instructor, desk_of, three, rosa
):
    sessions = [logged(each, rosa) for each in three]
    sentence = (
        "3 students were with this instructor at the same time. The clinic requirements, edition "
        "1, allow no more than 2."
    )
    assert all(sentence in instructor.get(page_of(session)).text for session in sessions)
    assert sentence in desk_of(three[0].student).get(page_of(sessions[0])).text


def test_a_signed_session_counts_and_shows_students_logged_later(instructor, three, rosa):
    first, second = logged(three[0], rosa), logged(three[1], rosa)
    signed(first)
    logged(three[2], rosa)
    assert instructor.get(QUEUE).text.count(BADGE) == 2
    for session in (first, second):
        assert BADGE in instructor.get(page_of(session)).text


def test_a_student_who_leaves_as_another_arrives_does_not_overlap(instructor, three, rosa):
    logged(three[0], rosa, start="12:00", end="14:00")
    logged(three[1], rosa, start="12:00", end="16:00")
    logged(three[2], rosa, start="14:00", end="16:00")
    assert "at a time" not in instructor.get(QUEUE).text


@pytest.mark.parametrize("taken", ["drafted", "taken back", "returned", "elsewhere"])
def test_drafts_and_other_instructors_sessions_do_not_count(instructor, three, rosa, taken):
    logged(three[0], rosa)
    logged(three[1], rosa)
    supervisor = SupervisorFactory() if taken == "elsewhere" else rosa
    third = logged(three[2], supervisor, submit=taken != "drafted")
    if taken == "taken back":
        take_back_session(actor=three[2].student, session=third, version=1, now=NOW)
    if taken == "returned":
        return_session(actor=rosa.user, session=third, version=1, reason="Which day?", now=NOW)
    assert "at a time" not in instructor.get(QUEUE).text


def test_everyone_counts_and_each_is_checked_against_their_own_sets_limit(
    instructor, three, lucia, rosa
):
    logged(three[0], rosa)
    logged(three[1], rosa)
    without_limit = logged(lucia, rosa)
    assert instructor.get(QUEUE).text.count(BADGE) == 2
    assert "at a time" not in instructor.get(page_of(without_limit)).text


def test_the_queue_takes_the_same_queries_for_few_students_and_many(instructor, three, rosa):
    logged(three[0], rosa)
    instructor.get(QUEUE)
    with queries() as few:
        instructor.get(QUEUE)
    for start in range(6, 12):
        logged(three[1], rosa, start=f"{start:02}:00", end=f"{start:02}:30")
        logged(three[2], rosa, start=f"{start:02}:00", end=f"{start:02}:30")
    with queries() as many:
        instructor.get(QUEUE)
    assert len(many) == len(few)


def test_it_is_shown_in_spanish(instructor, three, rosa):
    for each in three:
        logged(each, rosa)
    page = instructor.get(QUEUE, headers={"accept-language": "es"}).text
    assert "3 estudiantes a la vez, límite 2" in page
