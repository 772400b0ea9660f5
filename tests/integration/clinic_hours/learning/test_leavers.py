"""Graduates and leavers keep a desk to read: their record and transcripts, and nothing to log."""

import pytest
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.transcripts.documents.issuing import issue_transcript
from tests.factories.clinic import NOW, TODAY, logged, signed

pytestmark = pytest.mark.django_db
NEW = reverse("hours:session_new")
OVER = ["completed", "ended"]


@pytest.fixture
def draft(lucia, rosa, site) -> ClinicSession:
    signed(logged(lucia, rosa, start="08:00", end="09:00"))
    return logged(lucia, rosa, submit=False)


def leave(enrollment, status) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(status=status, ended_on=TODAY)


@pytest.mark.parametrize("status", OVER)
def test_the_desk_has_no_way_to_log_a_session(student, lucia, draft, status):
    leave(lucia, status)
    for address in ("/hours/", "/hours/sessions/", f"/hours/sessions/{draft.public_id}/"):
        page = student.get(address)
        assert page.status_code == 200
        assert f'href="{NEW}"' not in page.text
        assert reverse("hours:session_edit", args=[draft.public_id]) not in page.text
        assert reverse("hours:session_submit", args=[draft.public_id]) not in page.text


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("completed", "You have finished, so there are no more sessions to log."),
        ("ended", "Your enrollment has ended, so you can&#x27;t log sessions."),
        ("on_leave", "You are on leave, so you can&#x27;t log sessions now."),
    ],
)
def test_the_form_says_why_nothing_can_be_logged(student, lucia, status, sentence):
    leave(lucia, status)
    page = student.get(NEW, follow=True)
    assert page.redirect_chain == [("/hours/", 303)]
    assert sentence in page.text


def test_what_is_sent_anyway_is_refused_and_kept_in_the_form(student, lucia, typed):
    leave(lucia, "ended")
    answer = student.post(NEW, typed | {"action": "submit"})
    assert answer.status_code == 422
    assert not ClinicSession.objects.exists()


@pytest.mark.parametrize("status", [*OVER, "on_leave"])
@pytest.mark.parametrize("act", ["submit", "discard", "take-back"])
def test_what_was_logged_stays_as_it_was_left(student, lucia, rosa, site, act, status):
    """A session that is taken back now could not be sent again."""
    session = logged(lucia, rosa, submit=act == "take-back")
    page, before = f"/hours/sessions/{session.public_id}/", session.status
    leave(lucia, status)
    assert f'action="{page}{act}/"' not in student.get(page).text
    answer = student.post(f"{page}{act}/", {"version": session.version})
    assert answer.status_code == 422
    assert "Your enrollment isn&#x27;t active right now." in answer.text
    session.refresh_from_db()
    assert session.status == before


@pytest.mark.parametrize("status", OVER)
def test_record_and_transcripts_stay(student, lucia, cora, draft, status):
    issued = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    leave(lucia, status)
    for name in ("enrollment", "transcripts", "disclosures"):
        assert student.get(reverse(f"hours:{name}", args=[lucia.public_id])).status_code == 200
    file = reverse("hours:transcript_file", args=[issued.code, "csv"])
    assert student.get(file).status_code == 200


def test_an_instructor_who_left_has_no_desk_and_stays_in_what_was_signed(
    desk_of, student, lucia, rosa, draft
):
    type(rosa).objects.update(is_active=False)
    browser = desk_of(type(rosa.user).objects.get(pk=rosa.user.pk))
    assert browser.get(reverse("hours:queue")).status_code == 403
    record = reverse("hours:enrollment", args=[lucia.public_id])
    assert browser.get(record).status_code == 404
    kept = ClinicSession.objects.get(status="signed_off")
    assert "Rosa Castellanos" in student.get(f"/hours/sessions/{kept.public_id}/").text


def test_someone_who_was_deactivated_is_signed_out(desk_of, cora):
    browser = desk_of(cora)
    type(cora).objects.filter(pk=cora.pk).update(is_active=False)
    assert browser.get(reverse("hours:ledger")).status_code == 302
