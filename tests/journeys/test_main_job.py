"""The main job in a browser, with and without scripts."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.demo.people import PASSWORD
from tests.journeys.desk import (
    agree,
    has_status,
    hours,
    log,
    open_newest_session,
    send,
    sign_in,
    waiting,
)

pytestmark = pytest.mark.browser

MEI, ROSA = "mei@palmetto.test", "rosa@palmetto.test"
CORA, OTIS = "cora@palmetto.test", "otis@palmetto.test"
REASON = "The clinic closed at half past three that day. Please check the end."


def the_main_job(page) -> None:
    """Log, return, correct, resubmit, sign many, progress, void, audit."""
    today = timezone.localdate()
    sign_in(page, MEI)
    assert hours(page) == {"earned": "0.00", "pending": "0.00"}
    log(page, day=today - timedelta(days=2), start="13:00", end="16:00", clients=2)
    has_status(page, "Submitted")
    log(page, day=today - timedelta(days=1), start="13:00", end="16:00", clients=3)
    assert hours(page) == {"earned": "0.00", "pending": "6.00"}

    sign_in(page, ROSA)
    assert waiting(page, "Mei Tanaka").count() == 2
    waiting(page, "Mei Tanaka").last.get_by_role("link").click()
    page.wait_for_url(re.compile("/hours/sessions/"))
    session = page.url
    page.fill("textarea[name=reason]", REASON)
    page.get_by_role("button", name="Return with this reason").click()
    page.get_by_text("Returned. The student will see your reason.").wait_for()
    page.goto(session)
    has_status(page, "Returned")

    sign_in(page, MEI)
    assert hours(page) == {"earned": "0.00", "pending": "3.00"}
    assert REASON in page.locator("main").inner_text()
    page.get_by_role("link", name="Correct and resubmit").click()
    page.fill("input[name=end]", "15:30")
    send(page)
    has_status(page, "Submitted")

    sign_in(page, ROSA)
    rows = waiting(page, "Mei Tanaka")
    for row in rows.all():
        row.get_by_role("checkbox").check()
    agree(page)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name=re.compile("^Sign (2|selected) sessions")).click()
    page.get_by_text("2 sessions signed: 5.50 hours.").wait_for()
    assert waiting(page, "Mei Tanaka").count() == 0

    sign_in(page, MEI)
    assert hours(page) == {"earned": "5.50", "pending": "0.00"}
    open_newest_session(page)
    has_status(page, "Signed off")
    session = page.url

    sign_in(page, CORA)
    page.goto(session)
    page.get_by_text("Void these hours").click()
    page.fill("textarea[name=reason]", "Logged for the wrong day.")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Void and post reversal").click()
    has_status(page, "Voided")

    sign_in(page, MEI)
    assert hours(page) == {"earned": "3.00", "pending": "0.00"}

    sign_in(page, OTIS)
    page.goto("/hours/ledger/")
    assert page.get_by_test_id("ledger-root").inner_text() == audited_root()


def audited_root() -> str:
    """Return the root that the command prints if every entry is sound."""
    out = StringIO()
    call_command("audit_ledger", stdout=out)
    return re.fullmatch(r"ledger ok: \d+ entries, root (\w{64})\s*", out.getvalue())[1]


def test_hours_are_logged_returned_corrected_signed_voided_and_audited(demo_school, browser_page):
    the_main_job(browser_page)


def test_the_same_without_scripts(demo_school, page_without_script):
    the_main_job(page_without_script)
