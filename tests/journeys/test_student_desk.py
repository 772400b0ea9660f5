"""The student pages in a browser: what they show while typing, and that they are accessible."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.sessions.services.sessions import log_session
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    SupervisorFactory,
    facts,
    published_set,
)
from tests.factories.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Otherwise axe fetches every style sheet again, at addresses that do not exist.


@pytest.fixture
def lucia():
    lines = [
        {"category": "hands-on", "name": "Hands-on sessions", "minutes": 5400},
        {"category": "outreach", "name": "Community outreach", "minutes": 900},
    ]
    ClinicSiteFactory()
    started = timezone.localdate() - timedelta(days=60)
    return EnrollmentFactory(
        student__display_name="Lucía Ferrer",
        requirement_set=published_set(*lines),
        started_on=started,
    )


@pytest.fixture
def rosa():
    return SupervisorFactory(
        user__display_name="Rosa Castellanos", printed_name="Rosa Castellanos, LMT"
    )


def log(enrollment, supervisor, days_ago: int, submit: bool = True):
    """Log an afternoon some days ago, and submit it by default."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return log_session(
        actor=enrollment.student,
        enrollment=enrollment,
        facts=facts(enrollment, supervisor, day=day),
        submit=submit,
    )


def sit_down(page, person) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.goto("/healthz")
    here = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": here}])


def fill_in(page, start: str, end: str) -> None:
    page.goto(reverse("hours:session_new"))
    day = timezone.localdate() - timedelta(days=1)
    page.fill("[name=date]", day.isoformat())
    page.fill("[name=start]", start)
    page.fill("[name=end]", end)
    page.locator("label:has([name=requirement])").first.click()
    page.select_option("[name=site]", index=1)
    page.select_option("[name=supervisor]", label="Rosa Castellanos, LMT")


def test_the_form_shows_what_will_count_and_who_will_sign(browser_page, lucia, rosa):
    sit_down(browser_page, lucia.student)
    fill_in(browser_page, "14:00", "17:30")
    assert browser_page.locator("output").inner_text() == "3.50 hours"
    browser_page.fill("[name=break_minutes]", "15")
    assert browser_page.locator("output").inner_text() == "3.25 hours"
    browser_page.fill("[name=end]", "13:00")
    assert "start to end" in browser_page.locator("output").inner_text()
    browser_page.fill("[name=end]", "17:30")

    browser_page.get_by_role("button", name="Send to Rosa for sign-off").click()
    expect(browser_page.locator("main")).to_contain_text("Counts as")
    expect(browser_page.locator("main")).to_contain_text("3.25 hours")


def test_without_scripts_the_form_still_logs(page_without_script, lucia, rosa):
    page = page_without_script
    page.goto("/accounts/login/?next=/hours/")
    page.fill("[name=login]", lucia.student.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    fill_in(page, "14:00", "17:30")
    page.get_by_role("button", name="Send for sign-off").click()
    expect(page.locator("main")).to_contain_text("3.50 hours")


def test_discarding_asks_first(browser_page, lucia, rosa):
    session = log(lucia, rosa, days_ago=1, submit=False)
    sit_down(browser_page, lucia.student)
    browser_page.goto(reverse("hours:session", args=[session.public_id]))
    browser_page.get_by_role("button", name="Discard", exact=True).click()
    browser_page.get_by_role("dialog").wait_for()
    browser_page.keyboard.press("Escape")
    session.refresh_from_db()
    assert session.status == "draft"

    browser_page.get_by_role("button", name="Discard", exact=True).click()
    browser_page.get_by_role("button", name="Discard this session").click()
    browser_page.get_by_test_id("session-status").get_by_text("Discarded").wait_for()


def test_without_scripts_a_note_that_names_a_client_is_asked_about_first(
    page_without_script, lucia, rosa
):
    page = page_without_script
    page.goto("/accounts/login/?next=/hours/")
    page.fill("[name=login]", lucia.student.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    fill_in(page, "14:00", "17:30")
    page.fill("[name=note]", "Mrs. Alvarez, neck")
    page.get_by_role("button", name="Send for sign-off").click()
    expect(page.locator("main")).to_contain_text("“Mrs. Alvarez”")
    page.get_by_label("I checked, and no client is named.").check()
    page.get_by_role("button", name="Send for sign-off").click()
    expect(page.locator("main")).to_contain_text("Sent to")


def test_the_form_can_be_filled_in_by_keyboard_only(browser_page, lucia, rosa):
    sit_down(browser_page, lucia.student)
    browser_page.goto(reverse("hours:session_new"))
    browser_page.focus("[name=date]")
    reached = []
    for _step in range(30):
        browser_page.keyboard.press("Tab")
        reached.append(browser_page.evaluate("document.activeElement.name"))
    order = [name for name in dict.fromkeys(reached) if name]
    expected = ["start", "end", "overnight", "requirement", "site", "supervisor", "clients"]
    assert [name for name in order if name in expected] == expected
