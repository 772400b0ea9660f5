"""Correcting, submitting, taking back, discarding: one's own, in the right state and version."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.services.sessions import return_session, submit_session
from tests.factories.clinic import logged, signed
from tests.integration.unsent_forms.forms import hidden

pytestmark = pytest.mark.django_db

STEPS = [
    "session_edit",
    "session_submit",
    "session_take_back",
    "session_withdraw",
    "session_discard",
]
CHANGED = "This session changed after you opened the page"
MOVED_ON = "the session has changed"


@pytest.fixture
def draft(six_o_clock, lucia, rosa, site):
    return logged(lucia, rosa, submit=False, start="14:00", end="17:30")


def send(client, name: str, session: ClinicSession, **data):
    return client.post(reverse(f"hours:{name}", args=[session.public_id]), data)


def state_of(session: ClinicSession) -> tuple[str, int]:
    session.refresh_from_db()
    return session.status, session.version


def test_a_draft_is_corrected_and_the_history_shows_what_changed(student, draft, typed):
    page = student.get(reverse("hours:session_edit", args=[draft.public_id]))
    assert 'value="17:30"' in page.text
    response = send(student, "session_edit", draft, **typed | {"end": "17:00", "version": "1"})
    assert response.status_code == 303
    assert state_of(draft) == ("submitted", 2)
    told = student.get(response.url).text
    assert escape("end from 5:30 pm to 5:00 pm") in told
    assert "hours from 3.50 to 3.00" in told


def test_a_returned_session_is_corrected_and_resubmitted(student, lucia, rosa, draft, typed):
    submitted = submit_session(actor=lucia.student, session=draft, version=1)
    returned = return_session(
        actor=rosa.user, session=submitted, version=2, reason="You left at five."
    )
    overview = student.get(reverse("hours:home")).text
    assert "You left at five." in overview
    assert "Correct and resubmit" in overview
    form = student.get(reverse("hours:session_edit", args=[returned.public_id])).text
    assert "You left at five." in form
    assert "Typed in by the student" in form
    send(student, "session_edit", returned, **typed | {"end": "17:00", "version": "3"})
    assert state_of(draft) == ("submitted", 4)


def test_a_stale_page_gets_the_current_record_and_saves_nothing(student, draft, typed):
    send(student, "session_edit", draft, **typed | {"version": "1", "action": "save"})
    response = send(student, "session_edit", draft, **typed | {"version": "1", "end": "15:00"})
    assert response.status_code == 409
    assert CHANGED in response.text
    draft.refresh_from_db()
    assert draft.minutes == 210


def test_what_was_typed_on_a_stale_page_can_be_sent_again(student, draft, typed):
    send(student, "session_edit", draft, **typed | {"version": "1", "action": "save"})
    page = send(student, "session_edit", draft, **typed | {"version": "1", "end": "15:00"}).text
    assert 'value="15:00"' in page
    assert 'name="version" value="2"' in page


def test_what_was_typed_for_a_submitted_session_is_in_the_form_once_it_was_taken_back(
    student, draft, typed
):
    address = reverse("hours:session_edit", args=[draft.public_id])
    fields = hidden(student.get(address).text, address)
    send(student, "session_submit", draft, version="1")
    late = fields | typed | {"end": "15:00"}
    assert send(student, "session_edit", draft, **late).status_code == 409
    send(student, "session_take_back", draft, version="2")
    assert 'value="15:00"' in student.get(address).text


@pytest.mark.parametrize("version", ["0", "2", "999999999999", "-1"])
@pytest.mark.parametrize("name", ["session_submit", "session_withdraw", "session_discard"])
def test_a_step_on_another_version_is_a_conflict(student, draft, name, version):
    response = send(student, name, draft, version=version)
    assert response.status_code == 409
    assert CHANGED in response.text
    assert state_of(draft) == ("draft", 1)


@pytest.mark.parametrize("version", ["", "one", "1\x00"])
@pytest.mark.parametrize(
    ("name", "status"),
    [("session_submit", 422), ("session_withdraw", 409), ("session_discard", 422)],
)
def test_a_step_without_a_version_is_refused(student, draft, name, status, version):
    assert send(student, name, draft, version=version).status_code == status
    assert state_of(draft) == ("draft", 1)


def test_a_second_click_on_submit_says_that_it_has_changed(student, draft):
    assert send(student, "session_submit", draft, version="1").status_code == 303
    response = send(student, "session_submit", draft, version="1")
    assert response.status_code == 409
    assert SessionEvent.objects.filter(kind=SessionEvent.Kind.SUBMITTED).count() == 1


def test_discarding_keeps_the_history_and_frees_the_time(student, draft, log, typed):
    response = send(student, "session_discard", draft, version="1")
    assert response.status_code == 303
    assert state_of(draft) == ("withdrawn", 2)
    assert "Discarded" in student.get(response.url).text
    assert log(typed).status_code == 303


@pytest.mark.parametrize("name", ["session_take_back", "session_withdraw"])
def test_a_session_is_taken_back_at_either_address_and_submitted_again(
    student, log, typed, name, instructor
):
    record = log(typed).url
    session = ClinicSession.objects.get()
    page = student.get(record).text
    assert "Take it back" in page
    assert "Discard" not in page
    assert send(student, name, session, version="1").status_code == 303
    assert state_of(session) == ("draft", 2)
    assert "Nothing waits for you" in instructor.get(reverse("hours:queue")).text
    page = student.get(record).text
    assert "Taken back" in page
    assert "Discard" in page
    assert "Take it back" not in page
    form = student.get(reverse("hours:session_edit", args=[session.public_id])).text
    assert 'value="17:30"' in form
    assert "Lower back and neck." in form
    send(student, "session_edit", session, **typed | {"end": "17:00", "version": "2"})
    assert state_of(session) == ("submitted", 3)


def test_a_draft_that_was_returned_before_still_says_why(student, lucia, rosa, draft):
    submitted = submit_session(actor=lucia.student, session=draft, version=1)
    return_session(actor=rosa.user, session=submitted, version=2, reason="You left at five.")
    submit_session(actor=lucia.student, session=draft, version=3)
    send(student, "session_take_back", draft, version="4")
    assert state_of(draft) == ("draft", 5)
    form = student.get(reverse("hours:session_edit", args=[draft.public_id])).text
    assert "You left at five." in form


@pytest.mark.parametrize("name", STEPS)
def test_a_signed_session_can_be_neither_corrected_nor_taken_back(
    student, lucia, rosa, site, typed, name
):
    session = logged(lucia, rosa)
    signed(session)
    response = send(student, name, session, **typed | {"version": "2"})
    assert response.status_code == 409
    assert MOVED_ON in response.text
    assert state_of(session) == ("signed_off", 2)


def test_the_edit_page_of_a_submitted_session_says_why_not(student, lucia, rosa, site):
    session = logged(lucia, rosa)
    response = student.get(reverse("hours:session_edit", args=[session.public_id]))
    assert response.status_code == 409
    assert MOVED_ON in response.text


@pytest.mark.parametrize("name", STEPS)
def test_someone_elses_session_and_a_missing_one_look_the_same(
    client, six_o_clock, mei, draft, typed, name
):
    client.force_login(mei.student)
    missing = "00000000-0000-4000-8000-000000000000"
    answers = [
        client.post(reverse(f"hours:{name}", args=[public_id]), typed | {"version": "1"})
        for public_id in (draft.public_id, missing)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert state_of(draft) == ("draft", 1)


def test_the_instructor_may_read_but_not_correct(client, six_o_clock, rosa, lucia, site, typed):
    session = logged(lucia, rosa)
    client.force_login(rosa.user)
    assert client.get(reverse("hours:session", args=[session.public_id])).status_code == 200
    for name in STEPS:
        assert send(client, name, session, **typed | {"version": "1"}).status_code == 403
    assert state_of(session) == ("submitted", 1)


@pytest.mark.parametrize("name", STEPS[1:])
def test_a_step_is_never_taken_by_following_a_link(student, draft, name):
    address = reverse(f"hours:{name}", args=[draft.public_id])
    assert student.get(address).status_code == 405
    assert state_of(draft) == ("draft", 1)


def test_submitting_an_old_draft_checks_the_rules_again(student, draft):
    Enrollment.objects.update(status=Enrollment.Status.ON_LEAVE)
    response = send(student, "session_submit", draft, version="1")
    assert response.status_code == 422
    assert escape("Your enrollment isn't active right now.") in response.text
    assert state_of(draft) == ("draft", 1)
