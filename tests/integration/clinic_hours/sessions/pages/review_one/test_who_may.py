"""Who may return, sign off and void one session, and under which license."""

from html import unescape

import pytest
from django.urls import reverse

from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.ledger.services.altered import ALTERED
from clinic_hours.people.services.licenses import save_license
from clinic_hours.sessions.models import ClinicSession, HourEntry
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
)
from tests.factories.people import SuperuserFactory

from .forms import (
    STEPS,
    address,
    is_untouched,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", STEPS)
def test_an_outsider_gets_not_found(desk_of, session, mei, step):
    for person in (mei.student, SupervisorFactory().user, SuperuserFactory()):
        assert send(desk_of(person), step, session).status_code == 404
    assert is_untouched(session)


@pytest.mark.parametrize("step", STEPS)
def test_the_student_reviews_nothing_of_their_own(student, session, step):
    assert send(student, step, session).status_code == 403
    assert is_untouched(session)


@pytest.mark.parametrize("step", STEPS)
def test_the_auditor_reads_and_changes_nothing(desk_of, otis, session, step):
    assert send(desk_of(otis), step, session).status_code == 403
    assert is_untouched(session)


def test_the_auditor_does_not_void(desk_of, otis, done):
    assert send(desk_of(otis), "void", done).status_code == 403
    assert HourEntry.objects.count() == 1


@pytest.mark.parametrize("step", ["return", "sign_off"])
def test_the_coordinator_neither_returns_nor_signs_for_an_instructor(desk_of, cora, session, step):
    assert send(desk_of(cora), step, session).status_code == 403
    assert is_untouched(session)


def test_a_superuser_who_runs_the_office_signs_for_nobody(desk_of, session):
    admin = SuperuserFactory()
    OfficeRoleFactory(user=admin)
    assert send(desk_of(admin), "sign_off", session).status_code == 403
    assert is_untouched(session)


@pytest.fixture
def own(six_o_clock, rosa) -> ClinicSession:
    """A session of Rosa's own that names her as its supervisor by mistake."""
    session = logged(EnrollmentFactory(student=rosa.user), SupervisorFactory())
    ClinicSession.objects.filter(pk=session.pk).update(supervisor=rosa)
    return session


@pytest.mark.parametrize("step", STEPS)
def test_nobody_reviews_their_own_hours(instructor, own, step):
    assert send(instructor, step, own).status_code == 403
    assert is_untouched(own)


def test_a_coordinator_does_not_void_her_own_hours(desk_of, rosa, lucia, done):
    OfficeRoleFactory(user=lucia.student)
    assert send(desk_of(lucia.student), "void", done).status_code == 403
    assert HourEntry.objects.count() == 1


def test_a_license_that_was_not_current_on_the_day_cannot_sign(instructor, session, rosa):
    rosa.credentials.update(expires_on="2026-11-15")
    answer = send(instructor, "sign_off", session)
    assert answer.status_code == 422
    assert "license was not current on Nov 16, 2026" in answer.text
    assert is_untouched(session)


def test_a_license_that_is_not_in_the_log_cannot_sign(instructor, session, rosa):
    rosa.credentials.update(entry=None)
    answer = send(instructor, "sign_off", session)
    assert answer.status_code == 422
    assert sentence_of(ALTERED) in unescape(answer.text)
    assert is_untouched(session)


def test_a_license_is_current_through_its_last_day(instructor, session, rosa):
    license = rosa.credentials.get()
    license.expires_on = TODAY
    save_license(license, now=NOW)
    assert send(instructor, "sign_off", session).status_code == 303


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("rosa", {"return", "sign_off"}),
        ("lucia", set()),
        ("cora", set()),
        ("otis", set()),
    ],
)
def test_a_waiting_session_offers_each_person_only_allowed_steps(
    desk_of, session, rosa, lucia, cora, otis, who, offered
):
    person = {"rosa": rosa.user, "lucia": lucia.student, "cora": cora, "otis": otis}[who]
    page = desk_of(person).get(reverse("hours:session", args=[session.public_id])).text
    assert {step for step in STEPS if address(step, session) in page} == offered


@pytest.mark.parametrize(
    ("who", "offered"), [("rosa", True), ("cora", True), ("otis", False), ("lucia", False)]
)
def test_a_signed_session_offers_voiding_only_to_those_who_may(
    desk_of, done, rosa, lucia, cora, otis, who, offered
):
    person = {"rosa": rosa.user, "lucia": lucia.student, "cora": cora, "otis": otis}[who]
    page = desk_of(person).get(reverse("hours:session", args=[done.public_id])).text
    assert (address("void", done) in page) is offered
