"""One student books the last place, another waits for it, and gets it when the first cancels."""

from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Shift
from portal.accounts.models import User
from tests.factories.shifts import planned

from .steps import CORA, PHONE, ROSA, read_the_notice, sees, turn_to

pytestmark = pytest.mark.browser

LUCIA, ANDRE, LAPTOP = "lucia@palmetto.test", "andre@palmetto.test", 1280


@pytest.fixture
def shift(demo_school) -> Shift:
    """One place, on a Sunday on which the demo has no shifts."""
    return planned(
        User.objects.get(email=CORA),
        Supervisor.objects.get(user__email=ROSA),
        now=timezone.now(),
        day=(week_of(timezone.localdate()) + 1).last,
        start=time(6),
        end=time(7),
        places=1,
    )


def row(page, shift: Shift):
    return page.locator(f"#shift-{shift.public_id}")


@pytest.mark.parametrize(("width", "script"), [(PHONE, True), (LAPTOP, False)])
def test_a_place_that_is_given_up_goes_to_the_next_in_line(shift, at_desk, width, script):
    lucia = at_desk(LUCIA, width, script=script)
    andre = at_desk(ANDRE, width, script=script)
    for page in (lucia, andre):
        turn_to(page, "Shifts")
        expect(row(page, shift)).to_contain_text("1 place left")
    row(lucia, shift).get_by_role("button", name="Book").click()
    sees(lucia, "You're booked:")

    row(andre, shift).get_by_role("button", name="Book").click()
    sees(andre, "Someone just took the last place.")
    row(andre, shift).get_by_role("button", name="Join waiting list").click()
    sees(andre, "You're on the waiting list:")
    expect(row(andre, shift).get_by_test_id("queue-number")).to_have_text("1")

    row(lucia, shift).locator("summary").click()
    row(lucia, shift).get_by_role("button", name="Yes, give up my place").click()
    sees(lucia, "You gave up your place:")
    expect(row(lucia, shift)).to_contain_text("Full")

    read_the_notice(andre, "A place opened up: you are booked")
    expect(andre.locator("#place")).to_contain_text("Booked")
    shift.refresh_from_db()
    assert (shift.taken, shift.places) == (1, 1)
