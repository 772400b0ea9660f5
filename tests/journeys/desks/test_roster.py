"""The office finds a shift without instructor by keyboard, assigns one, and cancels another shift."""

import pytest
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.notices.models import Notice
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from tests.keyboard import go_to

from .steps import CORA, sign_in

pytestmark = pytest.mark.browser

MOST = 60  # more shifts than the demo has in a week
ON_IT = "() => document.activeElement.matches('.shift--uncovered')"
HERE = "() => document.activeElement.closest('.shift')?.href"


def ahead(*, covered: bool) -> Shift:
    """Return the next shift with or without an instructor, with students if it has one."""
    duties = ShiftSupervisor.objects.filter(shift=OuterRef("pk"), withdrawn_at=None)
    shifts = Shift.objects.filter(starts_at__gt=timezone.now(), status=Shift.Status.PLANNED)
    if covered:
        return shifts.filter(Exists(duties), taken__gt=0).first()
    return shifts.exclude(Exists(duties)).first()


def open_week(page, shift: Shift) -> None:
    page.goto(f"{reverse('hours:roster')}?week={week_of(shift.local_date)}")


def walk_to_one_without_instructor(page) -> None:
    """Go down each day, and on to the top of the next."""
    for _step in range(MOST):
        if page.evaluate(ON_IT):
            return
        before = page.evaluate(HERE)
        page.keyboard.press("ArrowDown")
        if page.evaluate(HERE) == before:
            page.keyboard.press("ArrowRight")
            for _up in range(5):
                page.keyboard.press("ArrowUp")
    raise AssertionError("the arrows do not reach a shift without instructor")


def test_the_office_assigns_by_keyboard_and_cancels_with_a_reason(demo_school, browser_page):
    page, shift, other = browser_page, ahead(covered=False), ahead(covered=True)
    sign_in(page, CORA)
    open_week(page, shift)
    go_to(page, words="pm")  # the week is one stop
    walk_to_one_without_instructor(page)
    page.keyboard.press("Enter")
    panel = page.locator("#shift")
    expect(panel).to_contain_text("Who can take it?")
    go_to(page, name="instructor")
    name = panel.locator("[name=instructor]:checked + label").inner_text().partition(",")[0]
    go_to(page, words=f"Assign {name}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"{name}, LMT is on the shift.")
    expect(panel).to_contain_text("Covered")

    page.goto(f"{reverse('hours:roster')}?shift={other.public_id}#shift")
    go_to(page, words="Cancel it and tell the")
    page.keyboard.press("Enter")
    go_to(page, name="reason")
    page.keyboard.type("The water is off.")
    go_to(page, words="Cancel the shift")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The shift was canceled.")
    expect(panel).to_contain_text("The water is off.")
    assert Notice.objects.filter(kind="shift_cancelled").count() >= other.taken


def test_without_a_script_the_same_forms_do_it(demo_school, page_without_script):
    page, shift = page_without_script, ahead(covered=False)
    sign_in(page, CORA)
    page.goto(f"{reverse('hours:roster')}?shift={shift.public_id}")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("is on the shift.")
