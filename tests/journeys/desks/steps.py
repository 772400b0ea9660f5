"""Steps from page to page by what a person sees: links and buttons, at any width."""

import re
from datetime import date, datetime, timedelta

from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.models import ClinicSession
from portal.demo.people import PASSWORD
from tests.factories.clinic import logged

PHONE, DESKTOP = 390, 1440
LUCIA, ANDRE, MEI = "lucia@palmetto.test", "andre@palmetto.test", "mei@palmetto.test"
ROSA, IRENE, THEO = "rosa@palmetto.test", "irene@palmetto.test", "theo@palmetto.test"
CORA = "cora@palmetto.test"
THEO_AS_PRINTED, ROSA_AS_PRINTED = "Theo Lindqvist, LMT", "Rosa Castellanos, LMT"


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def hours_ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def of_mei(supervisor: str, *, days: int, submitted: datetime | None = None) -> ClinicSession:
    """Return three hours that Mei submitted to an instructor, from 1 to 4 pm some days ago."""
    return logged(
        Enrollment.objects.get(student__email=MEI),
        Supervisor.objects.get(user__email=supervisor),
        day=days_ago(days),
        now=submitted or hours_ago(1),
    )


def sign_in(page, email: str) -> None:
    """Open the sign-in page and sign in."""
    page.goto("/accounts/login/")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".desk").wait_for()


def accept_invitation(page, email: str, password: str = PASSWORD) -> None:
    """Follow the link in the email, and choose a password."""
    call_command("run_worker", once=True, verbosity=0)
    (invitation,) = [each for each in mail.outbox if each.to == [email]]
    page.goto(re.search(r"https?://[^/\s]+(/\S+)", invitation.body)[1])
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Create account")
    page.locator(".desk").wait_for()


def turn_to(page, name: str) -> None:
    """Follow a link of the navigation, which every page has."""
    arrive_by(page, page.locator(".desk__links").get_by_role("link", name=name))


def arrive_by(page, link) -> None:
    """Follow a link and wait for its page: what is counted or read next must not be the old page's."""
    with page.expect_navigation():
        link.click()


def press(page, name: str) -> None:
    page.get_by_role("button", name=name).locator("visible=true").click()


def follow(page, name: str) -> None:
    arrive_by(page, page.get_by_role("link", name=name).locator("visible=true").first)


def sees(page, words: str) -> None:
    """Wait until the page says these words."""
    expect(page.locator("main")).to_contain_text(words)


def read_the_notice(page, words: str) -> None:
    follow(page, "Notices")
    page.get_by_test_id("notice-row").filter(has_text=words).first.get_by_role("button").click()


def open_in_queue(page, student: str) -> None:
    turn_to(page, "Waiting for you")
    arrive_by(page, in_queue(page, student).first.get_by_role("link"))


def in_queue(page, student: str):
    return page.get_by_test_id("queue-row").filter(has_text=student)


def sign_what_waits(page, student: str, said: str) -> None:
    """Select all sessions of a student in the queue and sign them."""
    turn_to(page, "Waiting for you")
    for row in in_queue(page, student).all():
        row.get_by_role("checkbox").check()
    page.get_by_label("to confirm it's you").fill(PASSWORD)
    page.get_by_role("button", name="Sign").last.click()
    sees(page, said)


def totals(page) -> dict[str, str]:
    """Return a student's figures on the overview."""
    turn_to(page, "Overview")
    page.get_by_test_id("earned-hours").first.wait_for()
    return {
        name: page.get_by_test_id(f"{name}-hours").first.text_content().strip()
        for name in ("earned", "pending")
    }
