"""An auditor is invited for a time, asks for a name, and is gone."""

import pytest

from .steps import (
    CORA,
    DESKTOP,
    PHONE,
    accept_invitation,
    days_ago,
    follow,
    press,
    sees,
    turn_to,
)

pytestmark = pytest.mark.browser

ANDRE, ADA = "andre@palmetto.test", "ada@board.test"
REASON = "Sampling records for the board's annual review."


def give_access(page) -> None:
    turn_to(page, "Set-up")
    follow(page, "Auditors")
    follow(page, "Give an auditor access")
    page.get_by_label("Email address").fill(ADA)
    page.get_by_label("Name").fill("Ada Board")
    page.get_by_label("All of Massage Therapy").check()
    page.get_by_label("Last day of access").fill(days_ago(-30).isoformat())
    press(page, "Give access")
    sees(page, "Ada Board was added, and an invitation is on its way.")


def end_access(page) -> None:
    turn_to(page, "Set-up")
    follow(page, "Auditors")
    follow(page, "Ada Board")
    follow(page, "End access now")
    press(page, "End access")
    sees(page, "The access of Ada Board has ended.")


def ask_for_a_name(page) -> None:
    turn_to(page, "Students")
    sees(page, "those furthest behind first")
    assert page.get_by_text("Andre Baptiste").count() == 0
    page.locator("th[scope=row] a").first.click()
    page.get_by_label("Why do you need the name?").fill(REASON)
    press(page, "Show the name")
    page.get_by_role("heading", name="Andre Baptiste").wait_for()


def test_an_invited_auditor_asks_for_a_name_and_loses_access(at_desk):
    cora, andre = at_desk(CORA, DESKTOP), at_desk(ANDRE, PHONE)
    give_access(cora)
    ada = at_desk(ADA, DESKTOP, enter=accept_invitation)
    ask_for_a_name(ada)
    follow(andre, "Your transcripts")
    follow(andre, "Who has seen this record")
    sees(andre, REASON)
    end_access(cora)
    ada.set_viewport_size({"width": PHONE, "height": 900})
    turn_to(ada, "Students")
    sees(ada, "You don't have access")
