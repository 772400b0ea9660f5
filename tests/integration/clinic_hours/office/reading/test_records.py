"""What one record shows to whom, and the entries behind a total."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from clinic_hours.people.models import Enrollment
from courses.requirements.models import Requirement
from tests.factories.clinic import TODAY, SupervisorFactory, logged, signed

from .pages import void

pytestmark = pytest.mark.django_db


def record(enrollment: Enrollment) -> str:
    return reverse("hours:enrollment", args=[enrollment.public_id])


def total(enrollment: Enrollment, requirement: Requirement | None = None) -> str:
    requirement = requirement or enrollment.requirement_set.requirements.get()
    return reverse("hours:requirement", args=[enrollment.public_id, requirement.pk])


def test_the_record_shows_voided_sessions_to_the_office_and_the_audit(
    desk_of, cora, otis, lucia, rosa, six_o_clock
):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    for person in (cora, otis):
        assert "Voided" in desk_of(person).get(record(lucia)).text


def test_in_a_record_an_instructor_sees_only_the_sessions_that_name_them(
    instructor, lucia, rosa, six_o_clock
):
    logged(lucia, rosa, start="08:00", end="09:00")
    other = logged(lucia, SupervisorFactory(), start="10:00", end="11:00")
    page = instructor.get(record(lucia)).text
    assert "8:00" in page
    assert str(other.public_id) not in page


def test_someone_elses_record_is_not_found(desk_of, lucia, mei):
    theo = SupervisorFactory()
    for person in (mei.student, theo.user):
        assert desk_of(person).get(record(lucia)).status_code == 404
        assert desk_of(person).get(total(lucia)).status_code == 404


def test_students_see_the_entries_behind_their_own_total(student, lucia, rosa):
    signed(logged(lucia, rosa))
    assert "3.00 hours signed off" in student.get(total(lucia)).text


def test_a_total_shows_its_sessions_signatures_and_rule(desk_of, cora, lucia, rosa, six_o_clock):
    session = logged(lucia, rosa, start="08:00", end="11:30")
    signed(session)
    requirement = lucia.requirement_set.requirements.get()
    page = desk_of(cora).get(total(lucia)).text
    assert "3.50 hours signed off" in page
    assert reverse("hours:session", args=[session.public_id]) in page
    assert "+3.50" in page
    assert "Typed in by the student" in page
    assert "Rosa Castellanos, LMT" in page
    assert rosa.credentials.get().number in page
    assert escape(requirement.get_basis_display()) in page


def test_a_reversal_is_listed_separately_and_changes_the_total(
    desk_of, cora, lucia, rosa, six_o_clock
):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    page = desk_of(cora).get(total(lucia)).text
    assert "0.00 hours signed off" in page
    assert "Reverses entry 4" in page
    assert "Reversed by entry 5" in page
    assert "\N{MINUS SIGN}3.00" in page


def test_a_reversal_says_who_took_the_hours_back_and_why(desk_of, cora, lucia, rosa, six_o_clock):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora, reason="The client had canceled.")
    reversal = desk_of(cora).get(total(lucia)).text.partition("Reverses entry 4")[2]
    row = reversal.partition("</tr>")[0]
    assert "Cora Whitfield" in row
    assert "The client had canceled." in row
    assert "Rosa Castellanos" not in row


def test_the_entries_of_a_total_are_paginated(desk_of, cora, lucia, rosa, six_o_clock):
    for day in range(9):
        sessions = [
            logged(lucia, rosa, day=TODAY - timedelta(days=day), start=start, end=end)
            for start, end in (("08:00", "09:00"), ("09:00", "10:00"), ("10:00", "11:00"))
        ]
        signed(*sessions)
    browser = desk_of(cora)
    page = browser.get(total(lucia))
    assert len(page.context["page"].entries) == 25
    rest = browser.get(total(lucia) + page.context["older_url"])
    assert [entry.seq for entry in rest.context["page"].entries] == [5, 4]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "\x00"])
def test_a_truncated_address_shows_a_total_from_its_newest_entry(desk_of, cora, lucia, after):
    assert desk_of(cora).get(total(lucia), {"after": after}).status_code == 200


def test_a_requirement_of_another_set_is_not_found(desk_of, cora, lucia, mei):
    foreign = mei.requirement_set.requirements.get()
    assert desk_of(cora).get(total(lucia, foreign)).status_code == 404
