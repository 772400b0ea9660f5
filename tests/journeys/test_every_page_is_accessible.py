"""Nothing that axe can find on any page: light and dark, on the narrowest screen and on a wide one."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.sessions import take_back_session
from clinic_hours.transcripts.services.transcripts import issue_transcript, revoke_transcript
from home.events.models import Event
from portal.accounts.services.people import create_person
from portal.demo.people import PASSWORD
from tests.browser import Watch
from tests.demo_pages import pages_by_type

pytestmark = [pytest.mark.browser, pytest.mark.looks]

NARROW, WIDE = 320, 1440
WIDTHS = (NARROW, 390, 768, 1024, 1280, WIDE)
# Preloading would write the style sheets into the page once more, which its policy refuses.
EVERYTHING = {"resultTypes": ["violations"], "preload": False}
# A theme changes colors and nothing else.
COLORS = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = {
    NARROW: [("light", EVERYTHING)],
    WIDE: [("light", EVERYTHING), ("dark", COLORS)],  # colors are the same at every width
}
FOUND = "options => axe.run(options).then(results => results.violations)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

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


def problems(page, where: str) -> Iterator[str]:
    """Yield what axe finds on the page as it stands, in each width and theme, and any overflow."""
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (beyond := page.evaluate(OVERFLOW)) > 0:
            yield f"{where} at {width}: {beyond} px wider than the screen"
        for theme, options in LOOKS.get(width, []):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for violation in page.evaluate(FOUND, options):
                spots = [
                    f"{node['target'][0]} {node['any'][0]['message'] if node['any'] else ''}"
                    for node in violation["nodes"][:4]
                ]
                yield f"{where} at {width}, {theme}: {violation['id']}: {' | '.join(spots)}"


@pytest.fixture
def look(demo_school, browser, site_url):
    """Return a function that opens addresses as a person and returns every problem on them."""

    def opened(email: str, addresses: list[str], *acts: Callable) -> list[str]:
        with browser.new_context(base_url=site_url) as context:
            if email:
                context.add_cookies([session_cookie(email, site_url)])
            page = context.new_page()
            watch, found = Watch(page, site_url), []
            for address in addresses:
                page.goto(address)
                found += problems(page, address)
            for act in acts:
                act(page)
                found += problems(page, f"{page.url} after {act.__name__}")
            return found + watch.complaints

    return opened


def session_cookie(email: str, url: str) -> dict:
    client = Client()
    client.force_login(get_user_model().objects.get(email=email))
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


def session_of(email: str, status: str) -> str:
    sessions = ClinicSession.objects.filter(student__email=email, status=status)
    return f"/hours/sessions/{sessions.first().public_id}/"


def enrollment_of(email: str) -> tuple[str, str]:
    """Return the address of an enrollment, and of one of its totals."""
    enrollment = Enrollment.objects.get(student__email=email)
    requirement = enrollment.requirement_set.requirements.first()
    here = f"/hours/enrollments/{enrollment.public_id}/"
    return here, f"{here}requirements/{requirement.pk}/"


def an_empty_form(page) -> None:
    page.goto("/hours/sessions/new/")
    page.fill("input[name=date]", "")
    page.locator("button[value=submit]").click()


def a_note_that_names_a_client(page) -> None:
    page.goto("/hours/sessions/new/")
    page.fill("input[name=date]", (timezone.localdate() - timedelta(days=1)).isoformat())
    page.fill("input[name=start]", "06:00")
    page.fill("input[name=end]", "07:00")
    page.fill("[name=note]", "Mrs. Alvarez, neck")
    page.locator("button[value=submit]").click()
    page.locator("[name=names_no_client]").wait_for()


def the_question_about_a_discarded_draft(page) -> None:
    page.goto(session_of("andre@palmetto.test", "draft"))
    page.get_by_role("button", name="Discard", exact=True).click()


def signing_nothing(page) -> None:
    page.goto("/hours/queue/")
    page.locator("button:has([data-words])").click()


def a_wrong_password(page) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "nobody@palmetto.test")
    page.fill("input[name=password]", "no such password")
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("language", ["en", "es"])
def test_public_pages(look, language):
    assert look("", two_of_each_type(language)) == []


def test_pages_that_nobody_has_translated(look, client):
    """Spanish readers get them in English, inside a Spanish frame, and their browser is told so."""
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
    """Return of each type of page the first one, and the one with the longest title."""
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
    page.get_by_role("button", name="Verify now").click()
    page.locator("[data-part=result]:not(:empty)").wait_for()


def test_verification(look):
    lucia = Enrollment.objects.get(student__email="lucia@palmetto.test")
    cora = get_user_model().objects.get(email="cora@palmetto.test")
    revoked, superseded, valid = (
        issue_transcript(actor=cora, enrollment=lucia) for _number in range(3)
    )
    revoke_transcript(actor=cora, transcript=revoked, reason="Issued by mistake.")
    codes = [revoked.code, superseded.code, "no-such-code", valid.code]
    addresses = ["/verify/", "/verify/log/", *(f"/verify/{code}/" for code in codes)]
    assert look("", addresses, check_in_the_browser) == []


def test_the_doors(look):
    assert look("", STRANGER, a_wrong_password) == []


def test_account_pages(look):
    assert look("andre@palmetto.test", ACCOUNT) == []


def test_a_students_desk(look):
    lucia = "lucia@palmetto.test"
    returned = session_of(lucia, "returned")
    addresses = ["/hours/", "/hours/sessions/", "/hours/sessions/?status=voided"]
    addresses += ["/hours/sessions/new/", returned, f"{returned}edit/"]
    addresses += [session_of(lucia, "submitted"), session_of(lucia, "signed_off")]
    assert look(lucia, [*addresses, *enrollment_of(lucia)], an_empty_form) == []


def test_a_student_who_logs_voided_hours_again(look):
    voided = ClinicSession.objects.get(status="voided")
    form = f"/hours/sessions/new/?again={voided.public_id}"
    here = f"/hours/sessions/{voided.public_id}/"
    assert look(voided.student.email, [here, form]) == []


def test_what_a_student_is_asked(look):
    steps = (a_note_that_names_a_client, the_question_about_a_discarded_draft)
    assert look("andre@palmetto.test", [], *steps) == []


def test_a_session_that_was_taken_back(look):
    address = session_of("lucia@palmetto.test", "submitted")
    session = ClinicSession.objects.get(public_id=address.split("/")[-2])
    take_back_session(actor=session.student, session=session, version=session.version)
    assert look("rosa@palmetto.test", [address]) == []


def transcripts_of(email: str) -> list[str]:
    """Return the addresses of a student's transcripts, and of who was shown them."""
    here, _total = enrollment_of(email)
    return [f"{here}transcripts/", f"{here}disclosures/"]


