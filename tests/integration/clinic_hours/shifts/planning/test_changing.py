"""The coordinator changes one shift, or it and those after it."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.notices.models import Notice
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.cancelling import cancel_shift
from home.site.models import Closure
from tests.factories.clinic import NOW, SupervisorFactory, local, published_set
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


@pytest.fixture
def office(desk_of, cora):
    return desk_of(cora)


@pytest.fixture
def term(cora, rosa, site):
    """Four Mondays from two to six."""
    return planned_series(cora, rosa, last_on=NEXT_WEEK + 3 * WEEK)


@pytest.fixture
def second(term) -> Shift:
    return term.shifts.get(series_date=NEXT_WEEK + WEEK)


def address(shift: Shift) -> str:
    return reverse("hours:shift_edit", args=[shift.public_id])


def typed(office, shift: Shift, **changes) -> dict:
    """Return what the form of a shift sends, with changes."""
    response = office.get(address(shift))
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: getattr(value, "pk", value) for name, value in values.items()}
    values |= {name: f"{values[name]:%H:%M}" for name in ("start", "end")}
    sent = {name: value for name, value in values.items() if value not in (None, False)}
    return sent | {"version": response.context["version"]} | changes


def previewed(office, shift: Shift, **changes):
    response = office.post(address(shift), typed(office, shift, **changes))
    assert response.status_code == 200, response.context["form"].errors
    return response.context["preview"]


def applied(office, shift: Shift, **changes):
    data = typed(office, shift, **changes)
    preview = office.post(address(shift), data).context["preview"]
    return office.post(address(shift), data | {"apply": "on", "digest": preview.digest})


def errors(response) -> dict:
    return {name: " ".join(said) for name, said in response.context["form"].errors.items()}


def test_one_shift_is_moved_after_a_preview(office, second, lucia):
    booked(lucia, second)
    preview = previewed(office, second, start="15:00", end="19:00")
    assert preview.sentences == ["1 shift changes. 1 student keeps the place and is told."]
    assert [line.remark for line in preview.months[0].lines] == ["was 2:00–6:00 pm"]
    assert applied(office, second, start="15:00", end="19:00").status_code == 303
    second.refresh_from_db()
    assert second.starts_at == local(second.local_date, "15:00")
    assert second.detached


def test_one_shift_is_moved_to_another_day_with_its_instructor(office, second, rosa):
    tuesday = second.local_date + timedelta(days=1)
    assert applied(office, second, first_on=tuesday).status_code == 303
    second.refresh_from_db()
    assert second.local_date == tuesday
    duty = second.duties.get(withdrawn_at=None)
    assert (duty.supervisor, duty.from_at) == (rosa, second.starts_at)


def test_the_following_shifts_change_and_those_apart_are_named(office, term, second, cora, lucia):
    third, fourth = term.shifts.filter(series_date__gt=second.series_date)
    booked(lucia, second)
    applied(office, third, start="08:00", end="10:00")
    cancel_shift(actor=cora, shift=fourth, version=1, reason="Fire drill", now=NOW)
    preview = previewed(office, second, scope="following", start="16:00", end="20:00")
    assert preview.sentences == [
        "1 shift changes. 1 student keeps the place and is told.",
        "2 shifts stay as they are: they were changed by themselves or canceled.",
    ]
    remarks = [line.remark for month in preview.months for line in month.lines]
    assert remarks[1:] == ["Stands by itself: stays as it is", "Stays canceled"]
    applied(office, second, scope="following", start="16:00", end="20:00")
    third.refresh_from_db()
    assert third.starts_at == local(third.local_date, "08:00")
    assert Shift.objects.filter(status=ShiftState.CANCELLED).get() == fourth
    assert Shift.objects.count() == 4


def test_dates_that_leave_the_plan_say_who_loses_a_place(office, second, lucia):
    booked(lucia, second)
    preview = previewed(office, second, scope="following", weekdays=[1])
    assert preview.sentences == [
        "3 shifts are no longer planned. 1 student loses a place there and is told.",
        "2 shifts are added.",
    ]


def test_a_later_date_takes_the_shift_itself_out_of_the_plan(office, second):
    later = {"scope": "following", "first_on": second.local_date + WEEK, "end": "20:00"}
    preview = previewed(office, second, **later)
    assert preview.sentences[0] == "2 shifts change."
    assert preview.button == "Change 3 shifts"
    assert applied(office, second, **later).status_code == 303
    shifts = Shift.objects.order_by("starts_at")
    assert [shift.minutes for shift in shifts] == [240, 360, 360]


def test_whoever_waits_for_a_shift_is_told_that_it_changes(cora, rosa, office, lucia, mei):
    shift = planned(cora, rosa, places=1)
    booked(lucia, shift)
    booked(mei, shift, or_wait=True)
    assert applied(office, shift, room="Room 2").status_code == 303
    told = Notice.objects.filter(person=mei.student).values_list("kind", flat=True)
    assert list(told) == ["awaited_shift_changed"]
    assert applied(office, shift, places=2).status_code == 303
    assert list(told.order_by("pk")) == ["awaited_shift_changed", "place_promoted"]


def test_only_what_changes_is_told(office, term, second, lucia, rosa):
    booked(lucia, second)
    later = (NEXT_WEEK + 5 * WEEK).isoformat()
    preview = previewed(office, second, scope="following", last_on=later)
    assert preview.sentences == ["2 shifts are added."]
    applied(office, second, scope="following", last_on=later)
    assert not Notice.objects.filter(kind="shift_changed").exists()


def test_instructors_assigned_by_hand_stay_unless_the_shift_moves(office, second, rosa):
    irene = SupervisorFactory()
    second.duties.update(supervisor=irene)
    applied(office, second.series.shifts.first(), scope="following", places=8)
    assert second.duties.get(withdrawn_at=None).supervisor == irene
    applied(office, second, start="15:00", end="19:00", lead=rosa.pk)
    assert second.duties.get(withdrawn_at=None).supervisor == rosa
    told = Notice.objects.exclude(kind="shifts_planned").values_list("kind", "person")
    assert set(told) == {("duty_withdrawn", irene.user_id), ("duty_assigned", rosa.user_id)}


def test_without_changes_there_is_nothing_to_apply(office, second):
    preview = previewed(office, second)
    assert (preview.sentences, preview.button) == (["Nothing would change."], "")


def test_a_page_that_is_out_of_date_comes_back_with_a_new_preview(office, second, lucia):
    data = typed(office, second, places=8)
    digest = office.post(address(second), data).context["preview"].digest
    booked(lucia, second)
    response = office.post(address(second), data | {"apply": "on", "digest": digest})
    assert response.status_code == 409
    fresh = {"version": response.context["version"], "digest": response.context["preview"].digest}
    again = office.post(address(second), data | fresh | {"apply": "on"})
    assert again.status_code == 303


def test_a_closure_in_between_is_shown_before_anything_changes(office, second):
    data = typed(office, second, scope="following", start="15:00")
    digest = office.post(address(second), data).context["preview"].digest
    day = second.local_date + WEEK
    Closure.objects.create(name="Storm", first_day=day, last_day=day)
    response = office.post(address(second), data | {"apply": "on", "digest": digest})
    assert response.status_code == 409
    assert "1 shift is no longer planned." in response.context["preview"].sentences
    second.refresh_from_db()
    assert second.starts_at == local(second.local_date, "14:00")


def test_what_bookings_forbid_is_said_at_its_field(office, term, second, cora, lucia, mei):
    published_set({"category": "events", "name": "Events", "minutes": 60})
    for each in (lucia, mei):
        booked(each, second)
    booked(
        lucia,
        planned(cora, SupervisorFactory(), day=second.local_date, start=time(19), end=time(21)),
    )
    for scope in ("this", "following"):
        for changes, field, said in (
            ({"places": 1}, "places", "2 places are taken."),
            ({"category": "events"}, "category", "Students booked this shift"),
            ({"start": "18:00", "end": "20:00"}, "start", "1 student on this shift has another"),
        ):
            data = typed(office, second, scope=scope, **changes)
            response = office.post(address(second), data)
            assert response.status_code == 422
            assert said in errors(response)[field]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"scope": ""}, "scope", "Choose whether the following shifts change, too."),
        ({"scope": "all"}, "scope", "Choose one of the options listed."),
        ({"scope": "following", "last_on": ""}, "last_on", "Enter the last day."),
        (
            {"scope": "following", "first_on": NEXT_WEEK},
            "first_on",
            "Choose the day of this shift or a later one.",
        ),
        ({"first_on": "2026-12-24"}, "first_on", "The clinic is closed that day: Winter break."),
        ({"end": "13:00"}, "end", "The end is not after the start."),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field(office, second, changes, field, said):
    Closure.objects.create(name="Winter break", first_day="2026-12-24", last_day="2026-12-24")
    response = office.post(address(second), typed(office, second, **changes))
    assert response.status_code == 422
    assert list(errors(response)) == [field]
    assert said in errors(response)[field]


def test_a_shift_that_was_changed_by_itself_changes_alone(office, second):
    applied(office, second, start="15:00", end="19:00")
    form = office.get(address(second)).context["form"]
    assert [value for value, _label in form.fields["scope"].choices] == ["this"]
    response = office.post(address(second), typed(office, second, scope="following"))
    assert "scope" in errors(response)


def test_a_canceled_shift_is_not_changed(office, second, cora):
    cancel_shift(actor=cora, shift=second, version=1, reason="Fire drill", now=NOW)
    response = office.get(address(second))
    assert response.status_code == 409
    assert "This shift was canceled." in response.content.decode()


def test_a_term_that_was_split_can_still_be_undone(office, term, second):
    applied(office, second, scope="following", weekdays=[1])
    assert office.post(reverse("hours:shifts_undo", args=[term.batch])).status_code == 303
    assert not Shift.objects.exists()
