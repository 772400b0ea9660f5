"""One shift's page: what a student can do now, and for its people, who comes and what happened."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.people.selectors.names import label_of
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.booking import give_up, take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from tests.factories.clinic import NOW, SupervisorFactory
from tests.factories.shifts import booked, planned

from .student_pages import NEAR, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift(cora, rosa, site):
    return planned(cora, rosa, places=1, room="Room 2")


def page(browser, shift: Shift, query: str = ""):
    return browser.get(reverse("hours:shift", args=[shift.public_id]) + query)


def titles(response) -> list[str]:
    return [event["title"] for event in response.context["events"]]


def test_a_student_sees_where_and_with_whom_and_can_book(student, shift):
    said = words(page(student, shift))
    assert "Mon, Nov 23" in said
    assert f"{shift.site}, Room 2" in said
    assert "Rosa Castellanos, LMT" in said
    assert "Hands-on sessions, 4 h" in said
    assert "1 place left" in said
    assert reverse("hours:place_book", args=[shift.public_id]) in said
    assert "History" not in said


def test_the_page_leads_back_to_ones_list_of_shifts(student, instructor, desk_of, shift, cora):
    week, calendar = "week=2026-W48", reverse("hours:calendar")
    booking, roster = reverse("hours:shift_book"), reverse("hours:roster")
    said = words(page(student, shift))
    assert f'"{booking}?{week}#shift-{shift.public_id}"' in said
    assert "Get my shifts in my calendar app" in said
    assert f"{roster}?{week}&amp;shift={shift.public_id}#shift" in words(page(instructor, shift))
    said = words(page(desk_of(cora), shift))
    assert f"{roster}?{week}&amp;shift={shift.public_id}#shift" in said
    assert "Get my shifts in my calendar app" not in said
    assert calendar in said  # in the user menu


def test_an_offer_is_answered_where_its_notice_leads(student, shift, lucia, mei, cora):
    held = booked(mei, shift)
    booked(lucia, shift, or_wait=True)
    with time_machine.travel(NEAR, tick=False):
        take_off(actor=cora, place=held, reason="Ill.")
        said = words(page(student, shift))
    assert "A place is offered to you" in said
    assert "s yours if you accept by 9:00 am today." in said
    assert 'value="accept"' in said


def test_a_canceled_shift_says_why(student, shift, lucia, cora):
    booked(lucia, shift)
    shift.refresh_from_db()
    cancel_shift(actor=cora, shift=shift, version=shift.version, reason="Snow.", now=NOW)
    said = words(page(student, shift))
    assert "This shift was canceled" in said
    assert "Snow." in said
    assert "You no longer have a place on this shift." in said
    assert reverse("hours:place_book", args=[shift.public_id]) not in said


def test_a_student_who_gave_up_the_place_can_book_again(student, shift, lucia):
    give_up(actor=lucia.student, place=booked(lucia, shift), now=NOW)
    said = words(page(student, shift))
    assert "You no longer have a place on this shift." in said
    assert reverse("hours:place_book", args=[shift.public_id]) in said


def test_after_the_shift_comes_the_session(student, shift, lucia):
    booked(lucia, shift)
    with time_machine.travel(shift.ends_at + timedelta(hours=1)):
        said = words(page(student, shift))
    assert "Your shift is over" in said
    assert f'href="{reverse("hours:session_new")}' in said


def test_the_office_reads_who_comes_and_what_happened(desk_of, shift, lucia, mei, cora):
    held = booked(lucia, shift)
    booked(mei, shift, or_wait=True)
    take_off(actor=cora, place=held, reason="Ill.", now=NOW)
    response = page(desk_of(cora), shift)
    assert titles(response) == [
        "Mei Tanaka got a place from the waiting list.",
        "Cora Whitfield took Lucía Ferrer off the shift.",
        "Mei Tanaka joined the waiting list.",
        "Lucía Ferrer booked a place.",
    ]
    assert "Ill." in words(response)
    assert [str(place.student) for place in response.context["seen"].held] == ["Mei Tanaka"]


def test_an_instructor_of_another_shift_sees_no_names(instructor, desk_of, shift, lucia):
    booked(lucia, shift)
    assert "Lucía Ferrer" in words(page(instructor, shift))
    assert "Lucía Ferrer" not in words(page(desk_of(SupervisorFactory().user), shift))


def test_a_fellow_student_sees_no_names(student, shift, mei):
    booked(mei, shift)
    said = words(page(student, shift))
    assert "Full" in said
    assert "Mei Tanaka" not in said


def test_an_auditor_reads_labels_instead_of_names(desk_of, otis, shift, lucia):
    booked(lucia, shift)
    said = words(page(desk_of(otis), shift))
    assert "Lucía Ferrer" not in said
    assert said.count(label_of(lucia)) == 2


def test_a_long_history_has_pages(desk_of, cora, shift, lucia):
    for _number in range(16):
        give_up(actor=lucia.student, place=booked(lucia, shift), now=NOW)
    browser = desk_of(cora)
    newest = page(browser, shift)
    assert len(titles(newest)) == 30
    older = page(browser, shift, newest.context["older_url"])
    assert titles(older) == ["Lucía Ferrer canceled.", "Lucía Ferrer booked a place."]
