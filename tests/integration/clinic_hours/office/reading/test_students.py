"""What reviewers see: the students they supervise, and what they signed for them."""

from datetime import timedelta

import pytest

from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.names import label_of
from tests.factories.clinic import (
    NOW,
    CohortFactory,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)

from .pages import SIGNED, STUDENTS, void

NAMES = ["Lucía Ferrer", "Mei Tanaka"]
pytestmark = pytest.mark.django_db


def is_before(text: str, first: str, second: str) -> bool:
    return text.index(first) < text.index(second)


def test_signed_sessions_are_listed_newest_first(instructor, lucia, mei, rosa):
    signed(logged(lucia, rosa, start="08:00", end="09:00"), now=NOW + timedelta(minutes=10))
    signed(logged(mei, rosa, start="08:00", end="09:00"), now=NOW + timedelta(minutes=30))
    assert is_before(instructor.get(SIGNED).text, "Mei Tanaka", "Lucía Ferrer")


def test_what_another_instructor_signed_is_not_listed(instructor, lucia):
    signed(logged(lucia, SupervisorFactory()))
    assert "You haven't signed anything yet" in instructor.get(SIGNED).text


def test_a_voided_signature_stays_on_the_list_and_says_so(instructor, lucia, rosa, cora):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    assert "Voided" in instructor.get(SIGNED).text


@pytest.mark.parametrize("place", ["x", "0001-01-01T00:00:00+14:00_1", "\x00"])
def test_a_truncated_address_shows_the_signed_list_from_the_top(instructor, place):
    assert instructor.get(SIGNED, {"after": place}).status_code == 200


def test_an_instructor_sees_the_students_they_supervise(instructor, lucia, mei, rosa):
    logged(lucia, rosa)
    logged(mei, SupervisorFactory())
    page = instructor.get(STUDENTS).text
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page


def test_a_draft_makes_nobody_a_student_of_the_instructor_it_names(instructor, lucia, rosa):
    logged(lucia, rosa, submit=False)
    assert "Lucía Ferrer" not in instructor.get(STUDENTS).text


def test_the_office_and_the_audit_see_everyone(desk_of, cora, otis, lucia, mei):
    for person, names in ((cora, NAMES), (otis, [label_of(lucia), label_of(mei)])):
        page = desk_of(person).get(STUDENTS).text
        assert all(name in page for name in names)


@pytest.mark.parametrize(
    ("narrowing", "shown"),
    [
        ({"name": "ferrer"}, {"Lucía Ferrer"}),
        ({"name": " mei "}, {"Mei Tanaka"}),
        ({"name": "lucia"}, {"Lucía Ferrer"}),
        ({"name": "FERRER  luci\u0301a"}, {"Lucía Ferrer"}),
        ({"name": "ferrer mei"}, set()),
        ({"name": "nobody"}, set()),
        ({"name": "%"}, set()),
        ({"status": "on_leave"}, {"Mei Tanaka"}),
        ({"status": "asleep"}, {"Lucía Ferrer", "Mei Tanaka"}),
        ({"cohort": "x"}, {"Lucía Ferrer", "Mei Tanaka"}),
        ({"cohort": "9" * 40}, set()),
        ({"name": "\x00"}, {"Lucía Ferrer", "Mei Tanaka"}),
        ({"page": "9999"}, {"Lucía Ferrer", "Mei Tanaka"}),
        ({"page": "x"}, {"Lucía Ferrer", "Mei Tanaka"}),
    ],
)
def test_the_list_is_filtered_by_name_cohort_and_status(
    desk_of, cora, lucia, mei, narrowing, shown
):
    Enrollment.objects.filter(pk=mei.pk).update(status="on_leave")
    page = desk_of(cora).get(STUDENTS, narrowing).text
    assert {name for name in ("Lucía Ferrer", "Mei Tanaka") if name in page} == shown


def test_a_student_is_found_by_the_number_that_the_list_shows(desk_of, cora, lucia, mei):
    page = desk_of(cora).get(STUDENTS, {"name": f"ferrer {lucia.student_number}"}).text
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page


def test_the_office_finds_a_student_by_address_and_an_instructor_does_not(
    desk_of, cora, rosa, lucia, mei
):
    logged(lucia, rosa)
    asked = {"name": lucia.student.email}
    assert "Lucía Ferrer" in desk_of(cora).get(STUDENTS, asked).text
    assert "Lucía Ferrer" not in desk_of(rosa.user).get(STUDENTS, asked).text


def test_a_cohort_shows_only_its_own(desk_of, cora, lucia, mei):
    page = desk_of(cora).get(STUDENTS, {"cohort": str(lucia.cohort_id)}).text
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page


def test_the_list_continues_after_fifty_and_keeps_its_filters(desk_of, cora, site):
    requirement_set = published_set()
    cohort = CohortFactory(program=requirement_set.program)
    for number in range(52):
        EnrollmentFactory(
            requirement_set=requirement_set,
            cohort=cohort,
            student__display_name=f"Student {number:02}",
        )
    browser = desk_of(cora)
    first = browser.get(STUDENTS, {"name": "Student"}).text
    assert "Student 49" in first
    assert "Student 50" not in first
    assert "name=Student&amp;page=2" in first
    second = browser.get(STUDENTS, {"name": "Student", "page": "2"}).text
    assert "Student 51" in second


def test_progress_is_shown_for_each_student(desk_of, cora, lucia, rosa, six_o_clock):
    signed(logged(lucia, rosa, start="08:00", end="11:00"))
    logged(lucia, rosa, start="12:00", end="13:30")
    page = desk_of(cora).get(STUDENTS)
    (student,) = page.context["students"]
    assert (student.progress.earned, student.progress.pending) == (180, 90)
    assert "1.50" in page.text
