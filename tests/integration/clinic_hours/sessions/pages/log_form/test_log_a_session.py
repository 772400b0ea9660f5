"""Logging over HTTP: what is stored, where it redirects, and that one form makes one session."""

import uuid

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession, SessionEvent
from tests.factories.clinic import logged

pytestmark = pytest.mark.django_db


def test_a_submitted_form_creates_a_submitted_session_and_redirects_to_it(log, typed, rosa):
    response = log(typed)
    session = ClinicSession.objects.get()
    assert response.status_code == 303
    assert response.url == reverse("hours:session", args=[session.public_id])
    assert (session.status, session.minutes, session.clients) == ("submitted", 210, 5)
    assert session.supervisor == rosa
    assert session.provenance == ClinicSession.Provenance.TYPED


def test_save_draft_keeps_it_for_the_student_alone(log, typed):
    assert log(typed | {"action": "save"}).status_code == 303
    assert ClinicSession.objects.get().status == ClinicSession.Status.DRAFT


def test_without_an_action_nothing_is_submitted_for_sign_off(log, typed):
    del typed["action"]
    log(typed)
    assert ClinicSession.objects.get().status == ClinicSession.Status.DRAFT


def test_fields_that_no_form_offers_change_nothing(log, typed, mei):
    extra = {
        "status": "signed_off",
        "minutes": "9999",
        "version": "77",
        "student": str(mei.student.pk),
        "enrollment": str(mei.pk),
        "provenance": "attested",
    }
    assert log(typed | extra).status_code == 303
    session = ClinicSession.objects.get()
    assert (session.status, session.minutes, session.version) == ("submitted", 210, 1)
    assert session.student != mei.student
    assert session.provenance == ClinicSession.Provenance.TYPED


def test_a_double_click_makes_one_session_and_both_redirect_to_it(log, typed):
    typed["submission"] = str(uuid.uuid4())
    first, second = log(typed), log(typed)
    assert first.status_code == second.status_code == 303
    assert first.url == second.url
    assert ClinicSession.objects.count() == 1
    assert SessionEvent.objects.count() == 2


def test_going_back_and_resubmitting_with_other_times_is_refused_politely(log, typed):
    typed["submission"] = str(uuid.uuid4())
    log(typed)
    response = log(typed | {"end": "17:00"})
    assert response.status_code == 422
    assert "You already logged" in response.text
    assert ClinicSession.objects.get().minutes == 210


def test_a_form_whose_session_was_taken_back_redirects_to_the_draft(log, typed, student):
    typed["submission"] = str(uuid.uuid4())
    first = log(typed)
    assert "Sent to" in student.get(first.url).text
    student.post(f"{first.url}take-back/", {"version": "1"})
    again = log(typed)
    assert again.url == first.url
    page = student.get(again.url).text
    assert "Sent to" not in page
    assert "You already logged this session. Here is the latest version." in page
    assert ClinicSession.objects.get().status == ClinicSession.Status.DRAFT


def test_a_form_whose_session_was_discarded_creates_a_new_one(log, typed, student):
    typed["submission"] = str(uuid.uuid4())
    first = log(typed)
    student.post(f"{first.url}take-back/", {"version": "1"})
    student.post(f"{first.url}discard/", {"version": "2"})
    again = log(typed)
    assert again.status_code == 303
    assert again.url != first.url
    live = ClinicSession.objects.exclude(status=ClinicSession.Status.WITHDRAWN)
    assert live.get().status == ClinicSession.Status.SUBMITTED


def test_knowing_a_submission_id_gives_no_access_to_someone_elses_session(
    client, log, typed, mei, rosa
):
    typed["submission"] = str(logged(mei, rosa).public_id)
    response = log(typed)
    assert response.status_code == 303
    assert typed["submission"] not in response.url


def test_a_new_form_remembers_the_last_site_instructor_and_requirement(log, typed, student):
    log(typed)
    form = student.get(reverse("hours:session_new")).context["form"]
    assert form.initial["date"].isoformat() == "2026-11-16"
    remembered = {name: str(form.initial[name]) for name in ("site", "supervisor", "requirement")}
    assert remembered == {name: typed[name] for name in remembered}


def test_an_overnight_session_is_one_session_of_the_day_it_starts_on(log, typed):
    typed |= {"date": "2026-11-15", "start": "22:00", "end": "02:00", "overnight": "on"}
    assert log(typed).status_code == 303
    session = ClinicSession.objects.get()
    assert session.minutes == 240
    assert session.local_date.isoformat() == "2026-11-15"


def test_only_students_may_log(client, six_o_clock, rosa, typed):
    client.force_login(rosa.user)
    assert client.get(reverse("hours:session_new")).status_code == 403
    assert client.post(reverse("hours:session_new"), typed).status_code == 403
    assert not ClinicSession.objects.exists()
