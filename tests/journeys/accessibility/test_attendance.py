"""axe finds no problems on the pages of a shift that is on, or that has to be closed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic_hours.attendance.models import Presence
from clinic_hours.shifts.models import Shift
from tests.journeys.desks.steps import ROSA
from tests.keyboard import fill_in, go_to

from .shift_pages import of_shift

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def of_rosa() -> list[Shift]:
    """The shift that is on, and yesterday's, which is not closed."""
    now = timezone.now()
    hers = Shift.objects.filter(
        duties__supervisor__user__email=ROSA, duties__presences__isnull=False
    )
    begun = hers.filter(starts_at__lt=now).order_by("-starts_at").distinct()
    return list(begun[:2])


def clock_times_of_someone() -> str:
    someone = Presence.objects.filter(shift=of_rosa()[0], place__isnull=False).first()
    return reverse("hours:punches", args=[someone.shift.public_id, someone.person.public_id])


def a_start_without_a_reason(page) -> None:
    page.goto(of_shift("shift", of_rosa()[0]))
    go_to(page, words="Let Yolanda start")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start now").click()
    page.wait_for_url("**/start/")


def times_of_someone(page) -> None:
    go_to(page, words="Someone could not clock in or out")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keep these times").click()
    page.wait_for_url("**/times/")


def a_count_that_is_wrong(page) -> None:
    page.goto(of_shift("shift_close", of_rosa()[1]))
    go_to(page, name="count", value="no")
    page.keyboard.press("Space")
    page.get_by_text("Who is not here?").wait_for()


def a_wrong_password(page) -> None:
    fill_in(page, "password", "wrong")
    page.keyboard.press("Enter")
    page.locator("[aria-invalid=true]").first.wait_for()


def test_an_instructors_running_shift_and_its_closing(look):
    running, yesterdays = of_rosa()
    addresses = [
        of_shift("shift", running),
        clock_times_of_someone(),
        of_shift("shift_close", yesterdays),
    ]
    acts = (a_start_without_a_reason, times_of_someone, a_count_that_is_wrong, a_wrong_password)
    assert look(ROSA, addresses, *acts) == []
