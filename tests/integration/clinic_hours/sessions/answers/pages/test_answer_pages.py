"""The page of a session that awaits an answer: what each person reads and can do."""

import pytest
import time_machine

from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SignOff
from tests.factories.clinic import NOW, SupervisorFactory, logged
from tests.factories.people import PASSWORD

from ..steps import WEEK, corrected, disputed
from .forms import page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(six_o_clock, lucia, rosa) -> ClinicSession:
    return logged(lucia, rosa)


def test_a_correction_from_the_instructors_form_to_the_students_answer(instructor, own, waiting):
    typed = {"start": "13:00", "end": "15:30", "break_minutes": "10", "reason": "You left early."}
    assert send(instructor, "correct", waiting, **typed).status_code == 303
    text = page(own, waiting)
    assert "Rosa Castellanos corrected the times" in text
    assert "1:00–4:00 pm became <strong>1:00–3:30 pm with a break of 10 minutes</strong>" in text
    assert "You left early." in text
    assert "end from 4:00 pm to 3:30 pm" in text
    assert "Take it back" not in text
    assert send(own, "accept", waiting).status_code == 303
    assert "Sign this session" in page(instructor, waiting)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"end": "16:00"}, "These are the times that were logged."),
        ({"end": "12:00"}, "The end time is before the start time."),
        ({"end": "four"}, "Enter the time like 14:30"),
        ({"reason": ""}, "Tell the student why you are correcting the times."),
        ({"reason": "Mrs. Alvarez left."}, "This may identify a client"),
        ({"start": "08:00"}, "The student has 6.00 h left that day"),
    ],
)
def test_a_refused_correction_keeps_what_was_typed(typed, sentence, instructor, waiting):
    filled = {"start": "13:00", "end": "15:00", "break_minutes": "0", "reason": "Left."} | typed
    answer = send(instructor, "correct", waiting, **filled)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{filled["start"]}"' in answer.text
    assert filled["reason"] in answer.text


def test_the_instructor_waits_and_cannot_sign_meanwhile(instructor, six_o_clock, shortened):
    text = page(instructor, shortened)
    assert "Waiting for Lucía Ferrer to accept it." in text
    assert "Sign this session" not in text
    answer = send(instructor, "sign_off", shortened, agree="on", password=PASSWORD)
    assert answer.status_code == 409
    assert not SignOff.objects.exists()


def test_the_student_disputes_and_the_coordinator_reads_both_sides(
    own, office, instructor, six_o_clock, shortened
):
    assert send(own, "dispute", shortened, reason="I stayed until four.").status_code == 303
    text = page(office, shortened)
    assert "Lucía Ferrer disputes this session" in text
    for said in ("You left at three.", "I stayed until four.", "1:00–4:00 pm", "1:00–3:00 pm"):
        assert said in text
    assert "Go back to the times before the correction" in text
    for reader in (own, instructor):
        assert "The clinic office will decide" in page(reader, shortened)
    sent = send(office, "decide", shortened, decision="restore", reason="The sheet says four.")
    assert sent.status_code == 303
    shortened.refresh_from_db()
    assert (shortened.minutes, shortened.awaits) == (180, Awaits.NOBODY)
    assert "The times before the correction were restored." in page(own, shortened)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"decision": ""}, "Choose a decision."),
        ({"decision": "sign"}, "Select a valid choice"),
        ({"reason": ""}, "Enter the reason for your decision."),
    ],
)
def test_a_decision_needs_a_choice_and_a_reason(typed, sentence, office, six_o_clock, shortened):
    filled = {"decision": "keep", "reason": "The sheet says so."} | typed
    answer = send(office, "decide", disputed(shortened), **filled)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_office_has_no_form_while_the_student_can_answer(office, six_o_clock, shortened):
    assert "Choose a decision" not in page(office, shortened)
    answer = send(office, "decide", shortened, decision="keep", reason="No answer.")
    assert answer.status_code == 422
    assert "The student can answer until" in answer.text


