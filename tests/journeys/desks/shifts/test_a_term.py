"""A term: planned, booked, waited for, covered, changed and closed, and everyone is told once."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from clinic_hours.shifts.models import Shift
from home.site.models import Closure
from tests.journeys.desks.steps import (
    ANDRE,
    CORA,
    IRENE,
    LUCIA,
    MEI,
    ROSA,
    follow,
    press,
    read_the_notice,
    sees,
    turn_to,
)

from .conftest import deliver

pytestmark = pytest.mark.browser

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

# What each is told, in this order.
TOLD = {
    LUCIA: [
        "You have a place on the shift of Tue",
        "You no longer have a place on the shift of Tue",
        "Andre Boone needs cover",
        "for which you are on the waiting list was changed. It is now Thu",
        "The shift of Thu",
    ],
    ANDRE: [
        "A place opened up: you are booked on the shift of Tue",
        "Mei Tanaka offers to take it",
        "Mei Tanaka takes over from Andre Boone",
    ],
    MEI: [
        "You have a place on the shift of Thu",
        "Andre Boone needs cover",
        "You have a place on the shift of Tue",
        "Irene Okafor, LMT now supervises your shift of Tue",
        "Your shift at Community clinic was changed. It is now Thu",
        "The shift of Tue",
        "The shift of Thu",
    ],
    ROSA: [
        "You supervise 5 new shifts",
        "5 of your shifts at Community clinic were removed",
        "You supervise 5 new shifts",
        "Irene Okafor, LMT takes over from Rosa Castellanos",
        *(f"was changed. It is now {day}" for day in ("Thu", "Tue", "Tue", "Thu")),
        "The shift of Thu",
    ],
    IRENE: ["You now supervise the shift of Tue", "The shift of Tue"],
    CORA: ["Rosa Castellanos can't come to the shift of Tue"],
}


@pytest.fixture
def faculty_day(tuesday) -> date:
    """The second Thursday, on which the clinic is closed."""
    day = tuesday + WEEK + 2 * DAY
    Closure.objects.create(name="Faculty day", first_day=day, last_day=day)
    return day


def ask_for_the_preview(page, first: date) -> None:
    """Plan Tuesdays and Thursdays of three weeks, with one place each."""
    turn_to(page, "Shifts")
    follow(page, "Add shifts")
    page.get_by_label("Clinic site").select_option(label="Community clinic")
    page.get_by_label("Counts toward").select_option(label="Hands-on")
    page.get_by_label("Instructor").first.select_option(label="Rosa Castellanos, LMT")
    typed = {
        "Places for students": "1",
        "First day": first.isoformat(),
        "Start": "14:00",
        "End": "16:00",
        "Last day": (first + 2 * WEEK + 2 * DAY).isoformat(),
    }
    for label, value in typed.items():
        page.get_by_label(label).first.fill(value)
    for day in ("Tuesday", "Thursday"):
        page.locator("label", has_text=day).click()
    press(page, "Preview")
    sees(page, "5 shifts from")
    sees(page, "1 date skipped")
    sees(page, "The clinic is closed that day: Faculty day.")


def plan_the_term(page, first: date) -> None:
    """Plan it, take it back, and plan it again."""
    ask_for_the_preview(page, first)
    press(page, "Plan 5 shifts")
    sees(page, "5 shifts planned.")
    press(page, "Undo")
    sees(page, "5 shifts were removed again.")
    assert not Shift.objects.exists()
    ask_for_the_preview(page, first)
    press(page, "Plan 5 shifts")
    sees(page, "5 shifts planned.")


def row(page, shift: Shift):
    return page.locator(f"#shift-{shift.public_id}")


def book(page, shift: Shift) -> None:
    row(page, shift).get_by_role("button", name="Book").click()


def join_the_waiting_list(page, shift: Shift) -> None:
    """Book, as the page still shows a place that someone just took."""
    book(page, shift)
    sees(page, "Someone just took the last place.")
    row(page, shift).get_by_role("button", name="Join waiting list").click()
    sees(page, "You're on the waiting list:")
    expect(row(page, shift).get_by_test_id("queue-number")).to_have_text("1")


def give_up(page, shift: Shift) -> None:
    row(page, shift).locator("summary").click()
    row(page, shift).get_by_role("button", name="Yes, give up my place").click()
    sees(page, "You gave up your place:")
    expect(row(page, shift)).to_contain_text("Full")


def book_and_wait(lucia, andre, mei, shifts: list[Shift]) -> None:
    """Lucía's place goes to Andre, who waited for it. Then she waits herself, on Thursday."""
    first, second = shifts
    for page in (lucia, andre, mei):
        turn_to(page, "Shifts")
        expect(row(page, first)).to_contain_text("1 place left")
    book(lucia, first)
    sees(lucia, "You're booked:")
    join_the_waiting_list(andre, first)
    give_up(lucia, first)
    book(mei, second)
    sees(mei, "You're booked:")
    join_the_waiting_list(lucia, second)
    read_the_notice(andre, "A place opened up: you are booked")
    expect(andre.locator("#place")).to_contain_text("Booked")
    first.refresh_from_db()
    assert (first.taken, first.places) == (1, 1)


