"""The office enrolls students, changes an enrollment, and completes it once everything is met."""

import re
from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.models import Enrollment
from tests.factories.clinic import CohortFactory, EnrollmentFactory, logged, published_set, signed
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def beginning(db) -> dict[str, str]:
    """What the office types to enroll Mei."""
    requirement_set = published_set()
    cohort = CohortFactory(program=requirement_set.program)
    UserFactory(email="mei@palmetto.test")
    return {
        "student": "Mei@palmetto.test ",
        "student_number": "PC-2026-200",
        "cohort": str(cohort.pk),
        "requirement_set": str(requirement_set.pk),
        "started_on": "",
        "target_on": "",
    }


def edited(enrollment: Enrollment, **changes) -> dict[str, str]:
    """Return what the office sends to change an enrollment."""
    return {
        "student_number": enrollment.student_number,
        "cohort": str(enrollment.cohort_id),
        "status": enrollment.status,
        "target_on": enrollment.target_on.isoformat(),
        "ended_on": "",
    } | changes


def test_a_student_is_enrolled_by_address_with_the_cohorts_dates(at_the_office, beginning):
    answer = at_the_office.post("/admin/office/enrollment/new/", beginning)
    assert answer.status_code == 302
    enrollment = Enrollment.objects.get()
    assert enrollment.student.email == "mei@palmetto.test"
    assert enrollment.started_on == enrollment.cohort.starts_on
    assert enrollment.target_on == enrollment.cohort.finishes_on
    assert ModelLogEntry.objects.get(action="wagtail.create").object_id == str(enrollment.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"student": "nobody@palmetto.test"}, "No active account uses this email address."),
        ({"student": "\x00"}, "Null characters are not allowed."),
        ({"student_number": ""}, "This field is required."),
        ({"target_on": "2026-13-45"}, "Enter a valid date."),
    ],
)
def test_an_impossible_enrollment_is_refused_with_a_sentence(
    at_the_office, beginning, wrong, sentence
):
    page = at_the_office.post("/admin/office/enrollment/new/", beginning | wrong)
    assert sentence in page.content.decode()
    assert not Enrollment.objects.exists()


def test_an_edition_of_another_program_is_refused(at_the_office, beginning):
    other = published_set()
    wrong = beginning | {"requirement_set": str(other.pk)}
    page = at_the_office.post("/admin/office/enrollment/new/", wrong)
    assert "belongs to a different program" in page.content.decode()
    assert not Enrollment.objects.exists()


def test_an_unpublished_edition_is_not_offered(at_the_office, beginning):
    draft = published_set(published=False)
    wrong = beginning | {"requirement_set": str(draft.pk)}
    page = at_the_office.post("/admin/office/enrollment/new/", wrong)
    assert "Select a valid choice" in page.content.decode()
    assert not Enrollment.objects.exists()


def test_a_student_is_not_enrolled_twice_under_one_edition(at_the_office, beginning):
    at_the_office.post("/admin/office/enrollment/new/", beginning)
    again = beginning | {"student_number": "PC-2026-201"}
    assert at_the_office.post("/admin/office/enrollment/new/", again).status_code == 200
    assert Enrollment.objects.count() == 1


def test_the_edition_student_and_lock_stay_the_same_whatever_is_sent(at_the_office, lucia, mei):
    kept = (lucia.requirement_set_id, lucia.student_id, lucia.started_on)
    form = f"/admin/office/enrollment/edit/{lucia.pk}/"
    at_the_office.get(form)
    Enrollment.objects.filter(pk=lucia.pk).update(lock_no=7)
    sent = edited(
        lucia,
        student_number="PC-NEW",
        requirement_set=str(mei.requirement_set_id),
        student=mei.student.email,
        started_on="2020-01-01",
        lock_no="0",
    )
    assert at_the_office.post(form, sent).status_code == 302
    lucia.refresh_from_db()
    assert lucia.student_number == "PC-NEW"
    assert (lucia.requirement_set_id, lucia.student_id, lucia.started_on) == kept
    assert lucia.lock_no == 8  # taken by the change, not sent


def test_changing_an_enrollment_writes_no_other_column(
    at_the_office, lucia, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as asked:
        sent = edited(lucia, target_on="2027-06-30")
        at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", sent)
    table = Enrollment._meta.db_table
    updates = [q["sql"] for q in asked if q["sql"].startswith(f'UPDATE "{table}"')]
    _lock, typed, _entry = [update.split(" WHERE ")[0] for update in updates]
    assert re.findall(r'"(\w+)" =', typed) == ["target_on"]


def kinds_in_the_log(enrollment: Enrollment) -> list[str]:
    entries = LogEntry.objects.filter(enrollment=enrollment.public_id).order_by("enrollment_seq")
    return list(entries.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("changes", "entries"),
    [
        ({}, ["enrollment"]),
        ({"cohort": "another"}, ["enrollment"]),
        ({"student_number": "PC-NEW"}, ["enrollment", "enrollment_change"]),
        ({"target_on": "2027-06-30"}, ["enrollment", "enrollment_change"]),
        ({"status": "on_leave"}, ["enrollment", "enrollment_change"]),
    ],
)
def test_the_log_hears_only_of_what_it_states(at_the_office, lucia, changes, entries):
    """A new entry supersedes the transcripts that were issued."""
    if "cohort" in changes:
        other = CohortFactory(program=lucia.requirement_set.program)
        changes = {"cohort": str(other.pk)}
    at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", edited(lucia, **changes))
    assert kinds_in_the_log(lucia) == entries
    assert audit_ledger().is_ok


def test_an_enrollment_is_completed_only_once_everything_is_met(at_the_office, lucia):
    sent = edited(lucia, status="completed", ended_on="2026-11-20")
    page = at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", sent)
    assert "Not all requirements are met yet" in page.content.decode()
    lucia.refresh_from_db()
    assert lucia.status == Enrollment.Status.ACTIVE


def test_a_finished_student_is_completed(at_the_office, rosa, site):
    short = published_set({"category": "hands-on", "name": "Hands-on", "minutes": 180})
    done = EnrollmentFactory(requirement_set=short)
    signed(logged(done, rosa))
    sent = edited(done, status="completed", ended_on="2026-11-20")
    at_the_office.post(f"/admin/office/enrollment/edit/{done.pk}/", sent)
    done.refresh_from_db()
    assert (done.status, done.ended_on) == ("completed", date(2026, 11, 20))
    assert kinds_in_the_log(done) == ["enrollment", "sign_off", "enrollment_change"]
    assert audit_ledger().is_ok


@pytest.mark.parametrize(
    ("status", "ended_on", "sentence"),
    [
        ("ended", "", "Enter the date it ended."),
        ("active", "2026-11-20", "Only an enrollment that has ended can have an end date."),
    ],
)
def test_an_ended_enrollment_needs_an_end_date_and_vice_versa(
    at_the_office, lucia, status, ended_on, sentence
):
    sent = edited(lucia, status=status, ended_on=ended_on)
    page = at_the_office.post(f"/admin/office/enrollment/edit/{lucia.pk}/", sent)
    assert sentence in page.content.decode()
