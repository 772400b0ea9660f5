"""The check of a transcript starts by itself when its page opens, runs in the browser, and can fail."""

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
from tests.factories.paper.schools import small_school
from tests.factories.transcripts import in_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEPS = 11
FINISHED = "[data-part=result]:not([data-state=running]):not(:empty)"


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
    page.locator(FINISHED).wait_for()


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


def sessions(form: dict) -> list[dict]:
    return [each for each in form["entries"] if '"kind":"sign_off"' in each["payload"]]


def more_minutes(form: dict) -> dict:
    entry = sessions(form)[1]
    entry["payload"] = entry["payload"].replace('"minutes":60', '"minutes":90')
    return form


def swapped(form: dict) -> dict:
    first, second, *_rest = sessions(form)
    first["signature"], second["signature"] = second["signature"], first["signature"]
    return form


def one_less(form: dict) -> dict:
    return form | {"entries": form["entries"][:-1]}


def another_proof(form: dict) -> dict:
    first, _second, third = sessions(form)
    first["proof"] = third["proof"]
    return form


def another_school(_form: dict) -> dict:
    return small_school().form()


def other_total(form: dict) -> dict:
    return form | {"statement": form["statement"].replace('"minutes":180', '"minutes":999')}


@pytest.mark.parametrize(
    ("change", "step", "sentence"),
    [
        (more_minutes, "entries", "Entry {1} was changed"),
        (swapped, "entries", "Entry {0} was changed"),
        (one_less, "chain", "not all that the statement counts"),
        (another_proof, "entries", "Entry {0} is not proven"),
        (other_total, "statement", "its signature does not match"),
        (another_school, "trust", "has not published these keys"),
    ],
)
def test_a_tampered_record_fails_where_it_was_tampered(
    browser_page, issued, change, step, sentence
):
    true = browser_page.request.get(f"/verify/{issued.code}.json").json()
    numbers = [json.loads(each["payload"])["seq"] for each in sessions(true)]
    serve(browser_page, issued, change)
    checked(browser_page, issued)
    expect(browser_page.locator("[data-part=result]")).to_contain_text("Do not rely")
    expect(browser_page.locator(".verify-step--failed")).to_have_count(1)
    failed = browser_page.locator(f".verify-step--failed[data-step={step}]")
    expect(failed).to_contain_text("failed")
    expect(failed).to_contain_text(sentence.format(*numbers))


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


def test_it_can_be_checked_again(browser_page, issued):
    checked(browser_page, issued)
    serve(browser_page, issued, more_minutes)
    browser_page.get_by_role("button", name="Check again").click()
    expect(browser_page.locator("[data-part=result]")).to_contain_text("Do not rely")


def test_a_record_that_is_not_shown_to_continue_is_inconclusive(browser_page, issued):
    """The page has the school's newest keys, but the file is as it was before they changed."""
    old = browser_page.request.get(f"/verify/{issued.code}.json").json()
    rotate_signing_key()
    serve(browser_page, issued, lambda _form: old)
    checked(browser_page, issued)
    expect(browser_page.locator("[data-part=result]")).to_contain_text("Nothing contradicts")
    expect(browser_page.locator(".verify-step--open")).to_have_count(1)
    expect(browser_page.locator(".verify-step--open[data-step=period]")).to_contain_text("replaced")


def test_files_are_checked_without_leaving_the_computer(browser_page, issued):
    true = browser_page.request.get(f"/verify/{issued.code}.json").body()
    sent = []
    browser_page.goto("/verify/")
    browser_page.on("request", lambda request: sent.append((request.method, request.url[-19:])))
    files = {
        "true.json": true,
        "changed.json": true.replace(b"180", b"999"),
        "page.json": b"<!doctype html>",
        "paper.pdf": b"%PDF-1.7",
    }
    chosen = [
        {"name": name, "mimeType": "application/json", "buffer": data}
        for name, data in files.items()
    ]
    browser_page.get_by_label("JSON files").set_input_files(chosen)
    rows = browser_page.locator("[data-part=files] > li")
    expect(rows).to_have_count(len(files))
    expect(browser_page.locator("[data-part=result]")).to_contain_text("Done.")
    for at, (state, words) in enumerate(
        [
            ("ok", "signed by the school"),
            ("failed", "do not rely on it"),
            ("failed", "not a transcript"),
            ("open", "This is a PDF"),
        ]
    ):
        expect(rows.nth(at)).to_contain_text(words)
        assert f"verify-step--{state}" in rows.nth(at).get_attribute("class")
    expect(rows.first.get_by_role("link")).to_have_attribute("href", f"/verify/{issued.code}/")
    assert sent == [("GET", "practicum-keys.json")]


def test_without_scripts_the_page_says_what_to_do(page_without_script, issued):
    page_without_script.goto(f"/verify/{issued.code}/")
    expect(page_without_script.get_by_test_id("transcript-status")).to_contain_text("Valid")
    expect(page_without_script.get_by_role("button", name="Check again")).to_be_hidden()
    expect(page_without_script.get_by_text("Without it, use the verifier")).to_be_visible()
