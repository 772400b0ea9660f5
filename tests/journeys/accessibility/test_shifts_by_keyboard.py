"""Shifts and appointments by keyboard only, with the focus always visible."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.appointments.models import Appointment
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Cover, Place, Shift
from tests.journeys.desk import sign_in
from tests.journeys.desks.steps import CORA, LUCIA, MEI, ROSA
from tests.keyboard import fill_in, go_round, go_to

from . import shift_pages as pages

pytestmark = pytest.mark.browser
PATIENCE = 2200  # milliseconds: a form sent sooner is taken for a robot's


def press(page, words: str) -> None:
    """Tab to a link or a button, press it, and wait for the next page."""
    go_to(page, words=words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def unfold(page, words: str) -> None:
    go_to(page, words=words)
    page.keyboard.press("Enter")


def check(page, name: str, value: str = "") -> None:
    go_to(page, name=name, value=value)
    page.keyboard.press("Space")


def test_a_term_is_planned_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    first = week_of(Shift.objects.latest("local_date").local_date).first + timedelta(weeks=2)
    sign_in(page, CORA)
    page.goto(reverse("hours:shift_new"))
    fill_in(page, "site", "Community")
    fill_in(page, "category", "Hands")
    fill_in(page, "lead", "Rosa")
    fill_in(page, "places", "5")
    fill_in(page, "first_on", f"{first:%m%d%Y}")
    fill_in(page, "start", "0200PM")
    fill_in(page, "end", "0600PM")
    check(page, "weekdays", "0")
    fill_in(page, "last_on", f"{first + timedelta(weeks=2):%m%d%Y}")
    press(page, "Preview")
    press(page, "Plan 3 shifts")
    expect(page.get_by_text("3 shifts planned.")).to_be_visible()
    press(page, "Undo")
    expect(page.get_by_text("3 shifts were removed again.")).to_be_visible()


def test_a_week_is_copied_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    sign_in(page, CORA)
    page.goto(f"{pages.ROSTER}?{pages.unplanned_week()}")
    press(page, "Copy the week before")
    count = page.locator(".plan-date--planned, .plan-date--flagged").count()
    press(page, f"Plan {count} shifts")
    expect(page.get_by_text(f"{count} shifts planned.")).to_be_visible()


def test_places_are_booked_and_given_up_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    sign_in(page, MEI)
    page.goto(reverse("hours:shift_book"))
    press(page, "Book")
    place = Place.objects.get(student__email=MEI)
    assert place.status == "booked"
    page.goto(reverse("hours:shift_book"))
    unfold(page, "Cancel")
    press(page, "Yes, give up my place")
    place.refresh_from_db()
    assert place.status == "cancelled"


def test_cover_is_asked_for_and_taken_by_keyboard_only(demo_school, browser_page):
    page, place = browser_page, pages.own_place()
    sign_in(page, LUCIA)
    page.goto(pages.of_shift("shift", place.shift))
    unfold(page, "Ask for cover")
    fill_in(page, "reason", "An exam that day.")
    press(page, "Ask for cover")
    assert Cover.objects.get(place=place).reason == "An exam that day."
    page.goto(pages.of_shift("shift", pages_cover().shift))
    press(page, "Offer to take it")
    assert pages_cover().taken_by.email == LUCIA


def pages_cover() -> Cover:
    """The request that the demo has."""
    return Cover.objects.filter(place__isnull=False).exclude(asked_by__email=LUCIA).get()


def test_an_instructor_is_found_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    sign_in(page, CORA)
    page.goto(reverse("hours:today"))
    press(page, "Find cover")
    press(page, "Ask all instructors")
    vacancy = Cover.objects.get(vacancy__isnull=False)
    sign_in(page, ROSA)
    page.goto(pages.of_shift("shift", vacancy.shift))
    press(page, "Offer to take it")
    sign_in(page, CORA)
    page.goto(pages.of_shift("shift", vacancy.shift))
    press(page, "Agree")
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.taken_by.email) == ("agreed", ROSA)


def test_an_absence_is_announced_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    duty = (
        Shift.objects.filter(starts_at__gt=timezone.now(), duties__supervisor__user__email=ROSA)
        .filter(duties__withdrawn_at=None)
        .earliest("starts_at")
    )
    sign_in(page, ROSA)
    page.goto(pages.of_shift("shift", duty))
    unfold(page, "I can't come")
    fill_in(page, "reason", "A fever.")
    press(page, "Tell the clinic office")
    assert Cover.objects.filter(duty__shift=duty, reason="A fever.").exists()


def test_an_appointment_is_requested_and_confirmed_by_keyboard_only(demo_school, browser_page):
    page = browser_page
    page.goto(reverse("appointment_request"))
    check(page, "service")
    check(page, "any_time")
    fill_in(page, "name", "Ana Duarte")
    fill_in(page, "email", "ana@example.test")
    check(page, "agree")
    page.wait_for_timeout(PATIENCE)
    press(page, "Send request")
    row = Appointment.objects.get(contact__email="ana@example.test")
    sign_in(page, CORA)
    page.goto(reverse("hours:appointment", args=[row.public_id]))
    press(page, "6:00 pm")
    press(page, "Confirm")
    row.refresh_from_db()
    assert row.state == "confirmed"


@pytest.mark.looks
@pytest.mark.parametrize(("width", "language"), [(390, "es"), (1280, "en")])
def test_tab_moves_through_every_page_and_out_again(demo_school, browser_page, width, language):
    page, wrong = browser_page, {}
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    for email, addresses in (
        ("", pages.of_visitors("/es" if language == "es" else "")),
        (LUCIA, pages.of_students()),
        (CORA, pages.of_the_office()),
    ):
        if email:
            sign_in(page, email)
            page.context.add_cookies(
                [{"name": "django_language", "value": language, "url": url_of(page)}]
            )
        for address in addresses:
            page.goto(address)
            if found := go_round(page):
                wrong[address] = found
    assert wrong == {}


def url_of(page) -> str:
    return page.evaluate("location.origin")
