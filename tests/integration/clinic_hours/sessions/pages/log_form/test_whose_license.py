"""A license must be current on the day of the session, both to choose the instructor and to sign."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession, SignOff
from tests.factories.clinic import (
    NOW,
    TODAY,
    CredentialFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
NEW = reverse("hours:session_new")
NOT_CURRENT = "license was not current on Nov 16, 2026. Check the date and the instructor"


@pytest.fixture
def theo(db):
    """An instructor whose license expired yesterday."""
    theo = SupervisorFactory(user__display_name="Theo Marsh", credential=None)
    CredentialFactory(supervisor=theo, expires_on=YESTERDAY)
    return theo


def offered(student, address: str = NEW) -> dict[int, str]:
    choices = student.get(address).context["form"].fields["supervisor"].choices
    return {value.value: label for value, label in choices if value}


def test_last_weeks_hours_are_logged_and_signed_although_the_license_expired_yesterday(
    student, log, typed, theo
):
    assert (
        log(
            typed | {"supervisor": str(theo.pk), "date": "2026-11-09", "late_reason": "I was ill."}
        ).status_code
        == 303
    )
    signed(ClinicSession.objects.get())
    assert SignOff.objects.get().credential_expires_on == YESTERDAY


def test_the_form_says_until_when_a_license_was_current_only_if_it_has_expired(student, theo, rosa):
    assert offered(student) == {
        theo.pk: "Theo Marsh, LMT (license current until Nov 15, 2026)",
        rosa.pk: "Rosa Castellanos, LMT",
    }


def test_todays_hours_under_it_are_refused_with_a_sentence(log, typed, theo):
    answer = log(typed | {"supervisor": str(theo.pk)})
    assert answer.status_code == 422
    assert NOT_CURRENT in answer.text


@pytest.mark.parametrize(("days_ago", "is_offered"), [(14, True), (15, False)])
def test_an_instructor_not_licensed_on_any_day_that_can_be_logged_is_not_offered(
    student, theo, days_ago, is_offered
):
    theo.credentials.update(expires_on=TODAY - timedelta(days=days_ago))
    assert (theo.pk in offered(student)) == is_offered


def test_a_renewed_license_is_offered_without_remark_and_the_gap_before_it_is_refused(
    student, log, typed, theo
):
    CredentialFactory(supervisor=theo, issued_on=TODAY, expires_on=date(2028, 8, 31))
    theo.credentials.filter(expires_on=YESTERDAY).update(expires_on=TODAY - timedelta(days=3))
    assert offered(student)[theo.pk] == "Theo Marsh, LMT"
    form = typed | {"supervisor": str(theo.pk)}
    assert log(form | {"date": "2026-11-14"}).status_code == 422
    assert log(form | {"date": "2026-11-13"}).status_code == 303
    assert log(form).status_code == 303


def test_a_license_that_begins_tomorrow_is_not_offered(student, theo):
    theo.credentials.update(issued_on=TODAY + timedelta(days=1), expires_on=date(2028, 8, 31))
    assert theo.pk not in offered(student)


def test_a_former_supervisor_is_not_offered(student, theo):
    type(theo).objects.update(is_active=False)
    assert offered(student) == {}


def test_without_an_entry_window_an_old_license_is_offered(student, lucia, theo):
    lucia.requirement_set = published_set(entry_window_days=None)
    lucia.save()
    theo.credentials.update(expires_on=lucia.started_on)
    assert theo.pk in offered(student)


def test_correcting_an_older_session_offers_instructors_licensed_on_its_day(
    student, lucia, rosa, theo
):
    day = TODAY - timedelta(days=30)
    theo.credentials.update(expires_on=day)
    draft = logged(lucia, rosa, submit=False, day=day, now=NOW - timedelta(days=29))
    edit = reverse("hours:session_edit", args=[draft.public_id])
    assert theo.pk in offered(student, edit)
    assert theo.pk not in offered(student)
