"""Signed hours are voided, and the student logs the corrected session."""

import pytest
from django.utils import timezone

from portal.demo.people import PASSWORD
from tests.factories.clinic import signed

from .steps import (
    DESKTOP,
    MEI,
    PHONE,
    ROSA,
    days_ago,
    follow,
    of_mei,
    press,
    read_the_notice,
    sees,
    sign_what_waits,
    totals,
    turn_to,
)

pytestmark = pytest.mark.browser

REASON = "The clinic closed at three that day. Please log it until 3 pm."


@pytest.fixture
def three_hours_signed(demo_school) -> None:
    signed(of_mei(ROSA, days=1), now=timezone.now())


def void(page) -> None:
    turn_to(page, "Signed")
    follow(page, "Mei Tanaka")
    page.get_by_text("Void these hours").click()
    page.get_by_label("Why do these hours no longer count?").fill(REASON)
    page.get_by_label("to confirm it's you").locator("visible=true").fill(PASSWORD)
    press(page, "Void and post reversal")
    sees(page, "Voided")


def test_voided_hours_are_logged_again_as_corrected_and_signed(three_hours_signed, at_desk):
    mei, rosa = at_desk(MEI, PHONE), at_desk(ROSA, DESKTOP)
    assert totals(mei) == {"earned": "3.00", "pending": "0.00"}
    void(rosa)

    assert totals(mei) == {"earned": "0.00", "pending": "0.00"}
    read_the_notice(mei, "void")
    sees(mei, REASON)
    follow(mei, "Log the corrected session")
    assert mei.get_by_label("Date", exact=True).input_value() == days_ago(1).isoformat()
    assert mei.get_by_label("Started", exact=True).input_value() == "13:00"
    mei.get_by_label("Finished", exact=True).fill("15:00")
    press(mei, "Send to Rosa")
    sees(mei, "Submitted")
    assert totals(mei) == {"earned": "0.00", "pending": "2.00"}

    rosa.set_viewport_size({"width": PHONE, "height": 900})
    sign_what_waits(rosa, "Mei Tanaka", "1 session signed: 2.00 hours.")
    assert totals(mei) == {"earned": "2.00", "pending": "0.00"}
