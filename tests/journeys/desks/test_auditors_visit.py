"""An auditor is let in for a time, asks for a name, and is gone."""

import pytest

from .steps import (
    CORA,
    DESKTOP,
    PHONE,
    days_ago,
    follow,
    press,
    sees,
    turn_to,
)

pytestmark = pytest.mark.browser

ANDRE, NORA = "andre@palmetto.test", "nora@palmetto.test"
REASON = "Sampling records for the board's annual review."


def give_access(page) -> None:
    turn_to(page, "Set-up")
    follow(page, "Auditors")
    follow(page, "Give an auditor access")
    page.get_by_label("Email address").fill(NORA)
    page.get_by_label("What they can read").select_option(label="Massage Therapy")
    page.get_by_label("Last day of access").fill(days_ago(-30).isoformat())
    press(page, "Give access")
    sees(page, "Nora Iglesias was added.")


def end_access(page) -> None:
    turn_to(page, "Set-up")
    follow(page, "Auditors")
    follow(page, "Nora Iglesias")
    follow(page, "End access now")
    press(page, "End access")
    sees(page, "The access of Nora Iglesias has ended.")


def ask_for_a_name(page) -> None:
    turn_to(page, "Students")
    sees(page, "those furthest behind first")
    assert page.get_by_text("Andre Baptiste").count() == 0
    page.locator("th[scope=row] a").first.click()
    page.get_by_label("Why do you need the name?").fill(REASON)
    press(page, "Show the name")
    page.get_by_role("heading", name="Andre Baptiste").wait_for()


def test_an_auditor_asks_for_a_name_and_loses_access(at_desk):
    cora, andre = at_desk(CORA, DESKTOP), at_desk(ANDRE, PHONE)
    give_access(cora)
    nora = at_desk(NORA, DESKTOP)
    ask_for_a_name(nora)
    follow(andre, "Your transcripts")
    follow(andre, "Who has seen this record")
    sees(andre, REASON)
    end_access(cora)
    nora.set_viewport_size({"width": PHONE, "height": 900})
    turn_to(nora, "Students")
    sees(nora, "You don't have access")
