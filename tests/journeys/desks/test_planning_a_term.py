"""The coordinator plans a term, undoes it, plans it again, and changes it from a date on."""

from datetime import date, timedelta

import pytest

from clinic_hours.shifts.models import Shift
from home.site.models import Closure

from .steps import CORA, PHONE, follow, press, sees, sign_in, turn_to

pytestmark = pytest.mark.browser

# Beyond what the demo school has planned.
MONDAY = date.today() + timedelta(days=7 * 20 - date.today().weekday())
WEEK = timedelta(weeks=1)


def fill_in(page, first: date) -> None:
    """Ask for the preview of four Mondays."""
    turn_to(page, "Shifts")
    follow(page, "Add shifts")
    page.get_by_label("Clinic site").select_option(index=1)
    page.get_by_label("Counts toward").select_option(index=1)
    typed = {
        "Places for students": "5",
        "First day": first.isoformat(),
        "Start": "07:00",
        "End": "09:00",
        "Last day": (first + 3 * WEEK).isoformat(),
    }
    for label, value in typed.items():
        page.get_by_label(label).first.fill(value)
    page.get_by_label("Monday").check(force=True)  # the chip lies over its box
    press(page, "Preview")
    sees(page, "4 shifts from")


def plan_undo_and_change(page, first: date) -> None:
    planned = Shift.objects.filter(local_date__range=(first, first + 3 * WEEK))
    fill_in(page, first)
    press(page, "Plan 4 shifts")
    sees(page, "4 shifts planned.")
    press(page, "Undo")
    sees(page, "4 shifts were removed again.")
    assert not planned.exists()

    fill_in(page, first)
    press(page, "Plan 4 shifts")
    sees(page, "4 shifts planned.")
    page.locator(".shift").last.click()
    follow(page, "Change the shift")
    page.get_by_label("This and the following shifts").check()
    page.get_by_label("Date").fill((first + WEEK).isoformat())
    page.get_by_label("End").first.fill("10:00")
    press(page, "Preview")
    sees(page, "3 shifts change.")
    press(page, "Change 4 shifts")
    sees(page, "The change was saved")
    assert [shift.minutes for shift in planned.order_by("starts_at")] == [180, 180, 180]


@pytest.fixture
def always_open(demo_school):
    Closure.objects.all().delete()


def test_on_a_phone(at_desk, always_open):
    plan_undo_and_change(at_desk(CORA, PHONE), MONDAY)


def test_without_script(always_open, page_without_script):
    sign_in(page_without_script, CORA)
    plan_undo_and_change(page_without_script, MONDAY + 5 * WEEK)
