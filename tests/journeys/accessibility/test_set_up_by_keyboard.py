"""A coordinator sets up an empty school and brings people in by keyboard only, from the sign-in page.

Each step also shows that the focus can be seen on the way: `tests.keyboard`.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.people.models import OfficeRole
from courses.requirements.models import Requirement
from tests.factories.clinic import OfficeRoleFactory, ProgramRecordFactory
from tests.factories.people import PASSWORD
from tests.keyboard import fill_in, go_to

pytestmark = pytest.mark.browser


@pytest.fixture
def cora(transactional_db) -> str:
    """The coordinator of a school that has a program and nothing else."""
    ProgramRecordFactory(name="Massage Therapy")
    return OfficeRoleFactory(user__display_name="Cora Whitfield").user.email


def press(page, words: str) -> None:
    """Go on to a link or button by Tab, and press it."""
    go_to(page, words=words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_in(page, **fields: str) -> None:
    for name, keys in fields.items():
        fill_in(page, name, keys)


def in_days(days: int) -> str:
    """Return the keys that fill a date's parts."""
    return f"{timezone.localdate() + timedelta(days=days):%m%d%Y}"


def add_the_site(page) -> None:
    press(page, "Set-up")
    press(page, "Add a site")
    type_in(page, name="Community clinic")
    press(page, "Add site")
    page.get_by_text("“Community clinic” was saved.").wait_for()


def publish_an_edition(page) -> None:
    press(page, "Set-up")
    press(page, "Publish requirements")
    press(page, "Begin the first edition")
    type_in(page, **{"lines-0-name": "Hands-on sessions", "lines-0-minutes": "125"})
    press(page, "Save and add another requirement")
    expect(page.locator("#id_lines-1-name")).to_be_focused()  # the new one, below the others
    page.keyboard.type("Intakes")
    type_in(page, **{"lines-1-minutes": "20"})
    press(page, "Save and compare")
    press(page, "Publish this edition")


def begin_another_from_it(page) -> None:
    press(page, "New edition from this one")
    press(page, "Save and compare")
    page.get_by_text("Who is affected").wait_for()


def add_the_cohort(page) -> None:
    press(page, "Set-up")
    press(page, "Add a cohort")
    type_in(page, program="Massage", name="First cohort")
    type_in(page, starts_on=in_days(-30), finishes_on=in_days(200))
    press(page, "Add cohort")
    page.get_by_text("“First cohort” was saved.").wait_for()


def keep_the_limits(page) -> None:
    press(page, "Set-up")
    press(page, "Limits")
    press(page, "Save")


def add_a_signer(page) -> None:
    press(page, "Set-up")
    press(page, "Signers")
    press(page, "Add a signer")
    type_in(page, email="dean@example.test", display_name="Dean Ruiz")
    press(page, "Add signer")
    expect(page.locator(".error-summary")).to_be_focused()
    press(page, "Enter the title.")
    page.keyboard.type("Dean")
    press(page, "Add signer")
    page.get_by_text("Dean Ruiz was added").wait_for()


def add_the_instructor(page) -> None:
    press(page, "People")
    press(page, "Add an instructor")
    type_in(page, printed_name="Omar Haddad, LMT", email="omar@example.test", kind="LMT")
    type_in(page, jurisdiction="Florida", number="MA 77001")
    type_in(page, issued_on=in_days(-400), expires_on=in_days(400))
    go_to(page, name="sites")
    page.keyboard.press("Space")
    press(page, "Add and invite")
    page.get_by_text("The invitation is on its way to omar@example.test.").wait_for()


def add_the_student(page) -> None:
    press(page, "People")
    press(page, "Add a student")
    type_in(page, display_name="Inés Valdés", email="ines@example.test", student_number="PC-1")
    type_in(page, cohort="Massage", requirement_set="Massage")
    press(page, "Add and invite")
    page.get_by_text("The invitation is on its way to ines@example.test.").wait_for()


def test_an_empty_school_is_set_up_by_keyboard_only(cora, browser_page):
    page = browser_page
    page.goto("/accounts/login/")
    type_in(page, login=cora, password=PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    add_the_site(page)
    publish_an_edition(page)
    begin_another_from_it(page)
    add_the_cohort(page)
    keep_the_limits(page)
    add_a_signer(page)
    add_the_instructor(page)
    add_the_student(page)
    press(page, "Today")

    expect(page.locator("h1")).to_be_visible()
    assert OfficeRole.objects.filter(title="Dean").exists()
    assert Requirement.objects.filter(requirement_set__edition=1).count() == 2