def test_transcripts(look):
    joel, lucia = "joel@palmetto.test", "lucia@palmetto.test"
    assert look(joel, transcripts_of(joel)) == []
    assert look("cora@palmetto.test", [*transcripts_of(joel), *transcripts_of(lucia)]) == []


def test_the_desk_of_a_student_who_has_logged_nothing(look):
    mei = "mei@palmetto.test"
    assert look(mei, ["/hours/", "/hours/sessions/", *enrollment_of(mei)]) == []


def test_an_instructors_desk(look):
    waiting = session_of("lucia@palmetto.test", "submitted")
    addresses = ["/hours/queue/", waiting, "/hours/signed/", "/hours/students/"]
    assert look("rosa@palmetto.test", addresses, signing_nothing) == []


def test_the_desk_of_an_instructor_whose_license_has_lapsed(look):
    assert look("theo@palmetto.test", ["/hours/queue/", "/hours/signed/"]) == []


def test_the_coordinators_desk(look):
    lucia = "lucia@palmetto.test"
    addresses = ["/hours/students/", "/hours/students/?name=nobody", "/hours/ledger/"]
    addresses += [*enrollment_of(lucia), session_of(lucia, "signed_off")]
    paper = HourEntry.objects.filter(kind="transfer").latest("seq")
    reversal = HourEntry.objects.filter(kind="reversal").latest("seq")
    addresses += [f"/hours/entries/{entry.seq}/" for entry in (paper, reversal)]
    addresses.append(f"{enrollment_of(lucia)[0]}paper-hours/")
    assert look("cora@palmetto.test", addresses, paper_that_says_nothing, an_audit) == []


def paper_that_says_nothing(page) -> None:
    page.get_by_role("button", name="Sign and post these hours").click()


def an_audit(page) -> None:
    page.goto("/hours/ledger/")
    page.get_by_role("button", name="Audit the ledger now").click()
    page.get_by_text("and everything matches").wait_for()


def test_the_auditors_desk_and_the_page_of_a_person_without_one(look):
    assert look("otis@palmetto.test", ["/hours/ledger/", "/hours/students/"]) == []
    create_person(email="new@palmetto.test", display_name="Nell Park", password=PASSWORD)
    assert look("new@palmetto.test", ["/hours/", "/hours/queue/"]) == []


def test_control_faults_are_found(look):
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
