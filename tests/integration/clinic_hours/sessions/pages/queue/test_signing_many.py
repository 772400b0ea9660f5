"""Signing many at once: all checked sessions, or none."""

import uuid
from datetime import timedelta

import pytest

from clinic_hours.sessions.models import HourEntry, SignOff
from clinic_hours.sessions.services.sessions import edit_session, take_back_session
from tests.factories.clinic import NOW, TODAY, SupervisorFactory, facts, logged
from tests.integration.clinic_hours.sessions.answers.steps import corrected, decided, disputed

from .rows import (
    QUEUE,
    SIGN,
    nothing_is_signed,
    ticked,
    value,
)

pytestmark = pytest.mark.django_db


def test_all_checked_sessions_are_signed_with_one_password(instructor, waiting):
    answer = instructor.post(SIGN, ticked(*waiting))
    assert (answer.status_code, answer.url) == (303, QUEUE)
    assert [entry.minutes for entry in HourEntry.objects.all()] == [210, 180, 120]
    assert "3 sessions signed: 8.50 hours." in instructor.get(QUEUE).text


def test_unchecked_sessions_keep_waiting(instructor, waiting):
    instructor.post(SIGN, ticked(waiting[1]))
    assert SignOff.objects.get().session == waiting[1]
    assert instructor.get(QUEUE).text.count('data-testid="queue-row"') == 2


