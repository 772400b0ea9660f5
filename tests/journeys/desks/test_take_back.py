"""A student takes a session back before it is signed, corrects it and sends it again."""

import pytest

from .steps import DESKTOP, MEI, PHONE, ROSA, days_ago, follow, in_queue, press, sees, turn_to

pytestmark = pytest.mark.browser

NOTE = "Swedish, low back and hips."


def send_three_hours(page) -> dict[str, str]:
    """Send a session, and return what was typed."""
    turn_to(page, "Log a session")
    typed = {
        "Date": days_ago(1).isoformat(),
        "Started": "13:00",
        "Finished": "16:00",
        "Clients treated": "2",
        "Break (minutes)": "15",
        "Note for your instructor": NOTE,
    }
    for label, value in typed.items():
        page.get_by_label(label).fill(value)
    page.locator("label:has(input[name=requirement])").last.click()
    page.get_by_label("Clinic", exact=True).select_option(index=1)
    page.get_by_label("Instructor", exact=True).select_option(label="Rosa Castellanos, LMT")
    press(page, "Send to Rosa")
    sees(page, "Submitted")
    return typed


def rows(page) -> int:
    turn_to(page, "Waiting for you")
    page.get_by_test_id("queue-count").wait_for()
    return in_queue(page, "Mei Tanaka").count()


def test_a_session_taken_back_keeps_what_was_typed_and_can_be_sent_again(at_desk):
    mei, rosa = at_desk(MEI, PHONE), at_desk(ROSA, DESKTOP)
    assert rows(rosa) == 0
    typed = send_three_hours(mei)
    assert rows(rosa) == 1

    press(mei, "Take it back")
    sees(mei, "Draft")
    rosa.set_viewport_size({"width": PHONE, "height": 900})
    assert rows(rosa) == 0

    turn_to(mei, "Overview")
    follow(mei, "Finish the draft")
    assert {label: mei.get_by_label(label).input_value() for label in typed} == typed
    assert mei.locator("input[name=requirement]").last.is_checked()
    mei.get_by_label("Finished").fill("15:30")
    press(mei, "Send to Rosa")
    sees(mei, "Submitted")
    assert rows(rosa) == 1
    sees(rosa, "2.25")
