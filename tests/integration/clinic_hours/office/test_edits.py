"""What someone else changed while a form was open is never overwritten, and a refusal saved nothing."""

from datetime import date

import pytest
from django.utils import timezone

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.office.forms.office import EnrollmentForm
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services import enrollments
from tests.factories.clinic import (
    NOW,
    CohortFactory,
    EnrollmentFactory,
    credited,
    published_set,
)

from .edits import MEANWHILE, after_validation, edit_page, form_of

pytestmark = pytest.mark.django_db

COMPLETED = {"status": "completed", "ended_on": "2026-11-20"}


def completed(enrollment: Enrollment) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(**COMPLETED)
    logged_again(enrollment)


def reopened(enrollment: Enrollment) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(status="active", ended_on=None)
    logged_again(enrollment)


def logged_again(enrollment: Enrollment) -> None:
    fresh = Enrollment.objects.get(pk=enrollment.pk)
    enrollments.log_enrollments([fresh], enrollments.Kind.ENROLLMENT_CHANGE, timezone.now())


def entries() -> int:
    return LogEntry.objects.count()


def test_an_enrollment_reopened_during_the_request_stays_open(monkeypatch, at_the_office, lucia):
    completed(lucia)
    sent = form_of(at_the_office, edit_page(lucia))
    after_validation(monkeypatch, EnrollmentForm, lambda: reopened(lucia))
    page = at_the_office.post(edit_page(lucia), sent)
    lucia.refresh_from_db()
    assert (lucia.status, lucia.ended_on) == ("active", None)
    assert MEANWHILE in page.text
    assert audit_ledger().is_ok


def test_an_enrollment_changed_since_the_page_was_opened_is_not_changed(at_the_office, lucia):
    sent = form_of(at_the_office, edit_page(lucia))
    Enrollment.objects.filter(pk=lucia.pk).update(student_number="PC-NEWER")
    logged_again(lucia)
    before = entries()
    for _again in range(2):  # the refused form still knows what it showed first
        page = at_the_office.post(edit_page(lucia), sent | {"target_on": "2027-06-30"})
        assert MEANWHILE in page.text
        sent = {**sent, "shown": page.context["form"]["shown"].value()}
    lucia.refresh_from_db()
    assert (lucia.student_number, lucia.target_on) == ("PC-NEWER", date(2027, 4, 30))
    assert entries() == before
    assert form_of(at_the_office, edit_page(lucia))["student_number"] == "PC-NEWER"


def test_a_column_outside_the_log_keeps_the_newer_value(at_the_office, lucia):
    sent = form_of(at_the_office, edit_page(lucia))
    other = CohortFactory(program=lucia.requirement_set.program)
    Enrollment.objects.filter(pk=lucia.pk).update(cohort=other)
    answer = at_the_office.post(edit_page(lucia), sent | {"target_on": "2027-06-30"})
    assert answer.status_code == 302
    lucia.refresh_from_db()
    assert (lucia.cohort, lucia.target_on) == (other, date(2027, 6, 30))
    assert audit_ledger().is_ok


@pytest.mark.parametrize("shown", ["x", "[]", "{}", '{"status": 1}', "[" * 9000])
def test_a_form_that_was_damaged_is_refused(at_the_office, lucia, shown):
    sent = form_of(at_the_office, edit_page(lucia)) | {"shown": shown, "student_number": "PC-NEW"}
    page = at_the_office.post(edit_page(lucia), sent)
    assert "Something went wrong with this form." in page.text
    assert Enrollment.objects.get(pk=lucia.pk).student_number == lucia.student_number


@pytest.fixture
def finished(site, cora) -> Enrollment:
    """A student who has met everything."""
    short = published_set({"category": "hands-on", "name": "Hands-on", "minutes": 180})
    enrollment = EnrollmentFactory(requirement_set=short)
    credited(cora, enrollment, minutes=180)
    return enrollment


@pytest.mark.parametrize("refused_act", [1, 2])
def test_a_refused_completion_saved_nothing(monkeypatch, at_the_office, finished, refused_act):
    acts, append = [], enrollments.append

    def refuses(several):
        acts.append(several)
        if len(acts) == refused_act:
            times = {"clock": NOW.isoformat(), "last": NOW.isoformat()}
            raise Refused((block("clock_went_back", **times),))
        return append(several)

    monkeypatch.setattr(enrollments, "append", refuses)
    sent = form_of(at_the_office, edit_page(finished)) | COMPLETED | {"student_number": "PC-NEW"}
    page = at_the_office.post(edit_page(finished), sent)
    number = finished.student_number
    finished.refresh_from_db()
    is_refused = page.status_code == 200
    assert is_refused == (refused_act == 1)  # all of it is one act
    said = (finished.status, finished.student_number)
    assert said == (("active", number) if is_refused else ("completed", "PC-NEW"))
    assert audit_ledger().is_ok


def test_a_completion_with_other_changes_is_one_entry(at_the_office, finished):
    before = entries()
    sent = form_of(at_the_office, edit_page(finished)) | COMPLETED | {"student_number": "PC-NEW"}
    assert at_the_office.post(edit_page(finished), sent).status_code == 302
    assert entries() == before + 1
    assert audit_ledger().is_ok


def test_a_refused_completion_keeps_the_other_changes_out_too(at_the_office, lucia):
    sent = form_of(at_the_office, edit_page(lucia)) | COMPLETED | {"student_number": "PC-NEW"}
    page = at_the_office.post(edit_page(lucia), sent)
    assert "Not all requirements are met yet" in page.text
    assert Enrollment.objects.get(pk=lucia.pk).student_number == lucia.student_number


def test_only_an_active_enrollment_is_completed(at_the_office, lucia):
    Enrollment.objects.filter(pk=lucia.pk).update(status="on_leave")
    sent = form_of(at_the_office, edit_page(lucia)) | COMPLETED
    page = at_the_office.post(edit_page(lucia), sent)
    assert "Only an active enrollment can be completed." in page.text
