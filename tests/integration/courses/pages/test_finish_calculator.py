"""When would I finish? A program page's answer to any `?hours=`, with Florida's real numbers."""

import datetime
import json

import pytest
import time_machine

from courses.standards.models import LicensingStandard
from courses.standards.services.standards import load_standards
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramPageFactory,
    RequirementSetFactory,
)

from .finish_pages import close, read, weeks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november_23():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)):
        yield


@pytest.fixture
def program():
    """A program of 500 hours under Florida's rule, without an edition yet. Its first group is full."""
    starts = [("2027-01-04", 0), ("2027-01-11", 7)]
    value = {
        "name": "evening",
        "meets": [],
        "starts": [{"first_day": day, "places_left": places} for day, places in starts],
    }
    program = ProgramFactory(
        standard=load_standards()["us-fl-massage"],
        groups=json.dumps([{"type": "group", "value": value}]),
    )
    for hours in (375, 125):
        CurriculumLineFactory(program=program, course=CourseFactory(minutes=hours * 60))
    return program


@pytest.fixture
def page(program):
    """The page of the same program with 125 clinic hours."""
    RequirementSetFactory(program=program)
    return ProgramPageFactory(program=program)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [("5", 100), ("10", 50), ("12.5", 40), ("20", 25), ("25", 20), ("30", 17)],
)
def test_different_weekly_hours_lead_to_different_weeks(client, page, hours, expected):
    assert weeks(client, page, hours) == expected


def test_the_whole_program_is_counted_and_the_page_says_so(client, page):
    text = read(client, page)

    assert "Based on all 500 hours of the program, 125 of them in the clinic." in text


def test_the_usual_weekly_hours_are_the_program_s_own(client, page):
    text = read(client, page)

    assert '<span data-part="weekly-hours">14.5 hours</span>' in text
    assert '<b data-part="weeks">35 weeks</b>' in text


def test_the_start_is_with_the_first_group_that_has_a_place(client, page):
    text = read(client, page, hours="30")

    assert "Next start: January 11" in text
    assert "If you start on Jan 11, 2027" in text
    assert 'datetime="2027-05-10"' in text


def test_if_all_groups_are_full_the_first_is_named(client, page):
    page.program.groups[0].value["starts"][1]["places_left"] = 0
    page.program.save()

    assert "Next start: January 4" in read(client, page)


def test_weekly_hours_over_the_rule_are_impossible_and_the_rule_is_named(client, page):
    text = read(client, page, hours="45")

    assert "45 hours a week is not possible." in text
    assert "Under the rules of Florida, massage therapy (chart A) (Fla. Admin. Code 64B7" in text
    assert '<b data-part="weeks">17 weeks</b>' in text
    assert 'name="hours" min="1" step="any" value="45"' in text
    assert "not possible" not in read(client, page, hours="30")


EVENINGS = [{"weekday": str(day), "starts": "18:00", "ends": "22:00"} for day in (1, 2, 3, 4)]


def meets(program, *meetings: dict, starts: bool = True) -> None:
    """Let the program's evening group meet at these times, starting on January 11."""
    first = [{"first_day": "2027-01-11", "places_left": 7}] if starts else []
    value = {"name": "evening", "meets": list(meetings), "starts": first}
    program.groups = json.dumps([{"type": "group", "value": value}])
    program.save()


@pytest.mark.parametrize("starts", [True, False])
def test_the_default_answer_uses_the_hours_of_the_schedule(client, page, starts):
    meets(page.program, *EVENINGS, starts=starts)
    text = read(client, page)

    assert '<span data-part="weekly-hours">16 hours</span>' in text
    assert '<b data-part="weeks">32 weeks</b>' in text
    assert 'max="16"' in text
    assert "Evening group: 16 scheduled hours a week." in text


@pytest.mark.parametrize("hours", ["17", "30", "9999.99"])
def test_more_hours_than_the_schedule_give_the_same_finish_as_the_schedule(client, page, hours):
    meets(page.program, *EVENINGS)
    text = read(client, page, hours=hours)

    assert '<b data-part="weeks">32 weeks</b>' in text
    assert "hours a week is not possible. Evening group: 16 scheduled hours a week" in text
    assert "Under the rules of" not in text


