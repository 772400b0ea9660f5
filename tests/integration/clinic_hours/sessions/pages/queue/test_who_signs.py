"""Who signs the waiting sessions, and under which license."""

from datetime import date, timedelta

import pytest

from clinic_hours.people.models import Credential
from clinic_hours.people.services.licenses import save_license
from clinic_hours.sessions.models import ClinicSession, SignOff
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    local,
    logged,
)
from tests.factories.people import SuperuserFactory

from .rows import (
    QUEUE,
    SIGN,
    nothing_is_signed,
    ticked,
)

pytestmark = pytest.mark.django_db


def test_nobody_can_sign_their_own_hours_in_a_batch(desk_of, rosa, waiting):
    own = EnrollmentFactory(student=rosa.user)
    theirs = logged(own, SupervisorFactory(), start="15:00", end="16:00")
    # As if the office had named her as her own supervisor by mistake.
    ClinicSession.objects.filter(pk=theirs.pk).update(supervisor=rosa)
    browser = desk_of(rosa.user)
    assert browser.post(SIGN, ticked(waiting[0], theirs)).status_code == 404
    assert nothing_is_signed()


def test_neither_the_office_nor_a_superuser_signs_for_an_instructor(desk_of, waiting, cora, otis):
    for person in (cora, otis, SuperuserFactory()):
        assert desk_of(person).post(SIGN, ticked(*waiting)).status_code == 403
    assert nothing_is_signed()


def test_a_coordinator_who_also_teaches_signs_only_what_names_her(desk_of, waiting):
    cora = SupervisorFactory()
    OfficeRoleFactory(user=cora.user)
    assert desk_of(cora.user).post(SIGN, ticked(*waiting)).status_code == 404
    assert nothing_is_signed()


def test_a_former_instructor_signs_nothing(instructor, waiting, rosa):
    rosa.is_active = False
    rosa.save()
    assert instructor.post(SIGN, ticked(*waiting)).status_code == 403
    assert nothing_is_signed()


@pytest.fixture
def lapsed(waiting, rosa) -> Credential:
    """Rosa's license, expired yesterday: today's sessions are after it."""
    credential = rosa.credentials.get()
    credential.expires_on = TODAY - timedelta(days=1)
    return save_license(credential, now=NOW)


def test_the_queue_explains_a_license_that_has_lapsed(instructor, lapsed):
    page = instructor.get(QUEUE).text
    assert "Your license on record has expired" in page
    assert "It was current until Nov 15, 2026." in page


def test_a_session_after_the_license_expired_is_refused_with_its_day(instructor, lapsed, waiting):
    answer = instructor.post(SIGN, ticked(*waiting))
    assert answer.status_code == 422
    assert "license was not current on Nov 16, 2026" in answer.text
    assert nothing_is_signed()


def test_a_session_from_before_the_license_expired_can_still_be_signed(
    instructor, lapsed, waiting, rosa
):
    day = TODAY - timedelta(days=3)
    earlier = waiting[0]
    ClinicSession.objects.filter(pk=earlier.pk).update(
        local_date=day, starts_at=local(day, "08:00"), ends_at=local(day, "11:30")
    )
    assert instructor.post(SIGN, ticked(earlier)).status_code == 303
    assert SignOff.objects.get().credential_expires_on == date(2026, 11, 15)


def test_an_instructor_without_a_license_is_told_who_to_ask(desk_of, waiting):
    theo = SupervisorFactory(credential=None)
    page = desk_of(theo.user).get(QUEUE).text
    assert "Ask the clinic office to add it" in page