def test_after_seven_days_the_office_decides(client, cora, lucia, rosa):
    session = corrected(logged(lucia, rosa))
    with time_machine.travel(NOW + WEEK, tick=False):
        client.force_login(cora)
        assert "hasn't answered in seven days" in page(client, session)
        sent = send(client, "decide", session, decision="return", reason="Please look again.")
        assert sent.status_code == 303
    session.refresh_from_db()
    assert session.status == State.RETURNED


def test_the_coordinator_reassigns_to_someone_licensed_that_day(office, instructor, waiting):
    theo = SupervisorFactory(user__display_name="Theo Lindqvist")
    unlicensed = SupervisorFactory(credential=None)
    text = page(office, waiting)
    assert "Theo Lindqvist, LMT" in text
    assert "All waiting sessions" in text
    assert str(unlicensed) not in text
    assert send(office, "reassign", waiting, supervisor=theo.pk).status_code == 303
    waiting.refresh_from_db()
    assert waiting.supervisor == theo
    refused = send(office, "reassign", waiting, supervisor=unlicensed.pk)
    assert refused.status_code == 422
    assert "can&#x27;t sign sessions of that day" in refused.text


def test_the_history_names_both_instructors_of_a_reassignment(own, office, waiting):
    theo = SupervisorFactory(user__display_name="Theo Lindqvist")
    send(office, "reassign", waiting, supervisor=theo.pk)
    said = "instructor from Rosa Castellanos, LMT to Theo Lindqvist, LMT"
    assert said in page(own, waiting)


def test_the_instructor_before_is_told_that_it_was_reassigned(instructor, office, waiting):
    theo = SupervisorFactory()
    send(office, "reassign", waiting, supervisor=theo.pk)
    for answer in (
        instructor.get(f"/hours/sessions/{waiting.public_id}/"),
        send(instructor, "sign_off", waiting, agree="on", password=PASSWORD),
    ):
        assert answer.status_code == 409
        assert "The clinic office reassigned this session" in answer.text
    many = {"session": f"{waiting.public_id}:1", "agree": "on", "password": PASSWORD}
    assert instructor.post("/hours/queue/sign-off/", many).status_code == 409


def test_the_coordinator_reminds_once_a_day(office, waiting):
    assert send(office, "remind", waiting).status_code == 303
    text = page(office, waiting)
    assert "already reminded of this session today" in text
    assert "Send a reminder" not in text
    assert send(office, "remind", waiting).status_code == 422


def test_remarks_stand_beside_the_fields_that_they_are_about(instructor, own, waiting):
    typed = {"reason": "Two things.", "field:date": "It was Sunday.", "field:note": "Say more."}
    assert send(instructor, "return", waiting, **typed).status_code == 303
    assert "It was Sunday." in page(own, waiting)
    form = own.get(f"/hours/sessions/{waiting.public_id}/edit/").text
    for remark in ("It was Sunday.", "Say more."):
        assert f'<p class="field__remark">{remark}</p>' in form


def test_the_student_answers_a_return(instructor, own, waiting, typed):
    send(instructor, "return", waiting, reason="Was it four hours?")
    waiting.refresh_from_db()
    form = typed | {"version": waiting.version, "answer": "Mrs. Alvarez stayed."}
    address = f"/hours/sessions/{waiting.public_id}/edit/"
    asked = own.post(address, form)
    assert asked.status_code == 422
    assert "This may identify a client: “Mrs. Alvarez”" in asked.text
    assert own.post(address, form | {"answer": "Three and a half."}).status_code == 303
    assert "Three and a half." in page(instructor, waiting)


def test_a_remark_that_may_name_a_client_is_asked_about(instructor, waiting):
    typed = {"reason": "One thing.", "field:note": "Mrs. Alvarez came twice."}
    answer = send(instructor, "return", waiting, **typed)
    assert answer.status_code == 422
    assert "This may identify a client: “Mrs. Alvarez”" in answer.text
    assert send(instructor, "return", waiting, **typed, names_no_client="on").status_code == 303


def test_the_list_of_sessions_says_whose_answer_each_waits_for(own, six_o_clock, shortened):
    assert "Waiting for the student&#x27;s answer" in own.get("/hours/sessions/").text
