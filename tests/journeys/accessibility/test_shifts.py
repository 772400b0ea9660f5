"""axe finds no problems on the pages about shifts and appointments."""

import pytest
from django.urls import reverse

from clinic_hours.appointments.models import Appointment
from tests.journeys.desks.steps import CORA, LUCIA, ROSA

from . import shift_pages as pages

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def a_place_that_is_given_up(page) -> None:
    page.goto(reverse("hours:shift_book"))
    page.locator(".own-shift summary").first.click()
    page.get_by_role("button", name="Yes, give up my place").wait_for()


def a_reason_for_cover(page) -> None:
    page.goto(pages.of_shift("shift", pages.own_place().shift))
    page.locator(".covers__ask summary").click()
    page.get_by_role("button", name="Ask for cover").wait_for()


def cover_that_is_offered(page) -> None:
    page.goto(pages.of_shift("shift", pages.with_cover()))
    page.get_by_role("button", name="Offer to take it").click()
    page.get_by_role("button", name="Take back my offer").wait_for()


def an_address_for_calendars(page) -> None:
    page.goto(pages.CALENDAR)
    page.get_by_role("button", name="Create my address").click()
    page.get_by_test_id("calendar-address").wait_for()


def test_students_shifts(look):
    steps = (a_place_that_is_given_up, a_reason_for_cover, cover_that_is_offered)
    assert look(LUCIA, pages.of_students(), *steps, an_address_for_calendars) == []


def all_instructors_are_asked(page) -> None:
    page.goto(pages.ROSTER)
    page.locator(".shift--uncovered").first.click()
    page.get_by_role("button", name="Ask all instructors").click()
    page.get_by_text("Asked today").first.wait_for()


def nobody_is_chosen(page) -> None:
    page.goto(pages.of_shift("shift", pages.with_absence()))
    page.get_by_role("button", name="Ask selected instructors").click()
    page.get_by_text("Choose whom to ask.").first.wait_for()


def a_time_for_a_client(page) -> None:
    page.goto(reverse("hours:appointment", args=[pages.asked_for().public_id]))
    page.locator("main a[href*='shift=']").first.click()
    page.get_by_label("Time", exact=True).wait_for()


def test_the_offices_shifts_and_appointments(look):
    steps = (all_instructors_are_asked, nobody_is_chosen, a_time_for_a_client)
    assert look(CORA, pages.of_the_office(), *steps) == []


def a_failure_that_says_nothing(page) -> None:
    page.goto(reverse("hours:clock_failure_new"))
    page.get_by_role("button", name="Save").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def test_what_the_office_reads_of_attendance(look):
    assert look(CORA, pages.of_attendance(), a_failure_that_says_nothing) == []


def a_shift_to_which_one_cannot_come(page) -> None:
    page.goto(pages.ROSTER)
    page.locator(".roster__mine .shift:not(.shift--past)").last.click()
    page.get_by_role("link", name="Open the shift").click()
    page.locator(".covers__ask summary").click()
    page.get_by_role("button", name="Tell the clinic office").click()
    page.get_by_text("Say why you can't come.").first.wait_for()


def test_an_instructors_shifts(look):
    assert look(ROSA, [pages.ROSTER], a_shift_to_which_one_cannot_come) == []


def a_request_that_says_nothing(page) -> None:
    page.goto(reverse("appointment_request"))
    page.locator("main button[type=submit]").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def answers_that_are_missing(page) -> None:
    row = Appointment.objects.filter(state="done", feedback=None).latest("pk")
    page.goto(pages.link("clinic_feedback", row))
    page.get_by_role("button", name="Send answers").click()
    page.locator("[aria-invalid=true]").first.wait_for()


def another_time(page) -> None:
    page.goto(pages.link("appointment", pages.confirmed()))
    page.locator("summary", has_text="Ask for another time").click()


@pytest.mark.parametrize("start", ["", "/es"])
def test_clients_pages(look, start):
    steps = (a_request_that_says_nothing, answers_that_are_missing, another_time)
    assert look("", pages.of_visitors(start), *steps) == []
