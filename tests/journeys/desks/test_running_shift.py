"""The page of a shift that is on shows who came meanwhile, and never while somebody is doing something."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Presence
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.shifts.models import Place, Shift
from tests.journeys.desk import sign_in

from .steps import ANDRE, ROSA

pytestmark = pytest.mark.browser
A_WHILE = 35_000  # milliseconds: the page looks every half minute


def shift_that_is_on() -> Shift:
    return Presence.objects.filter(to_at=None).first().shift


def clock_in(email: str) -> None:
    place = Place.objects.get(shift=shift_that_is_on(), student__email=email)
    sent = Sent(Method.KIOSK_PIN)
    punch(person=place.student, shift=place.shift, kind=PunchKind.IN, sent=sent)


def test_whoever_comes_appears_once_nothing_is_being_done(demo_school, browser_page):
    page = browser_page
    page.clock.install(time=timezone.now())
    sign_in(page, ROSA)
    page.goto(reverse("hours:shift", args=[shift_that_is_on().public_id]))
    waiting = page.get_by_test_id("held-punch")
    expect(waiting).to_have_count(1)
    page.get_by_text("Let Yolanda start…").click()
    clock_in(ANDRE)
    page.clock.fast_forward(A_WHILE)
    expect(page.get_by_label("Why?").first).to_be_visible()
    expect(waiting).to_have_count(1)
    page.get_by_text("Let Yolanda start…").click()
    page.evaluate("document.activeElement.blur()")
    page.clock.fast_forward(A_WHILE)
    expect(waiting).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="5 here now")).to_have_count(1)
