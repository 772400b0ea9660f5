"""If a lock is held too long, nothing is written and the typed text comes back with a message."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Disclosure, Transcript
from home.core.views.busy import TRY_AGAIN
from tests.factories.clinic import credited, logged, signed
from tests.factories.people import PASSWORD
from tests.integration.clinic_hours.sessions.pages.review_one.forms import is_untouched, send
from tests.locks import held

pytestmark = pytest.mark.django_db(transaction=True)

SESSIONS, ENROLLMENTS = "clinic_hours_sessions_clinicsession", "clinic_hours_people_enrollment"
HEAD = "clinic_hours_ledger_ledgerhead"


def assert_kept(answer, *typed: str) -> None:
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert str(TRY_AGAIN) in answer.text
    for words in typed:
        assert words in answer.text


def test_a_session_that_could_not_be_logged_is_still_in_its_form(student, typed):
    address = reverse("hours:session_new")
    student.get(address)
    with held(ENROLLMENTS):
        answer = student.post(address, typed)
    assert_kept(answer, "Lower back and neck.", 'value="14:00"', 'value="17:30"')
    assert not ClinicSession.objects.exists()
    assert student.post(address, typed).status_code == 303


def test_a_corrected_session_is_still_in_its_form(student, typed, lucia, rosa):
    session = logged(lucia, rosa, submit=False)
    address = reverse("hours:session_edit", args=[session.public_id])
    changed = typed | {"version": str(session.version), "note": "Feet, and a long talk."}
    with held(ENROLLMENTS):
        answer = student.post(address, changed)
    assert_kept(answer, "Feet, and a long talk.")
    assert is_untouched(session)


def test_a_session_that_could_not_be_submitted_says_so(student, lucia, rosa):
    session = logged(lucia, rosa, submit=False)
    address = reverse("hours:session_submit", args=[session.public_id])
    with held(ENROLLMENTS):
        answer = student.post(address, {"version": session.version})
    assert_kept(answer)
    assert is_untouched(session)


@pytest.mark.parametrize("step", ["return", "void"])
def test_a_typed_reason_comes_back(instructor, lucia, rosa, step):
    session = logged(lucia, rosa)
    if step == "void":
        signed(session)
        session.refresh_from_db()
    events = SessionEvent.objects.count()
    with held(SESSIONS):
        answer = send(instructor, step, session, reason="You left at five.")
    assert_kept(answer, "You left at five.")
    assert is_untouched(session)
    assert SessionEvent.objects.count() == events


def test_a_sign_off_writes_all_or_nothing(instructor, lucia, rosa):
    session = logged(lucia, rosa)
    with held(HEAD):
        answer = send(instructor, "sign_off", session)
    assert_kept(answer)
    assert is_untouched(session)
    assert not HourEntry.objects.exists()


def test_the_queue_keeps_the_checked_rows(instructor, lucia, rosa):
    session = logged(lucia, rosa)
    row = f"{session.public_id}:{session.version}"
    sent = {"session": [row], "agree": "on", "password": PASSWORD}
    with held(HEAD):
        answer = instructor.post(reverse("hours:queue_sign_off"), sent)
    assert_kept(answer, "checked")
    assert is_untouched(session)


def test_transfer_hours_come_back_in_their_form(desk_of, cora, lucia):
    office = desk_of(cora)
    typed = {
        "kind": "transfer",
        "requirement": lucia.requirement_set.requirements.get().pk,
        "hours": "10",
        "clients": "4",
        "date": "2026-05-02",
        "document": "Transcript of Coral College",
        "agree": "on",
        "password": PASSWORD,
    }
    with held(HEAD):
        answer = office.post(reverse("hours:credit_new", args=[lucia.public_id]), typed)
    assert_kept(answer, "Transcript of Coral College")
    assert not HourEntry.objects.exists()


def test_taking_back_transfer_hours_keeps_the_reason(desk_of, cora, lucia):
    office, entry = desk_of(cora), credited(cora, lucia)
    sent = {"reason": "Counted twice.", "agree": "on", "password": PASSWORD}
    with held(HEAD):
        answer = office.post(reverse("hours:credit_reverse", args=[entry.seq]), sent)
    assert_kept(answer, "Counted twice.")
    assert HourEntry.objects.count() == 1


def test_a_transcript_is_issued_completely_or_not_at_all(desk_of, cora, lucia, rosa):
    signed(logged(lucia, rosa))
    office = desk_of(cora)
    with held(HEAD):
        answer = office.post(reverse("hours:transcripts", args=[lucia.public_id]), {"after": 0})
    assert_kept(answer)
    assert not Transcript.objects.exists()
    assert not Disclosure.objects.exists()


def test_revoking_a_transcript_keeps_the_reason(desk_of, cora, lucia, rosa):
    signed(logged(lucia, rosa))
    transcript, office = issue_transcript(actor=cora, enrollment=lucia), desk_of(cora)
    address = reverse("hours:transcript_revoke", args=[transcript.code])
    with held("clinic_hours_transcripts_revocation"):
        answer = office.post(address, {"reason": "A name is wrong."})
    assert_kept(answer, "A name is wrong.")


def test_a_signature_is_not_reported_lost_if_its_page_could_not_be_finished(
    instructor, lucia, rosa, settings
):
    session = logged(lucia, rosa)
    instructor.raise_request_exception = False
    settings.SESSION_SAVE_EVERY_REQUEST = True  # as when the password's hash is upgraded
    with connection.execute_wrapper(no_writing_of_sessions):
        answer = send(instructor, "sign_off", session)
    assert HourEntry.objects.count() == 1
    assert answer.status_code == 503
    assert "may not have been saved" in answer.text


def no_writing_of_sessions(execute, sql, params, many, context):
    if "django_session" in sql and not sql.startswith("SELECT"):
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)
