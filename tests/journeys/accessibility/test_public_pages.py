"""axe finds no problems on any public page or account page."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from clinic_hours.ledger.services.cosignatures import record_cosignatures
from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from home.events.models import Event
from tests.demo_pages import pages_by_type
from tests.factories.witnesses import BOARD, COLLEGE

from .screens import WIDTHS, session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.looks]

STRANGER = [
    *("/accounts/login/", "/accounts/signup/", "/accounts/inactive/"),
    *("/accounts/password/reset/", "/accounts/password/reset/done/"),
    *("/accounts/password/reset/key/1-key/", "/accounts/password/reset/key/done/"),
    *("/accounts/confirm-email/", "/accounts/confirm-email/no-such-key/"),
    *("/accounts/invitation/no-such-token/", "/no-such-page/"),
]
ACCOUNT = [
    *("/accounts/", "/accounts/name/", "/accounts/email/", "/accounts/password/change/"),
    *("/accounts/sessions/", "/accounts/2fa/", "/accounts/2fa/webauthn/"),
    *("/accounts/2fa/totp/activate/", "/accounts/reauthenticate/", "/accounts/logout/"),
]


def a_wrong_password(page) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "nobody@palmetto.test")
    page.fill("input[name=password]", "no such password")
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("language", ["en", "es"])
def test_public_pages(look, language):
    assert look("", two_of_each_type(language)) == []


def test_untranslated_pages(look, client):
    """Spanish readers get them in English inside a Spanish frame, with the right lang attributes."""
    Page.objects.filter(locale__language_code="es", depth__gt=2).update(live=False)
    english = [pages[0] for pages in pages_by_type() if pages[0].depth > 2]
    addresses = [f"/es{page.get_url()}" for page in english]

    assert len(addresses) > 10
    for address in addresses:
        text = client.get(address).text
        assert '<html lang="es"' in text, address
        assert '<main id="main" tabindex="-1" lang="en">' in text, address
    compared = "/es/programs/compare/?program=massage-therapy&program=acupuncture"
    assert look("", [*addresses, compared]) == []


@pytest.mark.parametrize("start", ["/", "/es/"])
def test_the_buttons_of_the_public_header_stay_on_one_line(demo_school, browser, site_url, start):
    with browser.new_context(base_url=site_url) as context:
        context.add_cookies([session_cookie("cora@palmetto.test", site_url)])
        page = context.new_page()
        page.goto(start)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            boxes = [
                button.bounding_box()
                for button in page.locator(".site-header .button:visible, .site-menu:visible").all()
            ]
            middles = [box["y"] + box["height"] / 2 for box in boxes]
            assert max(middles) - min(middles) < 4, (width, boxes)
            brand = page.locator(".site-header .brand").bounding_box()
            assert all(box["x"] >= brand["x"] + brand["width"] for box in boxes), width


def test_lists_of_stories(look):
    lists = ["/stories/topics/", "/stories/?page=2", "/stories/category/pain-and-relief/"]
    assert look("", lists) == []


def two_of_each_type(language: str) -> list[str]:
    """Return the first page of each type, and the one with the longest title."""
    found = []
    for pages in pages_by_type():
        if pages[0].locale.language_code == language:
            found += [pages[0].get_url(), max(pages, key=lambda page: len(page.title)).get_url()]
    return list(dict.fromkeys(found))


def test_forms_and_the_search(look):
    forms = ["/enquire/", "/enquire/thank-you/", "/newsletter/", "/newsletter/asked/"]
    search = ["/search/", "/search/?q=shiatsu", "/search/?q=shiastu", "/search/?q=xylophone"]
    event = Event.objects.latest("starts_at").pk
    forms += [f"/events/{event}/register/", f"/events/{event}/registered/"]
    state = "/about/licensure/?program=massage-therapy&state=us-tx-massage"
    states = [f"{start}/about/licensure/?program=massage-therapy" for start in ("", "/es")]
    addresses = [*forms, "/es/enquire/", *search, state, *states]
    assert look("", addresses, an_empty_request) == []


def an_empty_request(page) -> None:
    page.goto("/enquire/")
    page.locator("main button[type=submit]").click()


def check_in_the_browser(page) -> None:
    page.get_by_role("button", name="Check again").click()
    page.locator("[data-part=result][data-state=ok]").wait_for()


def test_verification(look, settings):
    settings.WITNESS_KEYS = [str(BOARD.key), str(COLLEGE.key)]
    lucia = Enrollment.objects.get(student__email="lucia@palmetto.test")
    cora = get_user_model().objects.get(email="cora@palmetto.test")
    revoked, superseded, valid = (
        issue_transcript(actor=cora, enrollment=lucia) for _number in range(3)
    )
    revoke_transcript(actor=cora, transcript=revoked, reason="Issued by mistake.")
    record_cosignatures(valid.checkpoint.note + BOARD.line(valid.checkpoint.note))
    codes = [revoked.code, superseded.code, "no-such-code", valid.code]
    addresses = ["/verify/", "/verify/log/", *(f"/verify/{code}/" for code in codes)]
    assert look("", addresses, check_in_the_browser) == []


def test_sign_in_pages(look):
    assert look("", STRANGER, a_wrong_password) == []


def test_account_pages(look):
    assert look("andre@palmetto.test", ACCOUNT) == []


def test_control_problems_are_found(look):
    def faults_are_made(page) -> None:
        page.evaluate(
            """() => {
                document.querySelector("h1").style.color = "#ccc";
                for (const label of document.querySelectorAll("label")) label.remove();
                for (const box of document.querySelectorAll("input")) box.placeholder = "";
                document.querySelector("main").style.minWidth = "400px";
            }"""
        )

    found = " ".join(look("", ["/accounts/login/"], faults_are_made))
    for fault in ("color-contrast", "label", "wider than the screen"):
        assert fault in found
