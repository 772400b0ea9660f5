"""An instructor corrects the times, the student disputes it, and the office decides."""

import pytest

from .steps import (
    CORA,
    DESKTOP,
    MEI,
    PHONE,
    ROSA,
    follow,
    of_mei,
    open_in_queue,
    press,
    read_the_notice,
    sees,
    sign_what_waits,
    totals,
    turn_to,
)

pytestmark = pytest.mark.browser

CORRECTED = "You left at three."
DISPUTED = "I stayed until four and cleaned the room."
DECIDED = "The front desk saw you leave at four."


@pytest.fixture
def three_hours_submitted(demo_school) -> None:
    of_mei(ROSA, days=1)


def correct(page) -> None:
    open_in_queue(page, "Mei Tanaka")
    page.get_by_text("Enter other times").click()
    page.get_by_label("Finished", exact=True).locator("visible=true").fill("15:00")
    page.get_by_label("Why are you correcting the times?").fill(CORRECTED)
    press(page, "Correct and ask the student")
    sees(page, "Waiting for Mei Tanaka to accept it")


def dispute(page) -> None:
    turn_to(page, "Overview")
    follow(page, "Check the session")
    sees(page, CORRECTED)
    press(page, "Dispute…")
    page.get_by_label("What is wrong?").fill(DISPUTED)
    press(page, "Send to the clinic office")
    sees(page, "The clinic office will decide")


def decide(page) -> None:
    turn_to(page, "Today")
    follow(page, "Decide")
    sees(page, DISPUTED)
    page.get_by_label("Go back to the times before the correction").check()
    page.get_by_label("Reason", exact=True).fill(DECIDED)
    press(page, "Decide")
    page.get_by_text("It can't be signed until then.").wait_for(state="detached")


def test_a_disputed_correction_is_decided_and_signed(three_hours_submitted, at_desk):
    rosa, mei, cora = at_desk(ROSA, DESKTOP), at_desk(MEI, PHONE), at_desk(CORA, DESKTOP)
    correct(rosa)
    dispute(mei)
    decide(cora)

    read_the_notice(mei, "made a decision")
    sees(mei, DECIDED)
    assert totals(mei) == {"earned": "0.00", "pending": "3.00"}
    rosa.set_viewport_size({"width": PHONE, "height": 900})
    sign_what_waits(rosa, "Mei Tanaka", "1 session signed: 3.00 hours.")
    assert totals(mei) == {"earned": "3.00", "pending": "0.00"}
