"""What reviewers read: whom they supervise, one record, what a total is made of, the ledger."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from clinic_hours.domain.attestation import reversal_statement
from clinic_hours.models import Enrollment, HourEntry
from clinic_hours.selectors.audit import audit_ledger
from clinic_hours.services.sign_offs import void_sign_off
from courses.models import Requirement
from tests.factories.clinic import (
    NOW,
    TODAY,
    CohortFactory,
    EnrollmentFactory,
    SupervisorFactory,
    fresh,
    logged,
    published_set,
    signed,
)

pytestmark = pytest.mark.django_db

SIGNED, STUDENTS = reverse("hours:signed"), reverse("hours:student_list")
LEDGER = reverse("hours:ledger")


def record(enrollment: Enrollment) -> str:
    return reverse("hours:enrollment", args=[enrollment.public_id])


def total(enrollment: Enrollment, requirement: Requirement | None = None) -> str:
    requirement = requirement or enrollment.requirement_set.requirements.get()
    return reverse("hours:requirement", args=[enrollment.public_id, requirement.pk])


def void(session, actor, reason="Logged twice."):
    session.refresh_from_db()
    return void_sign_off(
        actor=actor,
        session=session,
        version=session.version,
        reason=reason,
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )


def is_before(text: str, first: str, second: str) -> bool:
    return text.index(first) < text.index(second)


# What one signed.


def test_signed_sessions_are_listed_newest_first(instructor, lucia, mei, rosa):
    signed(logged(lucia, rosa, start="08:00", end="09:00"), now=NOW - timedelta(minutes=30))
    signed(logged(mei, rosa, start="08:00", end="09:00"), now=NOW - timedelta(minutes=10))
    assert is_before(instructor.get(SIGNED).text, "Mei Tanaka", "Lucía Ferrer")


def test_what_another_instructor_signed_is_not_listed(instructor, lucia):
    signed(logged(lucia, SupervisorFactory()))
    assert "You have not signed anything yet" in instructor.get(SIGNED).text


def test_a_voided_signature_stays_on_the_list_and_says_so(instructor, lucia, rosa, cora):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    assert "Voided" in instructor.get(SIGNED).text


@pytest.mark.parametrize("place", ["x", "0001-01-01T00:00:00+14:00_1", "\x00"])
def test_a_cut_address_begins_the_signed_list_at_the_top(instructor, place):
    assert instructor.get(SIGNED, {"after": place}).status_code == 200


# Who studies.


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
    for person in (cora, otis):
        page = desk_of(person).get(STUDENTS).text
        assert "Lucía Ferrer" in page
        assert "Mei Tanaka" in page


@pytest.mark.parametrize(
    ("narrowing", "shown"),
    [
        ({"name": "ferrer"}, {"Lucía Ferrer"}),
        ({"name": " mei "}, {"Mei Tanaka"}),
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
def test_the_list_is_narrowed_by_name_cohort_and_status(
    desk_of, cora, lucia, mei, narrowing, shown
):
    Enrollment.objects.filter(pk=mei.pk).update(status="on_leave")
    page = desk_of(cora).get(STUDENTS, narrowing).text
    assert {name for name in ("Lucía Ferrer", "Mei Tanaka") if name in page} == shown


def test_a_cohort_shows_only_its_own(desk_of, cora, lucia, mei):
    page = desk_of(cora).get(STUDENTS, {"cohort": str(lucia.cohort_id)}).text
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page


def test_the_list_goes_on_after_fifty_and_keeps_what_it_was_narrowed_to(desk_of, cora, site):
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


def test_progress_stands_beside_each_student(desk_of, cora, lucia, rosa, six_o_clock):
    signed(logged(lucia, rosa, start="08:00", end="11:00"))
    logged(lucia, rosa, start="12:00", end="13:30")
    page = desk_of(cora).get(STUDENTS)
    (standing,) = page.context["standings"]
    assert (standing.progress.earned, standing.progress.pending) == (180, 90)
    assert "1.50" in page.text


# One record, and what a total is made of.


def test_the_record_shows_voided_sessions_to_the_office_and_the_audit(
    desk_of, cora, otis, lucia, rosa, six_o_clock
):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    for person in (cora, otis):
        assert "Voided" in desk_of(person).get(record(lucia)).text


def test_an_instructor_sees_of_a_record_the_sessions_that_name_them(
    instructor, lucia, rosa, six_o_clock
):
    logged(lucia, rosa, start="08:00", end="09:00")
    other = logged(lucia, SupervisorFactory(), start="10:00", end="11:00")
    page = instructor.get(record(lucia)).text
    assert "8:00" in page
    assert str(other.public_id) not in page


def test_a_record_that_is_not_theirs_is_missing_for_strangers(desk_of, lucia, mei):
    theo = SupervisorFactory()
    for person in (mei.student, theo.user):
        assert desk_of(person).get(record(lucia)).status_code == 404
        assert desk_of(person).get(total(lucia)).status_code == 404


def test_a_student_reads_what_their_own_total_is_made_of(student, lucia, rosa):
    signed(logged(lucia, rosa))
    assert "3.00 hours are signed off" in student.get(total(lucia)).text


def test_a_total_opens_to_sessions_signatures_and_the_rule(desk_of, cora, lucia, rosa, six_o_clock):
    session = logged(lucia, rosa, start="08:00", end="11:30")
    signed(session)
    requirement = lucia.requirement_set.requirements.get()
    page = desk_of(cora).get(total(lucia)).text
    assert "3.50 hours are signed off" in page
    assert reverse("hours:session", args=[session.public_id]) in page
    assert "+3.50" in page
    assert "Typed in by the student" in page
    assert "Rosa Castellanos, LMT" in page
    assert rosa.credentials.get().number in page
    assert escape(requirement.get_basis_display()) in page


def test_a_reversal_stands_apart_and_the_total_follows(desk_of, cora, lucia, rosa, six_o_clock):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora)
    page = desk_of(cora).get(total(lucia)).text
    assert "0.00 hours are signed off" in page
    assert "Reverses entry 1" in page
    assert "Reversed by entry 2" in page
    assert "-3.00" in page


def test_a_reversal_says_who_took_the_hours_back_and_why(desk_of, cora, lucia, rosa, six_o_clock):
    session = logged(lucia, rosa)
    signed(session)
    void(session, cora, reason="The client had canceled.")
    reversal = desk_of(cora).get(total(lucia)).text.partition("Reverses entry 1")[2]
    row = reversal.partition("</tr>")[0]
    assert "Cora Whitfield" in row
    assert "The client had canceled." in row
    assert "Rosa Castellanos" not in row


def test_the_entries_of_a_total_come_in_pages(desk_of, cora, lucia, rosa, six_o_clock):
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
    assert [entry.seq for entry in rest.context["page"].entries] == [2, 1]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "\x00"])
def test_a_cut_address_shows_a_total_from_its_newest_entry(desk_of, cora, lucia, after):
    assert desk_of(cora).get(total(lucia), {"after": after}).status_code == 200


def test_a_requirement_of_another_set_is_missing(desk_of, cora, lucia, mei):
    foreign = mei.requirement_set.requirements.get()
    assert desk_of(cora).get(total(lucia, foreign)).status_code == 404


# The ledger.


def test_the_ledger_shows_the_root_that_the_audit_computes(
    desk_of, cora, otis, lucia, rosa, six_o_clock
):
    signed(logged(lucia, rosa))
    root = audit_ledger().root
    for person in (cora, otis):
        page = desk_of(person).get(LEDGER).text
        assert f'data-testid="ledger-root">{root}<' in page
        assert "1 entry" in page
        assert "Lucía Ferrer" in page


def test_an_empty_ledger_has_a_page_too(desk_of, cora):
    page = desk_of(cora).get(LEDGER)
    assert page.status_code == 200
    assert not HourEntry.objects.exists()


def test_the_office_finds_its_records_from_its_desk(desk_of, cora, otis):
    records = reverse("enrollment:index")
    assert f'href="{records}"' in desk_of(cora).get(STUDENTS).text
    assert desk_of(cora).get(records).status_code == 200
    assert f'href="{records}"' not in desk_of(otis).get(STUDENTS).text


# Each address, and whoever it is not for.


@pytest.mark.parametrize("address", [SIGNED, STUDENTS, LEDGER, reverse("hours:queue")])
def test_a_student_is_refused_what_is_for_staff(student, address):
    assert student.get(address).status_code == 403


@pytest.mark.parametrize("address", [SIGNED, STUDENTS, LEDGER])
def test_pages_to_read_take_no_posts(desk_of, cora, otis, rosa, address):
    for person in (cora, otis, rosa.user):
        assert desk_of(person).post(address).status_code == 405