def test_the_signature_records_who_how_and_which_statement(instructor, waiting, rosa):
    instructor.post(SIGN, ticked(waiting[0]))
    sign_off = SignOff.objects.get()
    assert sign_off.signer == rosa.user
    assert sign_off.printed_name == "Rosa Castellanos, LMT"
    assert sign_off.authentication_method == "password"
    assert sign_off.authenticated_at == sign_off.signed_at == NOW
    assert sign_off.statement_text.startswith("I supervised these sessions in person")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"session": []}, "Select the sessions you want to sign."),
        ({"agree": ""}, "Check the box to agree to the statement."),
        ({"password": ""}, "Enter your password. We ask for it every time you sign."),
        ({"password": "guess"}, "That password is incorrect. Nothing was signed."),
        ({"session": ["not-a-row"]}, "The list has changed."),
        ({"session": [f"{uuid.UUID(int=1)}:\u0661"]}, "The list has changed."),
        ({"session": [f"{uuid.UUID(int=1)}:-1"]}, "The list has changed."),
        (
            {"session": [f"{uuid.UUID(int=n)}:1" for n in range(501)]},
            "You can sign up to 500 sessions",
        ),
    ],
)
def test_a_missing_or_wrong_field_is_explained_and_nothing_is_signed(
    instructor, waiting, change, sentence
):
    answer = instructor.post(SIGN, ticked(*waiting) | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert nothing_is_signed()


def test_after_a_wrong_password_the_boxes_stay_checked_and_the_password_is_cleared(
    instructor, waiting
):
    page = instructor.post(SIGN, ticked(*waiting[:2], password="guess")).text
    assert page.count('data-minutes="210" checked') == 1
    assert page.count(" checked>") >= 2
    assert "guess" not in page


def test_too_many_tries_lock_even_the_right_password(instructor, waiting):
    for _ in range(5):
        instructor.post(SIGN, ticked(*waiting, password="guess"))
    answer = instructor.post(SIGN, ticked(*waiting))
    assert answer.status_code == 429
    assert "Too many attempts." in answer.text
    assert nothing_is_signed()


def test_one_row_of_another_instructor_stops_the_whole_batch(instructor, waiting, lucia):
    theo = SupervisorFactory()
    foreign = logged(lucia, theo, start="14:00", end="15:00")
    assert instructor.post(SIGN, ticked(*waiting, foreign)).status_code == 404
    assert nothing_is_signed()


def test_one_unknown_row_stops_the_whole_batch(instructor, waiting):
    rows = [*(value(each) for each in waiting), f"{uuid.uuid4()}:1"]
    assert instructor.post(SIGN, ticked() | {"session": rows}).status_code == 404
    assert nothing_is_signed()


def test_a_row_changed_in_the_meantime_stops_the_batch_and_is_named(instructor, waiting, lucia):
    shown = ticked(*waiting)
    take_back_session(actor=lucia.student, session=waiting[0], version=1)
    answer = instructor.post(SIGN, shown)
    assert answer.status_code == 409
    assert "Changed since you opened this page: Lucía Ferrer." in answer.text
    assert "Mei Tanaka, Mon" not in answer.text.partition("<table")[0]
    assert answer.text.count('data-testid="queue-row"') == 2
    assert nothing_is_signed()


@pytest.mark.parametrize("submit", [False, True])
def test_a_row_that_now_names_another_instructor_is_named_without_its_new_details(
    instructor, waiting, lucia, submit
):
    shown = ticked(*waiting)
    draft = take_back_session(actor=lucia.student, session=waiting[0], version=1)
    changed = facts(lucia, SupervisorFactory(), day=TODAY - timedelta(days=3))
    edit_session(actor=lucia.student, session=draft, version=2, facts=changed, submit=submit)
    answer = instructor.post(SIGN, shown)
    assert answer.status_code == 409
    assert "Changed since you opened this page: Lucía Ferrer." in answer.text
    assert nothing_is_signed()


def test_a_draft_does_not_reveal_the_day_it_was_moved_to(instructor, waiting, lucia, rosa):
    shown = ticked(*waiting)
    draft = take_back_session(actor=lucia.student, session=waiting[0], version=1)
    changed = facts(lucia, rosa, day=TODAY - timedelta(days=3))
    edit_session(actor=lucia.student, session=draft, version=2, facts=changed)
    assert "Nov 13" not in instructor.post(SIGN, shown).text


@pytest.mark.parametrize(
    ("change", "answer", "said"),
    [
        ({"note": "Legs"}, "", "note changed"),
        ({"clients": 2}, "", "clients from 3 to 2"),
        ({}, "It was three.", "sent again"),
    ],
)
def test_a_row_that_was_sent_again_says_what_changed(
    instructor, waiting, lucia, rosa, change, answer, said
):
    shown = ticked(*waiting)
    draft = take_back_session(actor=lucia.student, session=waiting[0], version=1)
    changed = facts(lucia, rosa, start="08:00", end="11:30", **change)
    about = {"actor": lucia.student, "session": draft, "version": 2, "facts": changed}
    edit_session(**about, submit=True, answer=answer)
    refused = instructor.post(SIGN, shown)
    assert refused.status_code == 409
    assert said in refused.text
    assert nothing_is_signed()


def test_a_row_that_the_office_decided_about_says_what_changed(instructor, waiting, cora):
    shown = ticked(*waiting)
    decided(disputed(corrected(waiting[0], end="10:30", start="08:00")), cora)
    answer = instructor.post(SIGN, shown)
    assert answer.status_code == 409
    assert "end from 11:30 am to 10:30 am" in answer.text


def test_a_double_click_signs_once(instructor, waiting):
    instructor.post(SIGN, ticked(*waiting))
    assert instructor.post(SIGN, ticked(*waiting)).status_code == 409
    assert HourEntry.objects.count() == 3


def test_a_row_sent_twice_is_signed_once(instructor, waiting):
    instructor.post(SIGN, ticked(waiting[0], waiting[0]))
    assert HourEntry.objects.count() == 1


def test_fields_that_the_form_does_not_have_change_nothing(instructor, waiting):
    extra = {"minutes": "9999", "status": "signed_off", "signer": "1", "printed_name": "Someone"}
    instructor.post(SIGN, ticked(waiting[0]) | extra)
    assert HourEntry.objects.get().minutes == 210
    assert SignOff.objects.get().printed_name == "Rosa Castellanos, LMT"


def test_visiting_the_page_signs_nothing(instructor, waiting):
    assert instructor.get(SIGN).status_code == 405
    assert nothing_is_signed()
