"""Logging and signing with the keyboard alone; the place where one is can always be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.demo.people import PASSWORD
from tests.journeys.desk import hours, sign_in, status, waiting

pytestmark = pytest.mark.browser

# More than any of our pages has stops: going round without arriving is a failure, not a hang.
STOPS = 120
FOCUSED = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const label = here.labels?.[0] && getComputedStyle(here.labels[0]);
    const shown = each => each && (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0
        || each.boxShadow !== "none");
    return {
        name: here.name || "", value: here.value || "",
        words: here.matches("a, button, summary") ? here.innerText : "",
        seen: here === document.body || Boolean(shown(style) || shown(label)),
    };
}"""


def go_to(page, name: str = "", words: str = "", value: str = "") -> None:
    """Press Tab until the control with this name, value or words has the focus."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert here["seen"], f"nobody can see that the focus is on {here}"
        is_it = name in here["name"] and words in here["words"]
        if is_it and here["value"].startswith(value):
            return
    raise AssertionError(f"the keyboard does not reach {name or words}")


def fill_in(page, name: str, keys: str) -> None:
    """Type into a field; in a date or time its parts follow one another, in a select words find."""
    go_to(page, name=name)
    page.keyboard.type(keys)


def test_a_session_is_logged_and_signed_with_the_keyboard_alone(demo_school, browser_page):
    page = browser_page
    sign_in(page, "mei@palmetto.test")
    page.goto("/hours/")
    go_to(page, words="Log a session")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/new/")
    fill_in(page, "date", f"{timezone.localdate() - timedelta(days=1):%m%d%Y}")
    fill_in(page, "start", "0100PM")
    fill_in(page, "end", "0300PM")
    go_to(page, name="requirement")
    page.keyboard.press("Space")
    fill_in(page, "site", "Community")
    fill_in(page, "supervisor", "Rosa")
    fill_in(page, "clients", "2")
    go_to(page, words="Send to Rosa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hours/sessions/*-*/")
    assert status(page) == "Submitted"

    sign_in(page, "rosa@palmetto.test")
    row = waiting(page, "Mei Tanaka")
    go_to(page, name="session", value=row.get_by_role("checkbox").get_attribute("value"))
    page.keyboard.press("Space")
    go_to(page, name="agree")
    page.keyboard.press("Space")
    fill_in(page, "password", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_text("1 session is signed: 2.00 hours.").wait_for()

    sign_in(page, "mei@palmetto.test")
    assert hours(page) == {"earned": "2.00", "pending": "0.00"}
