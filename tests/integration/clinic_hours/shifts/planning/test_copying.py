"""A week that is not planned yet gets the shifts of the week before."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.notices.models import Notice
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Shift, ShiftSeries
from clinic_hours.shifts.selectors.planning.copies import copy_of
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.copying import copy_week
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from home.site.models import Closure
from tests.factories.clinic import NOW, TODAY, ClinicSiteFactory, SupervisorFactory, local
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series

pytestmark = pytest.mark.django_db(transaction=True)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
AFTER = week_of(NEXT_WEEK + WEEK)
ROSTER, COPY = reverse("hours:roster"), reverse("hours:week_copy")
HERE = f"{COPY}?week={AFTER}"


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def irene(db) -> Supervisor:
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def week(cora, rosa, site):
    """Monday and Tuesday from two to six with Rosa, Wednesday from six to nine with nobody."""
    tuesday = NEXT_WEEK + DAY
    planned_series(cora, rosa, weekdays=(0, 1), last_on=tuesday, room="Blue room")
    planned(cora, None, day=tuesday + DAY, start=time(18), end=time(21), places=4)


def copied(cora, week=AFTER, site=None, now=NOW):
    digest = copy_of(week, site, now).digest
    return copy_week(actor=cora, week=week, site=site, digest=digest, now=now)


def shifts_in(week=AFTER) -> list[Shift]:
    shifts = Shift.objects.filter(local_date__range=(week.first, week.last))
    return list(shifts.order_by("starts_at", "pk"))


def leads_in(week=AFTER) -> list[str]:
    """Return who leads each shift of a week, in order."""
    return [
        ", ".join(duty.supervisor.user.display_name for duty in shift.duties.all())
        for shift in shifts_in(week)
    ]


def words(response) -> str:
    return " ".join(response.content.decode().split())


def notes_of(response) -> dict[str, str]:
    """Return {day: the notes below its shifts} of a preview."""
    months = response.context["preview"]["months"]
    return {m.name: " ".join(note for line in m.lines for note in line.notes) for m in months}


def test_the_shifts_come_at_the_same_local_times_with_their_instructors(week, cora):
    copied(cora)
    assert [shift.starts_at for shift in shifts_in()] == [
        local(NEXT_WEEK + WEEK, "14:00"),
        local(NEXT_WEEK + WEEK + DAY, "14:00"),
        local(NEXT_WEEK + WEEK + 2 * DAY, "18:00"),
    ]
    assert leads_in() == ["Rosa Castellanos", "Rosa Castellanos", ""]
    assert [shift.places for shift in shifts_in()] == [6, 6, 4]
    assert [shift.room for shift in shifts_in()] == ["Blue room", "Blue room", ""]


def test_shifts_that_are_alike_become_one_series(week, cora):
    batch = copied(cora)
    found = ShiftSeries.objects.filter(batch=batch).order_by("pk")
    assert [series.weekdays for series in found] == [[0, 1], [2]]


def test_two_shifts_at_the_same_time_stay_two(cora, site):
    for _room in range(2):
        planned(cora, None)
    copied(cora)
    assert len(shifts_in()) == 2


def test_over_a_clock_change_the_local_time_stays(cora, rosa, site):
    before = TODAY.replace(month=10, day=26)
    first = NOW - timedelta(days=40)
    planned(cora, rosa, day=before, now=first)
    after = week_of(before + WEEK)
    copied(cora, week=after, now=first)
    (shift,) = shifts_in(after)
    assert shift.starts_at == local(before + WEEK, "14:00")


def test_canceled_shifts_and_places_are_not_copied(week, cora, lucia, office):
    first, *_others = shifts_in(week_of(NEXT_WEEK))
    booked(lucia, first)
    last = shifts_in(week_of(NEXT_WEEK))[-1]
    cancel_shift(actor=cora, shift=last, version=last.version, reason="Snow.", now=NOW)
    assert "1 shift that was canceled there is not copied." in words(office.get(HERE))
    copied(cora)
    assert [shift.taken for shift in shifts_in()] == [0, 0]


def test_closures_and_past_times_are_skipped_with_their_reason(week, cora, office):
    monday = NEXT_WEEK + WEEK
    Closure.objects.create(name="Storm", first_day=monday, last_day=monday)
    preview = office.get(HERE)
    assert "2 shifts; 1 date skipped; 1 has no instructor." in words(preview)
    assert notes_of(preview) == {
        "Monday, November 30": "The clinic is closed that day: Storm.",
        "Tuesday, December 1": "",
        "Wednesday, December 2": "No instructor",
    }
    wednesday = local(monday + 2 * DAY, "12:00")
    copied(cora, now=wednesday)
    assert [shift.local_date for shift in shifts_in()] == [monday + 2 * DAY]


def test_an_instructor_who_is_away_once_leads_again(week, cora, rosa, irene):
    first, second, _third = shifts_in(week_of(NEXT_WEEK))
    withdraw_instructor(actor=cora, duty=first.duties.get(), reason="Ill.", now=NOW)
    withdraw_instructor(actor=cora, duty=second.duties.get(), reason="Ill.", now=NOW)
    assign_instructor(actor=cora, shift=second, supervisor=irene, now=NOW)
    copied(cora)
    assert leads_in() == ["Rosa Castellanos", "Irene Okafor", ""]


def test_an_instructor_is_not_copied_into_two_shifts_at_once(week, cora, rosa):
    first, *_others = shifts_in(week_of(NEXT_WEEK))
    withdraw_instructor(actor=cora, duty=first.duties.get(), reason="Elsewhere.", now=NOW)
    planned(cora, rosa, start=time(15), end=time(19))
    copied(cora)
    assert leads_in() == ["", "Rosa Castellanos", "Rosa Castellanos", ""]


def test_one_who_no_longer_supervises_leads_nothing(week, cora, rosa):
    Supervisor.objects.filter(pk=rosa.pk).update(is_active=False)
    copied(cora)
    assert leads_in() == ["", "", ""]


def test_a_preview_writes_nothing_and_is_made_and_undone(week, office):
    preview = office.get(HERE)
    assert "3 shifts; 1 has no instructor." in words(preview)
    assert "Plan 3 shifts" in words(preview)
    assert shifts_in() == []
    made = office.post(HERE, {"digest": preview.context["preview"]["digest"]})
    assert (made.status_code, made.url) == (303, f"{ROSTER}?week={AFTER}")
    batch = shifts_in()[0].series.batch
    page = words(office.get(made.url))
    assert "3 shifts planned." in page
    assert office.post(reverse("hours:shifts_undo", args=[batch])).status_code == 303
    assert shifts_in() == []


def test_instructors_are_told_once_for_each_site(week, cora, rosa):
    outreach = ClinicSiteFactory(name="Outreach")
    planned(cora, rosa, day=NEXT_WEEK + 3 * DAY, site=outreach)
    Notice.objects.all().delete()
    copied(cora)
    told = Notice.objects.filter(person=rosa.user).order_by("pk")
    assert [(each.kind, each.facts["site"], each.facts["count"]) for each in told] == [
        ("shifts_planned", shifts_in()[0].site.name, 2),
        ("shifts_planned", "Outreach", 1),
    ]


def test_the_same_preview_sent_twice_plans_once(week, office):
    sent = {"digest": office.get(HERE).context["preview"]["digest"]}
    assert [office.post(HERE, sent).status_code for _time in range(2)] == [303, 303]
    assert len(shifts_in()) == 3
    undo = reverse("hours:shifts_undo", args=[shifts_in()[0].series.batch])
    office.post(undo)
    assert office.post(HERE, sent).status_code == 303  # the office may want it after all
    assert len(shifts_in()) == 3


def test_what_changed_since_the_preview_is_shown_first(week, office):
    digest = office.get(HERE).context["preview"]["digest"]
    Closure.objects.create(name="Storm", first_day=AFTER.first, last_day=AFTER.first)
    answer = office.post(HERE, {"digest": digest})
    assert answer.status_code == 409
    assert "Something changed after you saw this preview" in words(answer)
    assert "2 shifts; 1 date skipped" in words(answer)
    assert shifts_in() == []


def test_a_week_of_which_nothing_can_take_place_has_no_button(week, office):
    Closure.objects.create(name="Storm", first_day=AFTER.first, last_day=AFTER.last)
    page = office.get(HERE)
    assert "0 shifts; 3 dates skipped." in words(page)
    assert page.context["preview"]["button"] == ""


def test_a_planned_week_and_one_after_nothing_are_refused(week, office):
    planned_week = office.get(f"{COPY}?week={week_of(NEXT_WEEK)}")
    assert planned_week.status_code == 409
    assert "This week has shifts already" in words(planned_week)
    later = office.post(f"{COPY}?week={AFTER + 5}", {"digest": "x"})
    assert later.status_code == 409
    assert "The week before has no shifts to copy." in words(later)


def test_one_site_can_be_copied_by_itself(week, cora, office):
    outreach = ClinicSiteFactory(name="Outreach", slug="outreach")
    planned(cora, None, day=NEXT_WEEK + 3 * DAY, site=outreach)
    preview = office.get(f"{HERE}&site=outreach")
    assert "1 shift; 1 has no instructor." in words(preview)
    office.post(f"{HERE}&site=outreach", {"digest": preview.context["preview"]["digest"]})
    assert [shift.site for shift in shifts_in()] == [outreach]


def test_only_the_office_copies(week, lucia, rosa):
    digest = copy_of(AFTER, None, NOW).digest
    with pytest.raises(NotAllowed):
        copy_week(actor=rosa.user, week=AFTER, site=None, digest=digest, now=NOW)
    assert shifts_in() == []


@pytest.mark.parametrize(
    ("asked", "is_offered"),
    [(AFTER, True), (week_of(NEXT_WEEK), False), (AFTER + 5, False)],
)
def test_the_roster_offers_it_where_it_is_possible(week, office, asked, is_offered):
    page = office.get(f"{ROSTER}?week={asked}").text
    assert (f'href="{COPY}?week={asked}"' in page) == is_offered


def test_it_is_offered_to_nobody_else_and_not_for_the_past(week, desk_of, cora, rosa, otis, office):
    for browser in (desk_of(rosa.user), desk_of(otis)):
        assert COPY not in browser.get(f"{ROSTER}?week={AFTER}").text
    planned(cora, None, day=TODAY - 2 * WEEK, now=NOW - 3 * WEEK)
    assert COPY not in office.get(f"{ROSTER}?week={week_of(TODAY - WEEK)}").text
