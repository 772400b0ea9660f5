"""A visitor decides on a career: reads, compares, calculates, asks for information, and gets mail."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from home.newsletter.models import Digest, DigestStory, Subscriber
from home.newsletter.services.newsletter import NoSubscribers, send_digest
from home.site.models import SiteSettings
from home.stories.models import StoryPage
from tests.servers.mail_server import MailServer, running_mail_server

pytestmark = pytest.mark.browser

ANA = "ana@example.test"
PATIENCE = 2200  # milliseconds: no person fills in a form faster


@pytest.fixture
def mail_server(demo_school, site_url, settings) -> Iterator[MailServer]:
    """A real mail server. The links in its mail lead to the test's own site."""
    settings.SITE_URL = site_url
    with running_mail_server() as server:
        yield server


@pytest.fixture(params=["browser_page", "page_without_script"])
def visitor(request, mail_server):
    return request.getfixturevalue(request.param)


def deliver() -> None:
    call_command("run_worker", once=True, verbosity=0)


def heading(page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def send(page, button: str) -> None:
    page.wait_for_timeout(PATIENCE)
    page.locator("main").get_by_role("button", name=button).click()


def follow(page, words: str) -> None:
    """Click the first link with this text in the page's content, not in its menus."""
    page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def test_from_a_story_to_a_request_and_its_confirmation(visitor, mail_server):
    """The visitor arrives at a story from a search and then only clicks links."""
    page = visitor
    page.goto("/stories/massage-for-back-pain/")
    follow(page, "Neuromuscular trigger point work")
    assert heading(page) == "Neuromuscular and trigger point therapy"
    follow(page, "Neuromuscular Technique")
    assert heading(page) == "Neuromuscular Technique"
    follow(page, "Advanced Bodywork")
    assert heading(page) == "Advanced Bodywork"

    follow(page, "Compare")
    expect(page.get_by_label("Advanced Bodywork")).to_be_checked()
    page.get_by_label("Massage Therapy").check()
    page.locator("main").get_by_role("button", name="Compare").click()
    expect(page.locator("table.comparison thead th")).to_have_count(2)

    follow(page, "Massage Therapy")
    page.get_by_role("spinbutton", name="Hours per week you can commit").fill("5")
    if (show := page.get_by_role("button", name="Show")).is_visible():
        show.click()
    expect(page.locator("[data-part=weekly-hours]")).to_have_text("5 hours")

    follow(page, "Request information")
    assert page.get_by_label("Program").locator("option:checked").inner_text() == "Massage Therapy"
    page.get_by_label("Your name").fill("Ana Duarte")
    page.get_by_label("Email address").fill(ANA)
    page.get_by_label("What would you like to know?").fill("Are there evening classes?")
    page.get_by_label("I agree").check()
    send(page, "Send request")
    assert heading(page) == "Thank you. We got your request."

    deliver()
    (answer,) = mail_server.mail_to(ANA)
    assert "Massage Therapy" in answer.get_content()


def test_from_subscribing_to_the_newsletter_to_the_last_issue(visitor, mail_server):
    page = visitor
    Subscriber.objects.all().delete()  # the demo's
    page.goto("/newsletter/")
    page.get_by_label("Email address").fill(ANA)
    page.get_by_label("I agree").check()
    send(page, "Sign me up")
    deliver()
    (question,) = mail_server.mail_to(ANA)
    page.goto(re.search(r"http\S+/newsletter/confirm/\S+", question.get_content()).group())
    page.get_by_role("button", name="Yes, send me the newsletter").click()
    assert heading(page) == "Welcome! You're on the list."

    send_digest(a_digest("Autumn letter"), SiteSettings.objects.get())
    deliver()
    last = mail_server.mail_to(ANA)[-1]
    assert last["Subject"] == "Autumn letter"
    assert last["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # RFC 8058: the subscriber's mail program posts without cookies or a CSRF token.
    leave = last["List-Unsubscribe"].strip("<>")
    body = {"List-Unsubscribe": "One-Click"}
    assert Client(enforce_csrf_checks=True).post(path_of(leave), body).status_code == 200

    with pytest.raises(NoSubscribers):
        send_digest(a_digest("Winter letter"), SiteSettings.objects.get())
    deliver()
    assert len(mail_server.mail_to(ANA)) == 2


def a_digest(subject: str) -> Digest:
    digest = Digest.objects.create(subject=subject)
    story = StoryPage.objects.get(slug="massage-for-back-pain", locale__language_code="en")
    DigestStory.objects.create(digest=digest, story=story)
    return digest


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_a_place_at_the_open_house_is_reserved_and_canceled(visitor, mail_server):
    page = visitor
    page.goto("/events/")
    follow(page, "Open house")
    left = page.get_by_test_id("places-left").inner_text()
    follow(page, "Register")
    page.get_by_label("Your name").fill("Ana Duarte")
    page.get_by_label("Email address").fill(ANA)
    page.locator("label", has_text="2 of us").click()
    page.get_by_label("I agree").check()
    send(page, "Register")
    assert heading(page) == "Thank you. Check your email."

    deliver()
    (mail,) = mail_server.mail_to(ANA)
    calendar = next(mail.iter_attachments())
    assert "BEGIN:VEVENT" in calendar.get_content()
    words = mail.get_body(("plain",)).get_content()
    page.goto("/events/open-house/")
    assert page.get_by_test_id("places-left").inner_text() != left

    page.goto(re.search(r"http\S+/events/registrations/\S+", words).group())
    assert heading(page) == "You have a place"
    page.get_by_role("button", name="Cancel my registration").click()
    assert heading(page) == "Your registration is canceled"
    page.goto("/events/open-house/")
    assert page.get_by_test_id("places-left").inner_text() == left
