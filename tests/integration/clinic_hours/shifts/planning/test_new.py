"""The coordinator plans a term: the form, its preview, and then the shifts."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from clinic_hours.shifts.models import Shift, ShiftSeries
from home.site.models import Closure
from tests.factories.clinic import TODAY, ClinicSiteFactory, published_set
from tests.factories.shifts import NEXT_WEEK, booked, planned

pytestmark = pytest.mark.django_db

NEW, WEEK = reverse("hours:shift_new"), timedelta(weeks=1)
MONDAY = NEXT_WEEK.isoformat()


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def term(site, rosa) -> dict:
    """Four Mondays from two to six, as the form sends them."""
    published_set()
    return {
        "site": site.pk,
        "category": "hands-on",
        "lead": rosa.pk,
        "places": 6,
        "weekdays": [0],
        "every_n_weeks": 1,
        "start": "14:00",
        "end": "18:00",
        "first_on": MONDAY,
        "last_on": (NEXT_WEEK + 3 * WEEK).isoformat(),
    }


def words(response) -> str:
    return " ".join(response.content.decode().split())


def errors(office, data: dict) -> dict:
    response = office.post(NEW, data)
    assert response.status_code == 422
    assert not Shift.objects.exists()
    return {name: " ".join(said) for name, said in response.context["form"].errors.items()}


def applied(office, data: dict, **more):
    digest = office.post(NEW, data).context["preview"].digest
    return office.post(NEW, data | {"apply": "on", "digest": digest} | more)


def test_a_school_without_a_site_or_requirements_is_told_to_set_up_first(desk_of, cora):
    browser = desk_of(cora)
    for make in (ClinicSiteFactory, published_set):
        page = words(browser.get(NEW))
        assert "Set up the clinic first" in page
        assert f'href="{reverse("hours:setup")}"' in page
        assert "Places for students" not in page
        make()
    assert "Places for students" in words(browser.get(NEW))


def test_a_preview_counts_and_writes_nothing(office, term):
    response = office.post(NEW, term)
    assert response.status_code == 200
    assert "4 shifts from Nov 23, 2026 to Dec 14, 2026." in words(response)
    assert "Plan 4 shifts" in words(response)
    assert not Shift.objects.exists()


def test_each_date_is_shown_with_its_times_and_what_is_unusual(office, term, cora, rosa):
    Closure.objects.create(name="Storm", first_day=NEXT_WEEK, last_day=NEXT_WEEK)
    planned(cora, rosa, day=NEXT_WEEK + WEEK, start=time(17), end=time(19))
    response = office.post(NEW, term)
    november, december = response.context["preview"].months
    assert (november.name, december.name) == ("November 2026", "December 2026")
    storm, busy = november.lines
    assert (storm.name, storm.kind) == ("Mon, Nov 23", "skipped")
    assert "Storm" in storm.notes[0]
    assert (busy.times, busy.kind) == ("2:00–6:00 pm", "flagged")
    assert "another shift" in busy.notes[0]
    said = "3 shifts from Nov 30, 2026 to Dec 14, 2026; 1 date skipped; 1 has no instructor."
    assert said in words(response)


def test_what_was_previewed_is_planned_and_can_be_undone(office, term):
    response = applied(office, term)
    assert response.status_code == 303
    assert response.url == f"{reverse('hours:roster')}?week=2026-W48"
    undo = reverse("hours:shifts_undo", args=[ShiftSeries.objects.get().batch])
    page = words(office.get(response.url))
    assert "4 shifts planned." in page
    assert f'action="{undo}"' in page
    assert office.post(undo).status_code == 303
    assert not Shift.objects.exists()
    gone = office.post(undo)
    assert gone.status_code == 409
    assert "These shifts were removed before." in words(gone)


def test_a_preview_sent_twice_is_planned_once_and_another_one_again(office, term):
    unled = term | {"lead": ""}
    batch = office.post(NEW, unled).context["preview"].batch
    for _delivery in range(2):
        response = applied(office, unled, batch=batch)
        assert "4 shifts planned." in words(office.get(response.url))
        assert Shift.objects.count() == 4
    applied(office, unled, batch="none of ours")
    assert Shift.objects.count() == 8


def test_a_batch_that_is_in_use_stays(office, term, lucia):
    applied(office, term)
    booked(lucia, Shift.objects.first())
    series = ShiftSeries.objects.get()
    response = office.post(reverse("hours:shifts_undo", args=[series.batch]))
    assert response.status_code == 409
    assert "A student asked for a place on one of these shifts" in words(response)
    assert series.shifts.count() == 4


def test_an_outdated_preview_comes_back_fresh(office, term):
    digest = office.post(NEW, term).context["preview"].digest
    Closure.objects.create(name="Storm", first_day=NEXT_WEEK, last_day=NEXT_WEEK)
    response = office.post(NEW, term | {"apply": "on", "digest": digest})
    assert response.status_code == 409
    assert "Something changed after you saw this preview" in words(response)
    assert "3 shifts from Nov 30, 2026" in words(response)
    assert not Shift.objects.exists()
    fresh = response.context["preview"].digest
    assert office.post(NEW, term | {"apply": "on", "digest": fresh}).status_code == 303


def test_what_was_typed_and_not_previewed_is_not_planned(office, term):
    digest = office.post(NEW, term).context["preview"].digest
    response = office.post(NEW, term | {"places": 7, "apply": "on", "digest": digest})
    assert response.status_code == 409


def test_a_plan_without_a_last_day_is_one_shift(office, term):
    response = applied(office, term | {"weekdays": [], "last_on": ""})
    assert response.status_code == 303
    assert Shift.objects.get().local_date == NEXT_WEEK


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"weekdays": []}, "weekdays", "Choose at least one weekday."),
        ({"weekdays": [9]}, "weekdays", "Choose one of the options listed."),
        ({"last_on": "2026-11-20"}, "last_on", "The last day is before the first day."),
        ({"end": "13:00"}, "end", "The end is not after the start."),
        ({"end": "14:00"}, "end", "The end is not after the start."),
        ({"ends_next_day": "on"}, "end", "A shift can't be longer than 16 hours."),
        ({"weekdays": list(range(7)), "last_on": "2032-05-01"}, "last_on", "These are 1987 dates."),
        ({"weekdays": [2], "last_on": "2026-11-24"}, "weekdays", "None of these dates"),
        ({"places": 0}, "places", "Enter a whole number from 1 to 99."),
        ({"places": 10_000}, "places", "Enter a whole number from 1 to 99."),
        ({"places": "six"}, "places", "Enter a whole number from 1 to 99."),
        ({"last_on": "9999-12-31"}, "last_on", "Check the year."),
        ({"first_on": "2026-11-15"}, "first_on", "This day is over."),
        ({"start": "2 pm"}, "start", "Enter the time like 14:30"),
        ({"site": 0}, "site", "Choose one of the options listed."),
        ({"category": "cooking"}, "category", "Choose one of the options listed."),
        ({"lead": 0}, "lead", "Choose one of the options listed."),
        ({"every_n_weeks": 5}, "every_n_weeks", "Choose one of the options listed."),
        ({"room": "\x00"}, "room", "invisible character"),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field(office, term, typed, field, said):
    found = errors(office, term | typed)
    assert list(found) == [field]
    assert said in found[field]


def test_a_form_without_anything_says_what_is_missing(office, site):
    missing = {"site", "category", "places", "weekdays", "start", "end", "first_on"}
    assert set(errors(office, {})) == missing


def test_a_date_on_which_clocks_skip_the_start_is_refused_with_its_reason(office, term):
    spring = {"first_on": "2027-03-14", "last_on": "", "start": "02:30", "end": "06:00"}
    found = errors(office, term | spring | {"weekdays": []})
    assert "clocks go forward to 03:00" in found["first_on"]


def test_a_closed_day_by_itself_is_refused_with_its_reason(office, term):
    Closure.objects.create(name="Storm", first_day=NEXT_WEEK, last_day=NEXT_WEEK)
    found = errors(office, term | {"weekdays": [], "last_on": ""})
    assert "Storm" in found["first_on"]


def test_an_instructor_who_is_never_free_is_refused(office, term, cora, rosa):
    planned(cora, rosa, start=time(17), end=time(19))
    response = office.post(NEW, term | {"last_on": ""})
    assert response.status_code == 422
    assert "can't lead any of these shifts" in response.context["form"].errors["lead"][0]
    late = term | {"first_on": "2029-01-01", "last_on": ""}
    assert "has no license" in office.post(NEW, late).context["form"].errors["lead"][0]


def test_a_site_in_another_zone_says_so_and_has_local_times(office, term):
    chicago = ClinicSiteFactory(name="Outreach", time_zone="America/Chicago")
    page = office.get(NEW)
    assert "Outreach (times in America/Chicago)" in words(page)
    line = office.post(NEW, term | {"site": chicago.pk}).context["preview"].months[0].lines[0]
    assert line.times == "2:00–6:00 pm CST"


def test_requirements_in_use_are_offered_once_in_the_readers_language(office, term):
    line = {"category": "events", "name": "Events", "name_es": "Eventos", "minutes": 60}
    published_set(line)
    published_set(line | {"category": "draft-only"}, published=False)
    old = published_set(line | {"category": "old"})
    published_set(line, program=old.program, edition=2)
    offered = dict(office.get(NEW).context["form"].fields["category"].choices)
    assert offered[""] == "Choose a requirement"
    assert set(offered) == {"", "hands-on", "events"}
    with override("es"):
        form = office.get(NEW, headers={"accept-language": "es"}).context["form"]
        assert dict(form.fields["category"].choices)["events"] == "Eventos"


def test_the_roster_hands_over_its_week_and_site(office, site):
    roster = office.get(f"{reverse('hours:roster')}?week=2026-W50&site={site.slug}")
    assert f'href="{NEW}?week=2026-W50&amp;site={site.slug}"' in roster.content.decode()
    form = office.get(f"{NEW}?week=2026-W50&site={site.slug}").context["form"]
    assert (str(form["first_on"].value()), form["site"].value()) == ("2026-12-07", site.pk)


def test_a_week_that_began_or_cannot_be_read_starts_today_or_not_at_all(office, site):
    this_week = office.get(f"{NEW}?week=2026-W46").context["form"]
    assert this_week["first_on"].value() == TODAY
    assert (
        office.get(f"{NEW}?week=9999-W99&site=nowhere").context["form"]["first_on"].value() is None
    )