def cover_the_place(andre, mei, look) -> None:
    """Andre asks from the page of the shift, and Mei takes his place."""
    andre.locator("summary", has_text="Ask for cover").press("Enter")
    andre.get_by_label("Why?").fill("My sister gets married.")
    press(andre, "Ask for cover")
    sees(andre, "You asked for cover")
    turn_to(mei, "Shifts")
    sees(mei, "Andre Boone needs cover")
    follow(mei, "See the request")
    sees(mei, "My sister gets married.")
    look(mei, "a request for cover")
    press(mei, "Offer to take it")
    sees(mei, "You offered to take it")
    read_the_notice(andre, "Mei Tanaka offers to take it")
    press(andre, "Agree")
    sees(andre, "Agreed. The place has changed hands.")
    mei.reload()
    sees(mei, "Booked")


def open_on_the_roster(page, shift: Shift) -> None:
    turn_to(page, "Shifts")
    follow(page, "Later")
    page.locator(f".shift[href*='{shift.public_id}']").first.click()


def cover_the_instructor(rosa, cora, shift: Shift, look) -> None:
    """Rosa announces that she can't come, and the office puts Irene on the shift."""
    open_on_the_roster(rosa, shift)
    follow(rosa, "I can't come")
    rosa.get_by_label("Why?").fill("I have a fever.")
    press(rosa, "Tell the clinic office")
    sees(rosa, "The clinic office knows that you can't come.")
    turn_to(cora, "Today")
    sees(cora, "Rosa Castellanos can't come to a shift")
    follow(cora, "Find cover")
    look(cora, "an absence")
    cora.get_by_label("Irene Okafor, LMT").check()
    press(cora, "Assign without asking")
    sees(cora, "Agreed. Everyone on the shift was told.")


def change_from(page, shift: Shift) -> None:
    """Let the shifts end an hour later from this one on."""
    open_on_the_roster(page, shift)
    follow(page, "Change the shift")
    page.get_by_label("This and the following shifts").check()
    page.get_by_label("End").first.fill("17:00")
    press(page, "Preview")
    sees(page, "4 shifts change.")
    press(page, "Change 4 shifts")
    sees(page, "The change was saved")
    minutes = [shift.minutes for shift in Shift.objects.order_by("starts_at")]
    assert minutes == [120, 180, 180, 180, 180]


def close(page, first: date, last: date) -> None:
    turn_to(page, "Shifts")
    follow(page, "Add a closure")
    page.get_by_label("Name", exact=True).fill("Broken water main")
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill(last.isoformat())
    press(page, "Add closure")
    sees(page, "This affects 2 shifts, 2 students and 2 instructors")
    press(page, "Close and cancel 2 shifts")
    sees(page, "2 shifts were canceled, and everyone on them was told.")


def notices_of(page) -> list[str]:
    """Return the sentences on the page of notices, the oldest first."""
    follow(page, "Notices")
    page.get_by_role("heading", name="Notices").wait_for()
    return page.get_by_test_id("notice-row").get_by_role("button").all_inner_texts()[::-1]


def test_everyone_hears_of_a_term_once(at_desk, look, mail_server, tuesday, faculty_day):
    cora = at_desk(CORA)
    plan_the_term(cora, tuesday)
    first, second, *_later = Shift.objects.order_by("starts_at")
    lucia, andre, mei = at_desk(LUCIA), at_desk(ANDRE), at_desk(MEI)
    book_and_wait(lucia, andre, mei, [first, second])
    cover_the_place(andre, mei, look)
    rosa, irene = at_desk(ROSA), at_desk(IRENE)
    cover_the_instructor(rosa, cora, first, look)
    change_from(cora, second)
    close(cora, first.local_date, second.local_date)
    deliver()
    pages = {LUCIA: lucia, ANDRE: andre, MEI: mei, ROSA: rosa, IRENE: irene, CORA: cora}
    for email, page in pages.items():
        notices = notices_of(page)
        for part, said in zip(TOLD[email], notices, strict=True):
            assert part in said
        mails = mail_server.mail_to(email)
        text = "".join(each.get_body().get_content() for each in mails)
        assert [text.count(said) for said in notices] == [notices.count(said) for said in notices]
