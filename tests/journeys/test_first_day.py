"""The first day at a new school: the coordinator sets it up and brings in people, who work at once.

Only by links and buttons, from the sign-in page; the only other addresses are those in the two emails.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.people.services.documents import FILES
from tests.factories.clinic import OfficeRoleFactory, ProgramRecordFactory
from tests.factories.people import PASSWORD
from tests.journeys.desk import agree, has_status
from tests.journeys.desks.steps import accept_invitation

pytestmark = pytest.mark.browser

INES, INES_NAME = "ines@example.test", "Inés Valdés"
OMAR, PRINTED = "omar@example.test", "Omar Haddad, LMT"
WIDTHS = {"phone": 390, "desktop": 1280}


@pytest.fixture
def cora(transactional_db, monkeypatch, tmp_path) -> str:
    """The coordinator of a school that has a program and nothing else."""
    monkeypatch.setattr(FILES, "location", str(tmp_path))
    ProgramRecordFactory(name="Massage Therapy")
    return OfficeRoleFactory(user__display_name="Cora Whitfield").user.email


def sign_in(page, email: str) -> None:
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".desk").wait_for()


def sign_out(page) -> None:
    """Sign out through the account menu, and go to the sign-in page."""
    page.locator(".account-menu:visible summary").click()
    page.get_by_role("button", name="Sign out").locator("visible=true").click()
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Password", exact=True).wait_for()


def set_the_school_up(page) -> None:
    """Add a clinic, publish a first edition and add a cohort, each from the list of what is missing."""
    go_to(page, "Set-up")
    first_missing(page).click()
    page.get_by_label("Name", exact=True).fill("Community clinic")
    page.get_by_role("button", name="Add site").click()
    publish_an_edition(page)
    add_a_cohort(page)


def go_to(page, name: str) -> None:
    """Follow a link of the navigation. A phone has some of them behind "More"."""
    link = page.locator(".desk__nav").get_by_role("link", name=name)
    if not link.is_visible():
        page.locator(".desk__nav summary", has_text="More").click()
    link.click()


def first_missing(page):
    return page.locator(".setup-missing a").first


def publish_an_edition(page) -> None:
    go_to(page, "Set-up")
    first_missing(page).click()
    page.get_by_role("button", name="Begin the first edition").click()
    page.get_by_label("Name", exact=True).first.fill("Hands-on sessions")
    page.get_by_label("Minimum hours").first.fill("125")
    page.get_by_role("button", name="Save and compare").click()
    page.get_by_role("button", name="Publish this edition").click()
    page.get_by_text("A published edition never changes.").wait_for()


def add_a_cohort(page) -> None:
    today = timezone.localdate()
    go_to(page, "Set-up")
    first_missing(page).click()
    page.get_by_label("Program").select_option(label="Massage Therapy")
    page.get_by_label("Name", exact=True).fill("First cohort")
    page.get_by_label("Start date").fill((today - timedelta(days=30)).isoformat())
    page.get_by_label("Planned finish").fill((today + timedelta(days=200)).isoformat())
    page.get_by_role("button", name="Add cohort").click()
    page.get_by_text("First cohort").first.wait_for()
    page.get_by_role("link", name="Today").first.click()


def add_the_instructor(page) -> None:
    today = timezone.localdate()
    page.get_by_role("link", name="Add an instructor").first.click()
    page.get_by_label("Name as printed").fill(PRINTED)
    page.get_by_label("Email address").fill(OMAR)
    page.get_by_label("License", exact=True).select_option("LMT")
    page.get_by_label("State").select_option(label="Florida")
    page.get_by_label("License number").fill("MA 77001")
    page.get_by_label("Issue date").fill((today - timedelta(days=400)).isoformat())
    page.get_by_label("Expiration date").fill((today + timedelta(days=400)).isoformat())
    scan = {"name": "license.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.get_by_label("Copy of the license").set_input_files(scan)
    page.get_by_label("Community clinic").check()
    page.get_by_role("button", name="Add and invite").click()
    expect(page.get_by_role("heading", name="Omar Haddad", exact=True)).to_be_visible()
    page.get_by_role("button", name="Mark as checked").click()
    page.get_by_text("is marked as checked").wait_for()


def add_the_student(page) -> None:
    go_to(page, "People")
    page.get_by_role("link", name="Add a student").first.click()
    page.get_by_label("Name", exact=True).fill(INES_NAME)
    page.get_by_label("Email address").fill(INES)
    page.get_by_label("Student number").fill("PC-NEW-1")
    page.get_by_label("Cohort").select_option(index=1)
    page.get_by_label("Requirements").select_option(index=1)
    page.get_by_role("button", name="Add and invite").click()
    page.get_by_text(f"The invitation is on its way to {INES}.").wait_for()


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
    has_status(page, "Submitted")


def sign_it(page) -> None:
    page.get_by_test_id("queue-row").filter(has_text=INES_NAME).get_by_role("checkbox").check()
    agree(page)
    page.get_by_label("to confirm it's you").fill(PASSWORD)
    page.get_by_role("button", name="Sign 1 session").click()
    page.get_by_text("1 session signed: 1.00 hours.").wait_for()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_a_new_student_and_a_new_instructor_have_their_first_hour_signed(cora, browser_page, width):
    page = browser_page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/accounts/login/")
    sign_in(page, cora)
    set_the_school_up(page)
    add_the_instructor(page)
    add_the_student(page)
    sign_out(page)

    accept_invitation(page, OMAR, PASSWORD)
    sign_out(page)
    accept_invitation(page, INES, PASSWORD)
    log_an_hour(page)
    sign_out(page)

    sign_in(page, OMAR)
    sign_it(page)
    sign_out(page)

    sign_in(page, INES)
    assert page.get_by_test_id("earned-hours").first.text_content().strip() == "1.00"
