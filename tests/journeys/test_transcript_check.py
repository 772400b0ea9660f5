"""The check that a licensing board starts with one click runs in the browser, and can fail."""

import json

import pytest
from playwright.sync_api import Page, expect

from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.ledger.signatures import new_key, write_key_file
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Transcript
from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    signed,
)
from tests.factories.paper_schools import small_school
from tests.factories.transcripts import in_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEPS = 7


@pytest.fixture
def issued(settings, tmp_path) -> Transcript:
    """A transcript of three entries, signed with two keys."""
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    write_key_file(tmp_path / "key.pem", new_key())
    ClinicSiteFactory()
    lucia, rosa = EnrollmentFactory(), SupervisorFactory()
    signed(logged(lucia, rosa, start="08:00", end="09:00"))
    rotate_signing_key()
    signed(logged(lucia, rosa, start="09:00", end="10:00"))
    signed(logged(lucia, rosa, start="10:00", end="11:00"))
    return issue_transcript(actor=OfficeRoleFactory().user, enrollment=lucia, now=NOW)


def checked(page: Page, transcript: Transcript) -> None:
    page.goto(f"/verify/{transcript.code}/")
    page.get_by_role("button", name="Verify now").click()
    expect(page.locator("[data-part=result]")).not_to_be_empty()


def serve(page: Page, transcript: Transcript, change) -> None:
    """Give the browser a different record than the school's."""

    def answer(route) -> None:
        form = json.loads(route.fetch().body())
        route.fulfill(body=in_bytes(change(form)), content_type="application/json")

    page.route(f"**/verify/{transcript.code}.json", answer)


def test_a_genuine_transcript_passes_every_step(browser_page, issued):
    checked(browser_page, issued)
    expect(browser_page.locator("[data-part=result]")).to_contain_text("Every step passed")
    expect(browser_page.locator(".verify-step--ok")).to_have_count(STEPS)
    expect(browser_page.locator("[data-step=keys]")).to_contain_text("Keys: 2.")


def more_minutes(form: dict) -> dict:
    entry = form["entries"][1]
    entry["payload"] = entry["payload"].replace('"minutes":60', '"minutes":90')
    return form


def swapped(form: dict) -> dict:
    first, second, *_rest = form["entries"]
    first["signature"], second["signature"] = second["signature"], first["signature"]
    return form


def one_less(form: dict) -> dict:
    return form | {"entries": form["entries"][:-1]}


def another_proof(form: dict) -> dict:
    form["entries"][0]["proof"] = form["entries"][2]["proof"]
    return form


def another_school(_form: dict) -> dict:
    return small_school().form()


def other_total(form: dict) -> dict:
    return form | {"statement": form["statement"].replace('"minutes":180', '"minutes":999')}


@pytest.mark.parametrize(
    ("change", "step", "sentence"),
    [
        (more_minutes, "entries", "Entry 2 was changed"),
        (swapped, "entries", "Entry 1 was changed"),
        (one_less, "entries", "not the ones the statement lists"),
        (another_proof, "entries", "Entry 1 is not proven"),
        (other_total, "statement", "its signature does not match"),
        (another_school, "trust", "has not published these keys"),
    ],
)
def test_a_tampered_record_fails_where_it_was_tampered(
    browser_page, issued, change, step, sentence
):
    serve(browser_page, issued, change)
    checked(browser_page, issued)
    expect(browser_page.locator("[data-part=result]")).to_contain_text("Do not rely")
    expect(browser_page.locator(".verify-step--failed")).to_have_count(1)
    failed = browser_page.locator(f".verify-step--failed[data-step={step}]")
    expect(failed).to_contain_text("failed")
    expect(failed).to_contain_text(sentence)


def test_another_genuine_transcript_is_not_this_one(browser_page, issued):
    again = issue_transcript(actor=issued.issued_by, enrollment=issued.enrollment, now=NOW)
    browser_page.route(
        f"**/verify/{issued.code}.json",
        lambda route: route.fulfill(
            response=route.fetch(url=f"{route.request.url[:-31]}{again.code}.json")
        ),
    )
    checked(browser_page, issued)
    expect(browser_page.locator("[data-part=result]")).to_contain_text("not the transcript on this")


def test_a_browser_without_ed25519_says_so(browser_page, issued):
    browser_page.add_init_script("crypto.subtle.importKey = () => Promise.reject(new Error('no'))")
    checked(browser_page, issued)
    expect(browser_page.locator("[data-part=result]")).to_contain_text("cannot check Ed25519")
    expect(browser_page.locator(".verify-step--ok")).to_have_count(0)


def test_without_scripts_the_page_says_what_to_do(page_without_script, issued):
    page_without_script.goto(f"/verify/{issued.code}/")
    expect(page_without_script.get_by_test_id("transcript-status")).to_contain_text("Valid")
    expect(page_without_script.get_by_role("button", name="Verify now")).to_be_hidden()
    expect(page_without_script.get_by_text("Without it, use the verifier")).to_be_visible()
