"""Wagtail's checker tells editors about problems on a page without violating its content security policy."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from home.pages.models import StandardPage
from tests.browser import Watch
from tests.journeys.test_editors_journey import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(demo_school, browser, site_url):
    """A signed-in editor. The test fails if the browser reported problems."""
    page = sign_in(browser, site_url, "edie@palmetto.test")
    watch = Watch(page, site_url)
    yield page
    page.context.close()
    # Wagtail also logs the checker's findings to the console.
    assert [each for each in watch.complaints if "axe.run results" not in each] == []


@pytest.fixture
def faulty_page(demo_school) -> StandardPage:
    """A published page with one problem: an empty heading."""
    home = Page.objects.get(depth=2, locale__language_code="en").specific
    text = {"heading": "Rooms", "text": "<h3></h3><p>Two of them.</p>"}
    fields = {"title": "Rooms", "slug": "rooms", "lede": "Where we teach."}
    page = StandardPage(body=[{"type": "text", "value": text}], **fields)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_the_checker_counts_the_problem_on_a_published_page(editor, faulty_page):
    editor.goto("/rooms/")

    editor.get_by_role("button", name="View Wagtail quick actions").click()
    expect(editor.locator("#checker-trigger [data-content-checker-count]")).to_have_text("1")
    editor.get_by_role("menuitem", name="Checks").click()
    expect(editor.get_by_text("Empty heading found")).to_be_visible()


def test_the_checker_counts_the_problem_on_a_page_being_edited(editor, faulty_page):
    editor.goto(f"/admin/pages/{faulty_page.pk}/edit/")

    editor.get_by_role("button", name="Checks").click()
    panel = editor.locator("[data-side-panel=checks]")
    expect(panel.locator("[data-content-checker-count]")).to_have_text("1")
    expect(panel.get_by_text("Empty heading found")).to_be_visible()
