"""The first day of a new student and a new instructor: invited, licensed, enrolled, logged, signed.

Only by links and buttons, from the public home page; the only addresses are those in the two emails.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from portal.demo.people import PASSWORD
from tests.journeys.desk import status

pytestmark = pytest.mark.browser

CORA = "cora@palmetto.test"
INES, INES_NAME = "ines@example.test", "Inés Valdés"
OMAR, OMAR_NAME = "omar@example.test", "Omar Haddad"
PRINTED = f"{OMAR_NAME}, LMT"


def sign_in(page, email: str) -> None:
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".desk").wait_for()


def sign_out(page) -> None:
    """Sign out through the account menu, which leads to the home page."""
    page.locator(".account-menu:visible summary").click()
    page.get_by_role("button", name="Sign out").locator("visible=true").click()
    page.get_by_role("link", name="Sign in").first.wait_for()


def to_the_desk(page) -> None:
    page.get_by_role("link", name="My desk").click()
    page.get_by_role("heading", name="Students", exact=True).wait_for()


def press(page, name: str) -> None:
    """Press the button below a form in the admin."""
    page.locator("form footer").get_by_role("button", name=name).click()


def invite(page, email: str, name: str) -> None:
    """Fill in the invitation form, where the address may already be filled in."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email address").fill(email)
    press(page, "Send invitation")
    page.get_by_text("Invitation sent").wait_for()


def accept(page, email: str) -> None:
    """Follow the link in an email, choose a password, and sign out."""
    call_command("run_worker", once=True, verbosity=0)
    (invitation,) = [each for each in mail.outbox if each.to == [email]]
    page.goto(re.search(r"https?://[^/\s]+(/\S+)", invitation.body)[1])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_text("You don't have a desk yet").wait_for()
    sign_out(page)


def invite_both(page) -> None:
    page.get_by_role("link", name="Add a student").click()
    page.get_by_label("Student", exact=False).first.fill(INES)
    press(page, "Enroll")
    page.get_by_role("link", name="Send an invitation to this address").click()
    assert page.get_by_label("Email address").input_value() == INES
    invite(page, INES, INES_NAME)
    page.get_by_role("link", name="Invite someone").click()
    invite(page, OMAR, OMAR_NAME)
    to_the_desk(page)


def license_instructor(page) -> None:
    today = timezone.localdate()
    page.get_by_role("link", name="Add an instructor").click()
    page.get_by_label("Person").fill(OMAR)
    page.get_by_label("Printed name").fill(PRINTED)
    press(page, "Create")
    page.get_by_text("Next, add their license").wait_for()
    page.get_by_label("Kind").fill("LMT")
    page.get_by_label("Jurisdiction").fill("US-FL")
    page.get_by_label("License number").fill("MA 77001")
    page.get_by_label("Issue date").fill((today - timedelta(days=400)).isoformat())
    page.get_by_label("Expiration date").fill((today + timedelta(days=400)).isoformat())
    press(page, "Create")
    page.get_by_text("MA 77001").first.wait_for()
    to_the_desk(page)


def enroll(page) -> None:
    page.get_by_role("link", name="Add a student").click()
    page.locator("[name=student]").fill(INES)
    page.get_by_label("Student number").fill("PC-NEW-1")
    page.get_by_label("Cohort").select_option(index=1)
    page.get_by_label("Requirement set").select_option(label="Massage Therapy, edition 1")
    press(page, "Enroll")
    page.get_by_text("PC-NEW-1").first.wait_for()
    to_the_desk(page)
    page.get_by_label("Name or number").fill("valdes ines")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name=INES_NAME)).to_have_count(1)


def log_an_hour(page) -> None:
    """Log an hour that has just ended, or shortly after midnight, one on the day before."""
    end = timezone.localtime().replace(second=0) - timedelta(minutes=5)
    if end.hour < 1:
        end -= timedelta(hours=2)
    start = end - timedelta(hours=1)
    page.get_by_role("link", name="Log a session").first.click()
    page.get_by_label("Date", exact=True).fill(end.date().isoformat())
    page.get_by_label("Started", exact=True).fill(f"{start:%H:%M}")
    page.get_by_label("Finished", exact=True).fill(f"{end:%H:%M}")
    page.locator("label:has(input[name=requirement])").first.click()
    page.get_by_label("Clinic", exact=True).select_option(index=1)
    page.get_by_label("Instructor", exact=True).select_option(label=PRINTED)
    page.get_by_role("button", name="Send to Omar").click()
    assert status(page) == "Submitted"


def sign_it(page) -> None:
    page.get_by_test_id("queue-row").filter(has_text=INES_NAME).get_by_role("checkbox").check()
    page.get_by_label("to confirm it's you").fill(PASSWORD)
    page.get_by_role("button", name="Sign 1 session").click()
    page.get_by_text("1 session signed: 1.00 hours.").wait_for()


def test_a_new_student_and_a_new_instructor_have_their_first_hour_signed(demo_school, browser_page):
    page = browser_page
    page.on("dialog", lambda dialog: dialog.accept())  # "leave this form?"
    page.goto("/")
    sign_in(page, CORA)
    invite_both(page)
    sign_out(page)

    accept(page, INES)
    accept(page, OMAR)

    sign_in(page, CORA)
    license_instructor(page)
    enroll(page)
    sign_out(page)

    sign_in(page, INES)
    log_an_hour(page)
    sign_out(page)

    sign_in(page, OMAR)
    sign_it(page)
    sign_out(page)

    sign_in(page, INES)
    assert page.get_by_test_id("earned-hours").first.text_content().strip() == "1.00"
    page.get_by_role("link", name="My hours").first.click()
    page.locator("table a").first.click()
    assert status(page) == "Signed off"
