"""The roster: the week with its shifts, and what they need."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.models import Shift
from home.site.models import Closure
from tests.factories.clinic import ClinicSiteFactory
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series

pytestmark = pytest.mark.django_db

ROSTER = reverse("hours:roster")
WEEK = f"{ROSTER}?week=2026-W48"  # the week after NOW, a Monday


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def kinds(response) -> list[str]:
    return [
        each.block.kind
        for day in response.context["days"]
        for cell in day.cells
        for each in cell.blocks
    ]


def test_a_week_without_shifts_is_not_planned_yet(office, site):
    page = words(office.get(WEEK))
    assert "No shifts are planned for this week." in page
    assert page.count("Not planned yet") == 5


def test_a_week_says_how_full_it_is_and_what_it_lacks(office, cora, rosa, lucia):
    booked(lucia, planned(cora, rosa))
    planned(cora, None, start=time(19), end=time(21))
    response = office.get(WEEK)
    assert kinds(response) == ["covered", "uncovered"]
    page = words(response)
    assert "2 shifts, 1 of 12 places taken." in page
    assert "1 has no instructor</strong>." in page
    assert "1 without instructor" in page
    assert "R. Castellanos" in page


def test_more_students_than_an_instructor_may_supervise_need_another(
    office, cora, rosa, lucia, mei
):
    shift = planned(cora, rosa)
    booked(lucia, shift)
    booked(mei, shift)
    Shift.objects.filter(pk=shift.pk).update(students_per_supervisor=1)
    response = office.get(WEEK)
    assert kinds(response) == ["short"]
    assert "Needs 1 more" in words(response)
    assert response.context["summary"]["short"] == 1


def test_a_closed_day_says_why_at_the_site_it_is_closed_at(office, cora, rosa, site):
    other = ClinicSiteFactory(name="Outreach")
    Closure.objects.create(
        name="Building inspection", first_day=NEXT_WEEK, last_day=NEXT_WEEK, place=other.slug
    )
    monday = office.get(WEEK).context["days"][0]
    assert {cell.site: cell.closed for cell in monday.cells} == {
        site: "",
        other: "Building inspection",
    }


def test_a_weekday_without_shifts_in_all_weeks_is_closed(office, cora, rosa, site):
    planned_series(cora, rosa, weekdays=(0, 1, 2, 3, 4, 5), last_on=NEXT_WEEK + timedelta(days=13))
    sunday = office.get(WEEK).context["days"][6]
    assert [cell.idle for cell in sunday.cells] == ["Closed on Sundays"]
    assert words(office.get(WEEK)).count("Closed on Sundays") == 1


def test_a_site_is_shown_by_itself(office, cora, rosa, site):
    other = ClinicSiteFactory(name="Outreach")
    planned(cora, rosa, site=site)
    planned(cora, None, site=other)
    response = office.get(f"{WEEK}&site={other.slug}")
    assert kinds(response) == ["uncovered"]
    assert [cell.site for cell in response.context["days"][0].cells] == [other]


def test_a_site_out_of_use_is_shown_while_it_has_shifts(office, cora, rosa, site):
    planned(cora, rosa)
    ClinicSite.objects.update(is_active=False)
    assert kinds(office.get(WEEK)) == ["covered"]


def test_past_and_canceled_shifts_lack_nothing(office, cora, site):
    shift = planned(cora, None)
    Shift.objects.filter(pk=shift.pk).update(status="cancelled", cancelled_reason="Snow.")
    response = office.get(WEEK)
    assert kinds(response) == ["cancelled"]
    assert response.context["summary"]["shifts"] == 0


def test_instructors_see_their_own_shifts_first(instructor, cora, rosa):
    planned(cora, rosa)
    planned(cora, None, start=time(19), end=time(21))
    response = instructor.get(WEEK)
    assert [each.block.is_mine for each in response.context["own_shifts"]] == [True]
    assert kinds(response) == ["covered", "uncovered"]
    assert "Add a closure" not in words(response)


@pytest.mark.parametrize("query", ["week=x", "week=9999-W01", "site=nowhere", "view=x", "shift=x"])
def test_an_address_that_cannot_be_read_shows_this_week(office, site, query):
    response = office.get(f"{ROSTER}?{query}")
    assert response.status_code == 200
    assert response.context["is_current"]


def test_the_strip_says_from_when_the_clinic_is_closed(office, site):
    first = date(2026, 12, 24)
    Closure.objects.create(name="Winter break", first_day=first, last_day=first + timedelta(days=8))
    strip = office.get(f"{ROSTER}?week=2026-W52").context["strip"]
    assert {each.days: each.words for each in strip}["Dec 21–27"] == "Closed from Dec 24"


def test_the_month_shows_each_day_and_leads_to_its_week(office, cora, rosa, site):
    planned(cora, rosa)
    planned(cora, None, start=time(19), end=time(21))
    response = office.get(f"{WEEK}&view=month")
    assert response.context["title"] == "November 2026"
    weeks = response.context["month"]
    assert [week.url.partition("?")[2] for week in weeks] == [
        f"week=2026-W{number}" for number in range(44, 50)
    ]
    (day,) = [day for week in weeks for day in week.days if day.count]
    assert (day.date, day.count, day.lack) == (NEXT_WEEK, 2, ("1 without instructor", "danger"))
    assert response.context["summary"]["shifts"] == 2


@pytest.mark.parametrize("step", ["earlier_url", "later_url"])
def test_months_follow_each_other_without_a_gap(office, site, step):
    titles, url = [], f"{WEEK}&view=month"
    for _month in range(14):
        response = office.get(url)
        titles.append(response.context["title"])
        url = response.context[step]
    assert len(set(titles)) == 14
    assert titles[12].split()[0] == titles[0].split()[0]


def test_the_list_goes_on_page_by_page(office, cora, rosa, monkeypatch):
    monkeypatch.setattr("clinic_hours.shifts.views.roster.listing.PAGE", 2)
    last = NEXT_WEEK + timedelta(weeks=4)
    planned_series(cora, rosa, last_on=last)
    seen, url = [], f"{WEEK}&view=list"
    for _page in range(3):
        response = office.get(url)
        seen += [row.block.shift.local_date for row in response.context["rows"]]
        url = response.context["more_url"]
    assert seen == [NEXT_WEEK + timedelta(weeks=number) for number in range(5)]
    assert url == ""
    assert response.context["start_url"].endswith("view=list")


def test_an_empty_list_says_so(office, site):
    assert "No shifts are planned" in words(office.get(f"{WEEK}&view=list&after=x"))
