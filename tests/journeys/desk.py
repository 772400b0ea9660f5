"""Steps of a person on the desk pages, found by their visible text."""

import datetime
import re

from django.core.cache import cache
from playwright.sync_api import expect

from portal.demo.people import PASSWORD


def sign_in(page, email: str) -> None:
    """Sign out if needed, then sign in through the form."""
    cache.clear()  # it counts rate limits, and all journeys come from one IP address
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/hours/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("/hours/"))


def log(page, *, day: datetime.date, start: str, end: str, clients: int) -> None:
    page.goto("/hours/")
    page.get_by_role("link", name="Log a session").first.click()
    page.fill("input[name=date]", day.isoformat())
    page.fill("input[name=start]", start)
    page.fill("input[name=end]", end)
    page.locator("label:has(input[name=requirement])").first.click()
    page.locator("select[name=site]").select_option(index=1)
    page.locator("select[name=supervisor]").select_option(label="Rosa Castellanos, LMT")
    page.fill("input[name=clients]", str(clients))
    send(page)


def send(page) -> None:
    page.get_by_role("button", name=re.compile("^Send (for sign-off|to Rosa)")).click()


def open_newest_session(page) -> None:
    page.goto("/hours/sessions/")
    page.locator("table a").first.click()
    page.wait_for_url(re.compile("/hours/sessions/."))


def has_status(page, status: str) -> None:
    """Wait until the session's page shows this status."""
    expect(page.get_by_test_id("session-status").first).to_have_text(status)


def hours(page) -> dict[str, str]:
    """Return the three figures on the overview, as shown."""
    page.goto("/hours/")
    return {
        name: page.get_by_test_id(f"{name}-hours").first.text_content().strip()
        for name in ("earned", "pending")
    }


def agree(page) -> None:
    """Agree to the statement under the queue. With a script, pressing the button is the agreement."""
    if (box := page.locator("input[name=agree]")).count():
        box.check()


def waiting(page, student: str):
    """Return a student's rows in the queue."""
    page.goto("/hours/queue/")
    return page.get_by_test_id("queue-row").filter(has_text=student)
