"""Pairing, clocking in and out, and the questions that the tablet asks."""

import pytest
import segno
from django.utils import timezone
from playwright.sync_api import expect

from clinic_hours.attendance.models import ClockRequest, Punch
from tests.journeys.desk import sign_in
from tests.journeys.desks.steps import LUCIA

from .steps import call, clock_in, clock_out, next_person, type_in

pytestmark = pytest.mark.browser


def test_a_student_clocks_in_takes_a_break_and_clocks_out(tablet, kinds):
    clock_in(tablet)
    expect(tablet.get_by_text("Hello, Lucía")).to_be_visible()
    assert "Ferrer" not in tablet.content()
    next_person(tablet)
    clock_out(tablet, "Break")
    expect(tablet.get_by_text("Goodbye, Lucía")).to_be_visible()
    tablet.mouse.click(500, 300)  # the next touch
    clock_in(tablet)
    expect(tablet.get_by_text("Your break ended at")).to_be_visible()
    next_person(tablet)
    clock_out(tablet, "Done for today")
    expect(tablet.get_by_text("You clocked out at")).to_be_visible()
    assert kinds() == ["in", "break", "back", "out"]


def test_what_was_typed_stays_while_one_goes_back_and_is_gone_after(tablet, kinds):
    type_in(tablet)
    tablet.get_by_role("button", name="Clock out").click()
    tablet.get_by_role("button", name="Back").click()
    expect(tablet.get_by_label("PIN, 6 digits")).to_have_value("")
    tablet.get_by_role("button", name="Clock in", exact=True).click()
    expect(tablet.get_by_role("alert").first).to_have_text("Type your student number.")
    assert kinds() == []


def test_whoever_goes_back_leaves_nothing_for_the_next_person(tablet, kinds):
    type_in(tablet)
    tablet.get_by_role("button", name="Clock out").click()
    tablet.get_by_role("button", name="Back").click()
    clock_in(tablet, number="9999")
    expect(tablet.get_by_text("That number and PIN don't match.")).to_be_visible()
    assert kinds() == []


def test_whoever_walks_away_from_a_question_leaves_nothing_either(tablet, kinds):
    tablet.clock.install(time=timezone.now())
    tablet.reload()
    tablet.locator("[data-testid=kiosk-code] svg").wait_for()
    type_in(tablet)
    tablet.get_by_role("button", name="Clock out").click()
    tablet.clock.fast_forward(61_000)
    expect(tablet.get_by_role("button", name="Clock in", exact=True)).to_be_visible()
    expect(tablet.get_by_role("button", name="Done for today")).to_be_hidden()
    tablet.get_by_role("button", name="Clock in", exact=True).click()
    expect(tablet.get_by_role("alert").first).to_have_text("Type your student number.")
    assert kinds() == []


def test_a_wrong_pin_is_said_in_the_language_that_is_chosen(tablet, kinds):
    clock_in(tablet, pin="000000")
    expect(tablet.get_by_text("That number and PIN don't match.")).to_be_visible()
    tablet.get_by_role("button", name="Español").click()
    expect(tablet.get_by_text("Ese número y ese PIN no coinciden.")).to_be_visible()
    expect(tablet.get_by_role("button", name="No soy yo")).to_be_hidden()
    tablet.get_by_role("button", name="Siguiente persona, por favor").click()
    expect(tablet.get_by_role("button", name="Registrar entrada")).to_be_visible()
    assert tablet.evaluate("document.documentElement.lang") == "es"
    assert kinds() == []


def test_a_badge_fills_in_the_number(tablet, kinds):
    """A scanner types as fast as no person does, and ends with Enter."""
    tablet.keyboard.type("PC-1042")
    tablet.keyboard.press("Enter")
    expect(tablet.get_by_label("PIN, 6 digits")).to_be_focused()
    tablet.keyboard.type("274915")
    tablet.get_by_role("button", name="Clock in", exact=True).click()
    expect(tablet.get_by_text("Hello, Lucía")).to_be_visible()
    assert Punch.objects.get(kind="in", method="badge")


def test_this_is_not_me_keeps_the_entry(tablet, kinds):
    clock_in(tablet)
    tablet.get_by_role("button", name="This isn't me").click()
    expect(tablet.get_by_text("Your instructor will look at this entry.")).to_be_visible()
    assert kinds() == ["in"]
    assert ClockRequest.objects.count() == 1


def test_who_could_not_clock_in_asks_the_instructor(tablet, kinds):
    tablet.get_by_role("button", name="I could not clock in").click()
    tablet.get_by_label("Student number").last.fill("PC-1042")
    tablet.get_by_role("button", name="Tell the instructor").click()
    expect(tablet.get_by_text("Write in a few words what happened.")).to_be_visible()
    tablet.get_by_label("What happened").last.fill("I forgot my PIN.\nSorry!")
    tablet.get_by_role("button", name="Tell the instructor").click()
    expect(tablet.get_by_text("Your instructor is asked to confirm")).to_be_visible()
    assert ClockRequest.objects.get().reason == "I forgot my PIN. Sorry!"
    assert kinds() == []


def test_the_code_is_a_qr_code_and_leads_a_phone_to_its_buttons(tablet, browser, site_url, kinds):
    frame = tablet.get_by_test_id("kiosk-code")
    address = frame.get_attribute("data-address")
    assert address.startswith(f"{site_url}/in/")
    with browser.new_context(base_url=site_url) as context:
        phone = context.new_page()
        sign_in(phone, LUCIA)
        phone.goto(frame.get_attribute("data-address"))
        phone.get_by_role("button", name="Clock in").click()
        expect(phone.get_by_text("Hello, Lucía. You're clocked in at")).to_be_visible()
    assert kinds() == ["in"]


def test_codes_of_every_size_are_those_of_another_maker(tablet):
    """The texts fill their codes: the other maker pads shorter ones in a way of its own."""
    for length in (14, 26, 42, 62, 84, 106, 122, 152, 180, 213):
        text = ("https://clinic.test/in/" + "x9/" * 80)[:length]
        assert call(tablet, "qr", "modulesOf", text) in made_by_segno(text), length


def made_by_segno(text: str) -> list[list[list[int]]]:
    """Return the modules with each of the eight masks: all of them are right."""
    made = [
        segno.make(text, error="m", mode="byte", mask=mask, boost_error=False, micro=False)
        for mask in range(8)
    ]
    return [[list(row) for row in code.matrix] for code in made]