def test_fewer_hours_than_the_schedule_take_longer(client, page):
    meets(page.program, *EVENINGS)

    assert weeks(client, page, "10") == 50


def test_a_schedule_over_the_boards_caps_is_limited_to_them(client, page):
    days = [{"weekday": str(day), "starts": "09:00", "ends": "17:00"} for day in range(1, 7)]
    meets(page.program, *days)
    text = read(client, page, hours="48")

    assert '<b data-part="weeks">17 weeks</b>' in text
    assert "Under the rules of" in text


def test_a_daily_cap_applies_without_a_weekly_cap(client, page):
    LicensingStandard.objects.update(weekly_cap_minutes=None)

    assert "up to 42 hours a week count" in read(client, page, hours="45")


@pytest.mark.parametrize("board", ["has caps", "has none", "is none"])
def test_a_cap_for_clinic_hours_alone_does_not_slow_the_whole_program(client, program, board):
    if board == "has none":
        LicensingStandard.objects.update(daily_cap_minutes=None, weekly_cap_minutes=None)
    if board == "is none":
        program.standard = None
        program.save()
    RequirementSetFactory(program=program, weekly_cap_minutes=12 * 60)

    assert weeks(client, ProgramPageFactory(program=program), "25") == 20


def test_a_board_without_caps_is_not_named_as_the_reason(client, page):
    LicensingStandard.objects.update(daily_cap_minutes=None, weekly_cap_minutes=None)

    assert "not possible" not in read(client, page, hours="168")
    text = read(client, page, hours="169")
    assert "169 hours a week is not possible, since a week has 168 hours" in text
    assert "Under the rules of" not in text


def test_without_any_cap_a_week_still_has_a_maximum(client, program):
    program.standard = None
    program.save()
    page = ProgramPageFactory(program=program)

    assert "not possible" not in read(client, page, hours="168")
    assert "a week has 168 hours" in read(client, page, hours="169")


def test_a_program_without_published_requirements_is_also_counted(client, program):
    text = read(client, ProgramPageFactory(program=program), hours="30")

    assert "Based on all 500 hours of the program." in text
    assert '<b data-part="weeks">17 weeks</b>' in text


def test_a_program_without_hours_gives_no_date(client):
    assert 'id="finish"' not in read(client, ProgramPageFactory())


@pytest.mark.parametrize("hours", ["9", "30"])
def test_a_closure_before_the_finish_delays_it_and_is_named(client, page, hours):
    before = weeks(client, page, hours)
    close("Spring break", "2027-03-22", "2027-03-28")

    assert weeks(client, page, hours) == before + 1
    assert "Spring break (March 22 – March 28)." in read(client, page, hours=hours)


def test_a_closure_after_the_finish_is_not_named(client, page):
    close("Summer break", "2027-07-01", "2027-07-11")

    assert "Summer break" not in read(client, page, hours="30")
    assert "Summer break" in read(client, page, hours="9")


def test_the_rules_minimum_weeks_delay_the_finish(client, page):
    LicensingStandard.objects.update(minimum_weeks=24)
    text = read(client, page, hours="25")

    assert '<b data-part="weeks">24 weeks</b>' in text
    assert "The licensing rule requires at least 24 weeks" in text
    assert "The licensing rule" not in read(client, page, hours="10")


@pytest.mark.parametrize(
    "hours",
    ["nine", "-3", "0", "1e9", "9" * 5000, "٩", "\uff19", "9\x00", "<b>", "nan", "%00", "9,9,9"],
)
def test_weekly_hours_that_are_no_number_get_a_sentence_and_the_usual_answer(client, page, hours):
    text = read(client, page, hours=hours)

    assert "Enter hours per week as a number such as 9 or 7.5" in text
    assert '<b data-part="weeks">35 weeks</b>' in text


def test_invalid_bytes_do_no_harm(client, page):
    assert client.get(page.url + "?hours=%ff%fe").status_code == 200


def test_the_field_has_an_html_number_even_in_spanish(client, page):
    text = client.get(f"/es{page.url}", {"hours": "7.5"}).text

    assert 'step="0.5" value="7.5"' in text
