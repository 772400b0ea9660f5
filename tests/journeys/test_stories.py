"""A reader chooses a story, reads it, uses its contents, shares it, and goes on to the next."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.factories.stories import StoryPageFactory, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story():
    author = person("Rosa Castellanos", credential="LMT")
    earlier = StoryPageFactory(title="First week", published_on=datetime.date(2026, 5, 1))
    sections = ("Why it helps", "Which modalities", "Whom to ask", "Where to go", "What next")
    story = StoryPageFactory(title="Sore back", author=author, tags=["Back"], sections=sections)
    return story, earlier


def test_a_reader_goes_from_a_list_to_a_story_to_its_author_and_back(browser_page, story):
    page = browser_page
    page.goto("/stories/")
    page.get_by_role("navigation", name="Choose stories").get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Back")
    page.get_by_role("link", name="Sore back").click()
    page.get_by_role("link", name="Rosa Castellanos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rosa Castellanos")
    page.get_by_role("link", name="See all stories").click()
    expect(page).to_have_url(
        page.url.partition("/stories/")[0] + "/stories/author/rosa-castellanos/"
    )
    page.get_by_role("link", name="See all stories").click()

    expect(page.locator("article")).to_have_count(2)


def test_the_contents_link_to_a_section_that_stays_visible(browser_page, story):
    browser_page.goto(story[0].url)
    browser_page.get_by_role("link", name="Where to go").click()

    expect(browser_page.get_by_role("heading", name="Where to go")).to_be_in_viewport()
    assert browser_page.url.endswith("#where-to-go")


def test_copying_the_link_is_confirmed(browser_page, story, settings):
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto(story[0].url)
    browser_page.get_by_role("button", name="Copy link").click()

    expect(browser_page.locator("share-links output")).to_have_text("Link copied.")
    copied = browser_page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{settings.SITE_URL}{story[0].url}"


def test_without_scripts_a_story_is_shared_by_email(page_without_script, story):
    page = page_without_script
    page.goto(story[0].url)

    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    href = page.get_by_role("link", name="Email", exact=True).get_attribute("href")
    assert href.startswith("mailto:?subject=Sore%20back&body=http%3A%2F%2F")


def test_a_printed_story_is_only_its_text(browser_page, story):
    browser_page.goto(story[0].url)
    browser_page.emulate_media(media="print")

    for gone in (
        "share-links",
        ".story__contents",
        ".story-beside",
        ".site-header",
        ".see-all-heading",
    ):
        assert not browser_page.locator(gone).first.is_visible(), gone
    assert browser_page.get_by_text("A few words.").first.is_visible()
