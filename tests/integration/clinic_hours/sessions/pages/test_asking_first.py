"""Text that may name a client comes back quoted, with a checkbox, before anything is sent."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from clinic_hours.transcripts.documents.issuing import issue_transcript
from tests.factories.clinic import TODAY, credited, logged, signed
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
TELLING = {"note": "Mrs. Alvarez, lower back. JS, born 1984."}
ASKED = escape("This may identify a client: “Mrs. Alvarez”, “JS, born 1984”.")
BOX = 'name="names_no_client"'
CONFIRMED = {"names_no_client": "on"}


def test_the_log_form_comes_back_with_the_passages_and_everything_typed(log, typed):
    answer = log(typed | TELLING)
    assert answer.status_code == 422
    assert not ClinicSession.objects.exists()
    assert ASKED in answer.text
    assert BOX in answer.text
    assert TELLING["note"] in answer.text
    assert 'value="17:30"' in answer.text
    assert BOX not in log(typed | {"end": "13:00"}).text


def test_a_corrected_note_goes_through_and_so_does_a_confirmed_one(log, typed):
    assert log(typed | {"note": "Client 4471, lower back."}).status_code == 303
    earlier = {"start": "10:00", "end": "11:00", "clients": "1"}
    assert log(typed | TELLING | earlier | CONFIRMED).status_code == 303
    plain, confirmed = ClinicSession.objects.order_by("pk")
    assert plain.findings == []
    (finding,) = confirmed.findings
    assert finding["params"] == {"kinds": ["name", "initials"], "confirmed": True}


def test_the_box_stays_checked_while_something_else_is_corrected(log, typed):
    answer = log(typed | TELLING | CONFIRMED | {"end": "13:00"})
    assert answer.status_code == 422
    (box,) = re.findall(rf"<input[^>]*{BOX}[^>]*>", answer.text)
    assert " checked" in box


def test_a_draft_is_saved_and_asks_when_submitted(log, typed, student):
    address = log(typed | TELLING | {"action": "save"}).url
    session = ClinicSession.objects.get()
    assert "Note may name a client" in student.get(address).text
    submit = reverse("hours:session_submit", args=[session.public_id])
    answer = student.post(submit, {"version": "1"})
    assert answer.status_code == 422
    assert ASKED in answer.text
    assert BOX in answer.text
    assert f"{reverse('hours:session_edit', args=[session.public_id])}#id_note" in answer.text
    assert not SessionEvent.objects.filter(kind="submitted").exists()
    assert student.post(submit, {"version": "1"} | CONFIRMED).status_code == 303
    session.refresh_from_db()
    assert session.status == "submitted"


def test_a_correction_also_asks(student, typed, lucia, rosa, site):
    draft = logged(lucia, rosa, submit=False)
    edit = reverse("hours:session_edit", args=[draft.public_id])
    answer = student.post(edit, typed | TELLING | {"version": "1"})
    assert (answer.status_code, ASKED in answer.text) == (422, True)
    assert student.post(edit, typed | TELLING | CONFIRMED | {"version": "1"}).status_code == 303


def test_the_instructor_reads_that_it_was_confirmed(log, typed, instructor):
    address = log(typed | TELLING | CONFIRMED).url
    assert "The student confirmed that no client is named." in instructor.get(address).text


def test_it_asks_in_spanish(log, typed, student):
    student.post(reverse("set_language"), {"language": "es"})
    page = log(typed | {"note": "Sra. Gómez, cuello"}).text
    assert "“Sra. Gómez”" in page
    assert "no se nombra a ningún cliente" in page


REASON = "Mrs. Alvarez left early."
REASON_ASKED = escape("This may identify a client: “Mrs. Alvarez”.")


def asks_once(browser, address: str, data: dict[str, str]) -> None:
    """Send a text that names a client, and assert that it is asked about once and then accepted."""
    before = (SessionEvent.objects.count(), HourEntry.objects.count())
    answer = browser.post(address, data)
    assert answer.status_code == 422
    assert REASON_ASKED in answer.text
    assert BOX in answer.text
    assert REASON in answer.text
    assert (SessionEvent.objects.count(), HourEntry.objects.count()) == before
    assert browser.post(address, data | CONFIRMED).status_code == 303


def test_a_return_asks(instructor, lucia, rosa):
    session = logged(lucia, rosa)
    address = reverse("hours:session_return", args=[session.public_id])
    asks_once(instructor, address, {"version": "1", "reason": REASON})


def test_a_void_asks(desk_of, lucia, rosa, cora):
    session = logged(lucia, rosa)
    signed(session)
    address = reverse("hours:session_void", args=[session.public_id])
    asks_once(desk_of(cora), address, {"version": "2", "reason": REASON, "password": PASSWORD})


def test_taking_back_transfer_hours_asks(desk_of, lucia, cora):
    entry = credited(cora, lucia)
    address = reverse("hours:credit_reverse", args=[entry.seq])
    asks_once(desk_of(cora), address, {"reason": REASON, "password": PASSWORD})


def test_posting_hours_from_a_document_asks(desk_of, lucia, cora):
    data = {
        "kind": "transfer",
        "requirement": str(lucia.requirement_set.requirements.get().pk),
        "hours": "10",
        "clients": "2",
        "date": TODAY.isoformat(),
        "document": REASON,
        "agree": "on",
        "password": PASSWORD,
    }
    asks_once(desk_of(cora), reverse("hours:credit_new", args=[lucia.public_id]), data)


def test_revoking_a_transcript_asks(desk_of, lucia, cora):
    transcript = issue_transcript(actor=cora, enrollment=lucia)
    address = reverse("hours:transcript_revoke", args=[transcript.code])
    asks_once(desk_of(cora), address, {"reason": REASON})


def test_a_reason_may_name_the_student_and_the_instructor(instructor, lucia, rosa):
    session = logged(lucia, rosa)
    address = reverse("hours:session_return", args=[session.public_id])
    reason = "Ms. Ferrer, ask Ms. Castellanos."
    assert instructor.post(address, {"version": "1", "reason": reason}).status_code == 303
