"""The list of students: sorted by pace, filtered by risk, the same as CSV."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.databases import rolled_back
from tests.factories.clinic import (
    NOW,
    TODAY,
    CohortFactory,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    published_set,
    signed,
)

from .pages import STUDENTS

pytestmark = pytest.mark.django_db
CSV = reverse("hours:students_file")


def enrolled(name, rosa, hours, *, waiting_days=None, **more):
    """Return a student of 40 required hours, with this many signed five weeks ago."""
    line = {"category": "hands-on", "name": "Hands-on", "minutes": 40 * 60}
    more = {
        "started_on": TODAY - timedelta(weeks=20),
        "requirement_set": published_set(line),
    } | more
    enrollment = EnrollmentFactory(student__display_name=name, **more)
    for number in range(hours):
        ago = timedelta(days=35 - number // 5)
        start = {"start": f"{8 + number % 5:02}:00", "end": f"{9 + number % 5:02}:00"}
        day, moment = TODAY - ago, NOW - ago
        session = logged(enrollment, rosa, day=day, now=moment, **start)
        signed(session, now=moment)
    if waiting_days is not None:
        ago = timedelta(days=waiting_days)
        logged(enrollment, rosa, day=TODAY - ago, now=NOW - ago)
    return enrollment


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """Five students: their targets and hours place each in another filter."""
    with django_db_blocker.unblock(), rolled_back():
        rosa = SupervisorFactory(user__display_name="Rosa Castellanos")
        enroll_all(rosa)
        yield rosa


def enroll_all(rosa) -> None:
    soon, far = TODAY + timedelta(days=60), TODAY + timedelta(days=400)
    enrolled("Andre Baptiste", rosa, 1, target_on=soon, waiting_days=9)
    enrolled("Ágata Núñez", rosa, 12, target_on=TODAY + timedelta(days=90), waiting_days=2)
    enrolled("Zoë Okafor", rosa, 10, target_on=far, waiting_days=6)
    enrolled("Mei Tanaka", rosa, 0, started_on=TODAY)
    enrolled("Joel Rivera", rosa, 1, requirement_set=published_set({"name": "X", "minutes": 60}))


@pytest.fixture
def rosa(made_once, db):
    return made_once


@pytest.fixture
def office(rosa, desk_of, cora):
    return desk_of(cora)


def names(answer) -> list[str]:
    """Return the students of a page in its order, by first name."""
    rows = answer.text.split("<tbody", 1)[1] if "<tbody" in answer.text else ""
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>(\S+)', rows)


def listed(office, **asked) -> list[str]:
    return names(office.get(STUDENTS, asked))


def downloaded(browser, **asked) -> list[dict[str, str]]:
    text = b"".join(browser.get(CSV, asked).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_those_furthest_behind_come_first_and_those_without_a_pace_last(office):
    assert listed(office) == ["Andre", "Ágata", "Zoë", "Mei", "Joel"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("-pace", ["Zoë", "Ágata", "Andre", "Mei", "Joel"]),
        ("student", ["Ágata", "Andre", "Joel", "Mei", "Zoë"]),
        ("-student", ["Zoë", "Mei", "Joel", "Andre", "Ágata"]),
        ("hours", ["Mei", "Andre", "Zoë", "Ágata", "Joel"]),
        ("finish", ["Joel", "Ágata", "Zoë", "Andre", "Mei"]),
        ("waiting", ["Andre", "Zoë", "Ágata", "Mei", "Joel"]),
        ("-waiting", ["Ágata", "Zoë", "Andre", "Mei", "Joel"]),
        ("drop table", ["Andre", "Ágata", "Zoë", "Mei", "Joel"]),
    ],
)
def test_each_column_sorts_both_ways(office, sort, order):
    assert listed(office, sort=sort) == order


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"risk": "far-behind"}, ["Andre"]),
        ({"risk": "behind"}, ["Ágata"]),
        ({"risk": "on-time"}, ["Zoë"]),
        ({"risk": "waiting"}, ["Andre", "Zoë"]),
        ({"risk": "waiting", "sort": "-waiting"}, ["Zoë", "Andre"]),
        ({"risk": "waiting", "name": "okafor zoe"}, ["Zoë"]),
        ({"risk": "behind", "name": "okafor"}, []),
        ({"risk": "nonsense"}, ["Andre", "Ágata", "Zoë", "Mei", "Joel"]),
        ({"name": "NUNEZ agata"}, ["Ágata"]),
    ],
)
def test_filters_combine_with_search_and_order(office, asked, shown):
    assert listed(office, **asked) == shown
    assert [row["student"].split()[0] for row in downloaded(office, **asked)] == shown


def test_a_filter_counts_its_students_within_the_search(office):
    def counts(**asked):
        page = office.get(STUDENTS, asked)
        return {chip.label: chip.count for chip in page.context["chips"]}

    assert counts() == {
        "All": 5,
        "Far behind": 1,
        "Behind": 1,
        "On time or ahead": 1,
        "Waiting 5 days or more": 2,
        "No shift booked": 4,
        "Not here for 14 days": 3,
    }
    assert list(counts(name="andre", risk="behind").values()) == [1, 1, 0, 0, 1, 1, 1]


def test_the_sorted_column_says_so_and_its_link_keeps_the_filters(office):
    page = office.get(STUDENTS, {"risk": "waiting", "sort": "finish"}).text
    assert page.count("aria-sort=") == 1
    assert re.search(r'aria-sort="ascending"><a href="\?risk=waiting&amp;sort=-finish"', page)
    assert 'href="?risk=waiting&amp;sort=waiting"' in page
    assert 'href="?risk=waiting"' in page  # back to the order by pace
    assert f'href="{CSV}?risk=waiting&amp;sort=finish"' in page


def test_those_who_ended_are_listed_only_when_asked_for(office, rosa):
    enrolled("Tess Young", rosa, 0, status="ended")
    assert "Tess" not in listed(office)
    assert listed(office, status="ended") == ["Tess"]


def test_the_page_says_how_far_behind_and_how_long_sessions_wait(office):
    page = office.get(STUDENTS, {"name": "andre"}).text
    assert re.search(r'data-pace="far-behind">\d+ weeks behind<', page)
    assert 'class="overdue">oldest 9 days<' in page
    assert "6 weeks or more" in page
    assert 'class="overdue"' not in office.get(STUDENTS, {"name": "agata"}).text


def test_nobody_found_offers_to_clear_the_filters(office):
    page = office.get(STUDENTS, {"name": "nobody"}).text
    assert "No student matches" in page
    assert "Clear the filters" in page


def test_the_file_says_what_the_page_says(office):
    row, *_others = downloaded(office)
    assert row["student"] == "Andre Baptiste"
    assert (row["hours_signed"], row["hours_waiting"], row["hours_required"]) == (
        "1.00",
        "3.00",
        "40.00",
    )
    assert (row["risk"], row["status"]) == ("far-behind", "active")
    assert row["target"] == (TODAY + timedelta(days=60)).isoformat()


def test_the_file_never_holds_a_formula(office, rosa):
    enrolled("=1+1", rosa, 0)
    (row,) = downloaded(office, name="1+1")
    assert not row["student"].startswith("=")


def test_instructors_and_auditors_get_the_students_they_see(desk_of, otis, rosa):
    other = SupervisorFactory()
    logged(EnrollmentFactory(cohort=CohortFactory(), student__display_name="Nia Cole"), other)
    assert len(downloaded(desk_of(otis))) == 6
    assert [row["student"] for row in downloaded(desk_of(other.user))] == ["Nia Cole"]
    assert "Nia" not in names(desk_of(rosa.user).get(STUDENTS))
