"""Five questions after a visit, and who sees the answers from when on."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from clinic_hours.appointments.models import Appointment, Feedback
from clinic_hours.appointments.periodic_tasks import erase_clients
from clinic_hours.appointments.selectors.feedback import Answers, answers_about
from clinic_hours.appointments.services.arranging import say_what_became_of_it
from home.mail.signed_links import link_for
from tests.factories.appointments import confirmed, feedback_from, requested
from tests.factories.clinic import NOW, logged
from tests.honest_forms import fill_in

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = {"welcome": "5", "listening": "4", "comfort": "5", "explaining": "3", "again": "5"}


@pytest.fixture
def visit(shift, cora, six_o_clock) -> Appointment:
    row = confirmed(requested(), cora, shift)
    return say_what_became_of_it(
        actor=cora, appointment=row, version=row.version, outcome="done", now=row.ends_at
    )


@pytest.fixture
def address(visit) -> str:
    return "/" + link_for("clinic_feedback", visit.pk).split("/", 3)[3]


def page_about(enrollment) -> str:
    return reverse("hours:client_feedback", args=[enrollment.public_id])


def test_a_client_answers_once(client, visit, address):
    assert fill_in(client, address, ANSWERS | {"comment": "Warm hands."})["Location"] == address
    kept = Feedback.objects.get()
    assert (kept.student, kept.explaining, kept.comment) == (visit.place.student, 3, "Warm hands.")
    assert "Thank you for your answers" in client.get(address).text
    assert client.post(address, ANSWERS).status_code == 409
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"welcome": ""}, "Choose an answer."),
        ({"again": "6"}, "Choose an answer."),
        ({"again": "-1"}, "Choose an answer."),
        ({"comment": "Call me: 305-555-0142"}, "leave out phone numbers"),
        ({"comment": "ana@example.test"}, "leave out phone numbers and email addresses"),
        ({"comment": "x" * 501}, "at most 500 characters"),
        ({"website": "https://spam.test"}, "hidden field"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_is_refused_with_a_sentence(client, address, changes, sentence):
    cache.clear()
    answer = fill_in(client, address, ANSWERS | changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Feedback.objects.exists()


def test_only_a_visit_that_took_place_is_asked_about(client, shift, cora, six_o_clock):
    row = confirmed(requested(), cora, shift)
    assert client.get(link_for("clinic_feedback", row.pk)).status_code == 404
    assert client.get("/clinic/feedback/forged/").status_code == 404


def test_the_link_expires_with_the_contact_data(client, visit, address):
    with time_machine.travel(visit.ends_at + timedelta(days=40), tick=False):
        assert erase_clients() == 1
        assert client.get(address).status_code == 410


def test_answers_are_shown_from_five_on(desk_of, cora, shift, pair):
    lucia = pair[0]
    for number in range(4):
        feedback_from(f"Client {'abcde'[number]}", cora, shift, lucia, comment=f"No {number}")
    office, student = desk_of(cora), desk_of(lucia.student)
    for browser in (office, student):
        page = browser.get(page_about(lucia)).text
        assert "Not enough answers yet" in page
        assert "No 1" not in page
    feedback_from("Client e", cora, shift, lucia)
    assert "5 clients answered" in student.get(page_about(lucia)).text
    assert "No 1" not in student.get(page_about(lucia)).text
    assert "No 1" in office.get(page_about(lucia)).text


def test_a_single_answer_more_changes_no_average(desk_of, cora, shift, pair):
    lucia = pair[0]
    for letter in "abcde":
        feedback_from(f"Client {letter}", cora, shift, lucia)
    assert answers_about(lucia.student).averages["listening"] == 4
    harsh = feedback_from("Client f", cora, shift, lucia)
    Feedback.objects.filter(pk=harsh.pk).update(listening=1)
    assert answers_about(lucia.student) == Answers(5, answers_about(lucia.student).averages)
    assert answers_about(lucia.student).averages["listening"] == 4
    assert "5 clients answered" in desk_of(lucia.student).get(page_about(lucia)).text


def test_the_link_to_the_answers_is_there_once_there_are_enough(desk_of, cora, otis, shift, pair):
    lucia = pair[0]
    record = reverse("hours:enrollment", args=[lucia.public_id])
    link = f'href="{page_about(lucia)}"'

    def who_sees_it() -> list[bool]:
        readers = [(lucia.student, reverse("hours:home")), (lucia.student, record)]
        readers += [(cora, record), (otis, record)]
        return [link in desk_of(person).get(address).text for person, address in readers]

    logged(lucia, shift.duties.get().supervisor)
    for letter in "abcd":
        feedback_from(f"Client {letter}", cora, shift, lucia)
    assert who_sees_it() == [False, False, False, False]
    feedback_from("Client e", cora, shift, lucia)
    assert who_sees_it() == [True, True, True, False]


def test_others_see_no_answers(desk_of, cora, rosa, otis, shift, pair):
    lucia, mei = pair
    assert desk_of(mei.student).get(page_about(lucia)).status_code == 404
    assert desk_of(otis).get(page_about(lucia)).status_code == 403
    assert desk_of(rosa.user).get(page_about(lucia)).status_code in {403, 404}


def test_who_sees_what_of_a_client_on_the_shift(desk_of, cora, rosa, otis, shift, pair):
    row = confirmed(requested("Ana Duarte"), cora, shift)
    address = reverse("hours:shift", args=[shift.public_id])
    own, other = (desk_of(each.student).get(address).text for each in pair)
    instructor = desk_of(rosa.user).get(address).text
    auditor = desk_of(otis).get(address).text
    assert f"Client {row.code}, 2:00–2:50 pm" in own
    assert "Swedish massage" not in own
    assert row.code not in other + auditor
    assert row.code in instructor
    assert "Swedish massage" in instructor
    assert "Ana Duarte" not in own + other + instructor + auditor
    booked = desk_of(pair[0].student).get(reverse("hours:shift_book")).text
    assert f"Client {row.code}, 2:00–2:50 pm" in booked


def test_the_office_erases_a_client_who_asks_for_it(desk_of, cora, shift):
    row = confirmed(requested(), cora, shift)
    page = reverse("hours:appointment", args=[row.public_id])
    office = desk_of(cora)
    assert office.post(f"{page}erase/", {"version": "0"}).status_code == 409
    assert office.post(f"{page}erase/", {"version": row.version}).status_code == 303
    kept = Appointment.objects.get()
    assert (kept.contact, kept.state) == (None, "cancelled")
    assert "Ana Duarte" not in office.get(page).text
    assert kept.starts_at > NOW
