"""The life of a story: written with a picture, approved, published, found, mailed, moved."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from home.core.models import Picture
from home.newsletter.models import Digest, Subscriber
from home.stories.models import StoryPage
from portal.demo.people import PASSWORD
from tests.servers.mail_server import running_mail_server

pytestmark = pytest.mark.browser

TITLE, SLUG = "What quiet does", "what-quiet-does"
SUBMIT = "Submit to Moderators approval"
SUBSCRIBER = "ana@example.test"
GPS = 0x8825  # EXIF 2.32, section 4.6.3: where the picture was taken


def photograph() -> bytes:
    """Return a picture with the location where it was taken."""
    exif, content = Image.Exif(), BytesIO()
    exif.get_ifd(GPS).update({1: "N", 2: (25.0, 46.0, 0.0), 3: "W", 4: (80.0, 11.0, 0.0)})
    Image.new("RGB", (900, 700), "#2a6655").save(content, "JPEG", exif=exif)
    return content.getvalue()


def sign_in(browser, base_url: str, email: str):
    page = browser.new_context(
        base_url=base_url, viewport={"width": 1400, "height": 1000}
    ).new_page()
    page.set_default_timeout(60_000)
    page.goto("/accounts/login/?next=/admin/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return page


def choose(page, field: str, name: str, search: bool = False) -> None:
    page.locator(f"#{field}-chooser").get_by_role("button", name="Choose").first.click()
    if search:
        page.locator(".modal-content input[name=q]").fill(name)
    page.locator(".modal-content").get_by_role("link", name=name).first.click()
    page.locator(".modal-content").wait_for(state="detached")


def press(page, action: str) -> None:
    """Press one of the actions below the form."""
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_role("button", name=action, exact=True).click()


def is_accepted(answer) -> bool:
    """Return whether a response means that a form was accepted; a refused one is shown again."""
    return answer.request.method == "POST" and answer.status == 302


def add_picture(page) -> None:
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    picture = {"name": "quiet.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    page.set_input_files("input[type=file]", picture)
    page.fill("#id_image-chooser-upload-title", "Quiet")
    page.fill("#id_image-chooser-upload-description", "A calm green field.")
    page.locator(".modal-content").get_by_role("button", name="Upload").click()
    page.locator(".modal-content").wait_for(state="detached")


def write(page) -> None:
    index = Page.objects.get(slug="stories", locale__language_code="en")
    page.goto(f"/admin/pages/add/home_stories/storypage/{index.pk}/")
    page.fill("#id_title", TITLE)
    page.fill("#id_lede", "What an hour without talk does.")
    add_picture(page)
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text").first.click()
    page.get_by_label("Heading").fill("Why it helps")
    page.locator("[data-contentpath=text] [contenteditable=true]").click()
    page.keyboard.type("Nothing happens for an hour.")
    choose(page, "id_category", "Pain and relief")
    choose(page, "id_author", "Rosa Castellanos", search=True)


def publish(page) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    with page.expect_response(is_accepted):
        press(page, "Approve and Publish")


def compose_and_send_digest(page) -> None:
    page.goto("/admin/digest/new/")
    page.fill("#id_subject", "Autumn letter")
    choose(page, "id_stories-0-story", TITLE, search=True)
    with page.expect_navigation():
        page.locator("form footer").get_by_role("button", name="Create").click()
    page.goto(f"/admin/digest/{Digest.objects.latest('pk').pk}/send/")
    page.get_by_role("button", name=re.compile("^Send")).last.click()
    page.get_by_text("Sending to 1 subscriber.").wait_for()


def rename(page, slug: str) -> None:
    page.goto(f"/admin/pages/{StoryPage.objects.get(slug=SLUG).pk}/edit/")
    page.get_by_role("tab", name="Promote").click()
    page.fill("#id_slug", slug)
    with page.expect_response(is_accepted):
        press(page, "Publish")


def test_a_story_is_written_reviewed_published_found_sent_and_moved(
    demo_school, browser, site_url, client
):
    Subscriber.objects.all().delete()  # the demo's
    Subscriber.objects.create(
        email=SUBSCRIBER, state="confirmed", language="en", consent="Yes.", asked_at=timezone.now()
    )
    wren = sign_in(browser, site_url, "wren@palmetto.test")
    write(wren)
    with wren.expect_response(is_accepted):
        press(wren, SUBMIT)
    assert client.get(f"/stories/{SLUG}/").status_code == 404

    edie = sign_in(browser, site_url, "edie@palmetto.test")
    publish(edie)
    story = client.get(f"/stories/{SLUG}/").text
    assert "Nothing happens for an hour." in story
    assert "Rosa Castellanos" in story
    picture = Picture.objects.get(title="Quiet")
    with picture.renditions.first().file.open() as file:
        assert GPS not in Image.open(file).getexif()

    for address in ("/stories/", "/stories/feed/", "/search/?q=quiet"):
        assert TITLE in client.get(address).text, address
    places = ET.fromstring(client.get("/sitemap.xml").content).itertext()
    assert any(place.endswith(f"/stories/{SLUG}/") for place in places)

    with running_mail_server() as server:
        compose_and_send_digest(edie)
        call_command("run_worker", once=True, verbosity=0)
        (mail,) = server.mail_to(SUBSCRIBER)
    assert TITLE in mail.get_body(("plain",)).get_content()

    rename(edie, "the-quiet-hour")
    moved = client.get(f"/stories/{SLUG}/")
    assert (moved.status_code, moved["Location"]) == (301, "/stories/the-quiet-hour/")
    assert client.get(moved["Location"]).status_code == 200
    for person in (wren, edie):
        person.context.close()


def test_submitting_a_story_during_its_first_autosave_creates_one_story(
    demo_school, browser, site_url
):
    wren = sign_in(browser, site_url, "wren@palmetto.test")
    slow = []

    def answer_late(route) -> None:
        if is_draft(route.request):
            slow.append((route, route.fetch()))
        else:
            route.continue_()

    wren.route("**/admin/pages/add/**", answer_late)
    with wren.expect_request(is_draft):
        write(wren)
    while not slow:  # the server has answered, but the browser does not know it yet
        wren.wait_for_timeout(20)

    with wren.expect_response(is_accepted):
        press(wren, SUBMIT)
        route, answer = slow.pop()
        route.fulfill(response=answer)

    assert StoryPage.objects.get(slug=SLUG).workflow_in_progress
    wren.unroute_all(behavior="wait")  # a later autosave may still be on its way
    wren.context.close()


def is_draft(request) -> bool:
    """Return whether the editor sent a request automatically while someone was typing."""
    return request.method == "POST" and "application/json" in request.headers["accept"]
