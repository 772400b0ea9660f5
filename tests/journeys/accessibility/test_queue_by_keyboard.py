"""Twelve sessions signed and one returned by keyboard alone, from the sign-in page."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.models import ClinicSession
from portal.demo.people import PASSWORD
from tests.keyboard import FOCUSED, STOPS

pytestmark = pytest.mark.browser

SIGNED, RETURNED_AFTER = 12, 4
REASON = "The clinic closed at seven that day. Please check the end."
CLICKS = "addEventListener('pointerdown', () => sessionStorage.clicks = 1 + +(sessionStorage.clicks || 0))"


@pytest.fixture
def thirteen(demo_school) -> list[ClinicSession]:
    """The oldest sessions in Rosa's queue: an hour before breakfast, for thirteen days."""
    andre = Enrollment.objects.get(student__email="andre@palmetto.test")
    rosa = Supervisor.objects.get(user__email="rosa@palmetto.test")
    like = andre.sessions.filter(requirement__category="hands-on").first()
    morning = timezone.localtime().replace(hour=5, minute=0, second=0, microsecond=0)
    return ClinicSession.objects.bulk_create(
        ClinicSession(
            enrollment=andre,
            student=andre.student,
            supervisor=rosa,
            site=like.site,
            requirement=like.requirement,
            starts_at=morning - timedelta(days=ago),
            ends_at=morning - timedelta(days=ago) + timedelta(hours=1),
            zone=like.zone,
            local_date=(morning - timedelta(days=ago)).date(),
            minutes=60,
            clients=1,
            status="submitted",
            logged_at=morning - timedelta(days=ago),
            submitted_at=morning - timedelta(days=ago + 30),
        )
        for ago in range(SIGNED + 1, 0, -1)
    )


class Keyboard:
    """Counts keys pressed and texts typed."""

    def __init__(self, page) -> None:
        self.page, self.pressed, self.typed = page, 0, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.typed += 1

    def tab_to(self, words: str = "", name: str = "") -> None:
        for _stop in range(STOPS):
            here = self.page.evaluate(FOCUSED)
            if words in here["words"] and name in here["name"]:
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {words or name}")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_dozen_is_signed_and_one_returned_without_a_click(browser_page, thirteen, width):
    cache.clear()  # it counts rate limits, and all journeys come from one IP address
    page, keyboard = browser_page, Keyboard(browser_page)
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(CLICKS)
    page.goto("/accounts/login/?next=/hours/queue/")
    begun = time.perf_counter()
    sign_in(keyboard)
    in_queue = keyboard.pressed

    keyboard.press("j", "x", *"jx" * (RETURNED_AFTER - 1), "j", "r")
    page.get_by_role("dialog", name="Return to the student").wait_for()
    keyboard.type(REASON)
    keyboard.tab_to(words="Return with this reason")
    with page.expect_navigation(url="**/hours/queue/#*"):
        keyboard.press("Enter")
    page.get_by_role("button", name=f"Sign {RETURNED_AFTER} sessions · 4.00 h").wait_for()
    assert focused_value(page) == value(thirteen[RETURNED_AFTER + 1])

    keyboard.press("x", *"jx" * (SIGNED - RETURNED_AFTER - 1), "s")
    assert not is_covered(page)
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    page.get_by_text("12 sessions signed: 12.00 hours.").wait_for()
    print(
        f"\n{width} px: {in_queue} keys to sign in, then {keyboard.pressed - in_queue} keys and "
        f"{keyboard.typed} texts, no clicks, {time.perf_counter() - begun:.1f} s"
    )

    states = [ClinicSession.objects.get(pk=session.pk).status for session in thirteen]
    assert states.pop(RETURNED_AFTER) == "returned"
    assert states == ["signed_off"] * SIGNED
    assert page.evaluate("sessionStorage.clicks ?? 0") == 0
    assert keyboard.pressed - in_queue == 30
    assert keyboard.typed == 4  # address, password, reason, password


def sign_in(keyboard: Keyboard) -> None:
    keyboard.tab_to(name="login")
    keyboard.type("rosa@palmetto.test")
    keyboard.tab_to(name="password")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    keyboard.page.wait_for_url(lambda url: "login" not in url)


def value(session: ClinicSession) -> str:
    return f"{session.public_id}:{session.version}"


def focused_value(page) -> str:
    return page.evaluate("document.activeElement.value")


def is_covered(page) -> bool:
    """Return whether the bar covers the last row that was selected."""
    return page.evaluate(
        """() => {
            const bar = document.querySelector(".signing-bar").getBoundingClientRect();
            const row = [...document.querySelectorAll("tr:has(.tick:checked)")].pop().getBoundingClientRect();
            return row.bottom > bar.top + 1;
        }"""
    )
