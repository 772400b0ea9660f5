"""Reviewing one session over HTTP: return, sign off, void; what is refused, and what stays."""

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import (
    Balance,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.sessions.services.sessions import edit_session, take_back_session
from tests.factories.clinic import SupervisorFactory, facts, logged
from tests.factories.people import PASSWORD

from .forms import (
    STEPS,
    address,
    is_untouched,
    send,
)

pytestmark = pytest.mark.django_db


def test_a_return_gives_the_student_the_reason_and_the_session(instructor, student, session):
    assert send(instructor, "return", session).status_code == 303
    session.refresh_from_db()
    assert session.status == "returned"
    assert SessionEvent.objects.get(kind="returned").reason_text == "You left at five."
    assert "You left at five." in student.get(reverse("hours:home")).text


def test_a_sign_off_makes_the_hours_count_and_redirects_to_the_record(
    instructor, session, lucia, rosa
):
    answer = send(instructor, "sign_off", session)
    assert answer.status_code == 303
    assert Balance.objects.get(enrollment=lucia).minutes == 180
    record = instructor.get(answer.url).text
    assert "Signed. The hours now count." in record
    assert rosa.credentials.get().number in record
    assert "I supervised these sessions in person and the hours are true." in record


def test_a_void_posts_a_reversal_and_erases_nothing(desk_of, cora, done, lucia):
    assert send(desk_of(cora), "void", done, reason="Logged twice.").status_code == 303
    assert [entry.minutes for entry in HourEntry.objects.all()] == [180, -180]
    assert Balance.objects.get(enrollment=lucia).minutes == 0
    assert SignOff.objects.filter(session=done).exists()
    record = desk_of(lucia.student).get(reverse("hours:session", args=[done.public_id])).text
    assert "Voided" in record
    assert "Logged twice." in record


def test_the_instructor_who_signed_may_also_void(instructor, done):
    assert send(instructor, "void", done).status_code == 303


@pytest.mark.parametrize("step", STEPS)
def test_visiting_the_page_takes_no_step(instructor, session, step):
    assert instructor.get(address(step, session)).status_code == 405
    assert is_untouched(session)


@pytest.mark.parametrize(
    ("step", "change", "sentence"),
    [
        ("return", {"reason": ""}, "Tell the student what to correct"),
        ("return", {"reason": "   "}, "Tell the student what to correct"),
        ("return", {"reason": "x" * 1001}, "up to 1000 characters"),
        ("return", {"reason": "Too late\x00"}, "a character that cannot be saved (NUL)"),
        ("return", {"version": ""}, "tell which version"),
        ("return", {"version": "two"}, "tell which version"),
        ("sign_off", {"agree": ""}, "Check the box to agree"),
        ("sign_off", {"password": ""}, "Enter your password"),
        ("sign_off", {"password": "guess"}, "That password is incorrect. Nothing was signed."),
        ("sign_off", {"password": PASSWORD.upper()}, "That password is incorrect."),
        ("sign_off", {"version": ""}, "tell which version"),
    ],
)
def test_a_missing_or_wrong_field_is_explained_on_the_sessions_page(
    instructor, session, step, change, sentence
):
    answer = send(instructor, step, session, **change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'data-testid="session-status"' in answer.text
    assert is_untouched(session)


def test_a_reason_with_a_broken_character_is_never_an_error(instructor, session):
    answer = instructor.post(
        address("return", session),
        "version=1&reason=Too+late%ED%A0%80",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in (303, 422)
    assert "\ud800" not in SessionEvent.objects.latest("pk").reason_text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Enter a reason"),
        ({"password": ""}, "Enter your password"),
        ({"password": "guess"}, "That password is incorrect."),
    ],
)
def test_a_void_without_reason_or_proof_is_refused(desk_of, cora, done, change, sentence):
    answer = send(desk_of(cora), "void", done, **change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert is_untouched(done)
    assert HourEntry.objects.count() == 1


@pytest.mark.parametrize("step", ["return", "sign_off"])
def test_a_stale_page_gets_the_current_record(instructor, session, lucia, step):
    take_back_session(actor=lucia.student, session=session, version=1)
    answer = send(instructor, step, session)
    assert answer.status_code == 409
    assert "Taken back by the student" in answer.text
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("submit", [False, True])
def test_an_instructor_is_told_even_if_another_one_is_named_now(instructor, session, lucia, submit):
    page = reverse("hours:session", args=[session.public_id])
    draft = take_back_session(actor=lucia.student, session=session, version=1)
    changed = facts(lucia, SupervisorFactory())
    edit_session(actor=lucia.student, session=draft, version=2, facts=changed, submit=submit)
    for answer in (instructor.get(page), send(instructor, "sign_off", session)):
        assert answer.status_code == 409
        assert "The student took this session back" in answer.text
        assert "Ferrer" not in answer.text


def test_an_instructor_who_opens_a_withdrawn_session_is_told_so_without_details(
    instructor, session, lucia, desk_of
):
    page = reverse("hours:session", args=[session.public_id])
    take_back_session(actor=lucia.student, session=session, version=1)
    answer = instructor.get(page)
    assert answer.status_code == 409
    assert "The student took this session back" in answer.text
    assert "Ferrer" not in answer.text
    assert reverse("hours:queue") in answer.text
    assert desk_of(SupervisorFactory().user).get(page).status_code == 404


def test_a_draft_that_was_never_submitted_is_not_mentioned(instructor, lucia, rosa):
    draft = logged(lucia, rosa, submit=False)
    page = reverse("hours:session", args=[draft.public_id])
    assert instructor.get(page).status_code == 404


def test_a_second_click_does_not_sign_twice(instructor, session):
    send(instructor, "sign_off", session)
    assert send(instructor, "sign_off", session).status_code == 409
    assert HourEntry.objects.count() == 1


def test_a_second_void_does_not_reverse_twice(desk_of, cora, done):
    send(desk_of(cora), "void", done)
    assert send(desk_of(cora), "void", done).status_code == 409
    done.refresh_from_db()
    assert send(desk_of(cora), "void", done).status_code == 409
    assert HourEntry.objects.count() == 2


def test_a_future_version_is_also_stale(instructor, session):
    assert send(instructor, "sign_off", session, version="7").status_code == 409
    assert send(instructor, "sign_off", session, version="9" * 30).status_code == 409
    assert is_untouched(session)


@pytest.mark.parametrize("step", ["return", "void"])
def test_signed_hours_cannot_be_returned_nor_waiting_ones_voided(
    instructor, session, done, lucia, rosa, step
):
    waiting = logged(lucia, rosa, start="08:00", end="09:00")
    wrong = done if step == "return" else waiting
    assert send(instructor, step, wrong).status_code == 409
    assert is_untouched(wrong)
