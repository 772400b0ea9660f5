"""What is impossible is refused with a sentence, and nothing is half-written."""

from datetime import time, timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.notices.models import Notice
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftEvent, ShiftSeries, ShiftSupervisor
from clinic_hours.shifts.services.planning import plan_series
from clinic_hours.shifts.services.supervision import assign_instructor
from tests.factories.clinic import NOW, ClinicSiteFactory, SupervisorFactory
from tests.factories.shifts import NEXT_WEEK, booked, planned, values
from tests.races import race, surprises, winners

pytestmark = pytest.mark.django_db


def refusal(act, *args, **more) -> str:
    """Return the sentence with which an act is refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return " ".join(sentence_of(finding) for finding in refused.value.findings)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"weekdays": ()}, "None of these dates can have a shift."),
        ({"weekdays": (2,)}, "None of these dates can have a shift."),
        ({"last_on": NEXT_WEEK - timedelta(days=1)}, "The last day is before the first day."),
        ({"end": time(13)}, "The end is not after the start."),
        ({"end": time(6, 1), "ends_next_day": True}, "can't be longer than 16 hours."),
        (
            {"weekdays": tuple(range(7)), "last_on": NEXT_WEEK + timedelta(days=1999)},
            "These are 2000 dates. A series can have at most",
        ),
    ],
)
def test_an_impossible_series_is_refused_by_the_service_too(cora, rosa, site, wrong, sentence):
    plan = values(rosa, **wrong)
    assert sentence in refusal(plan_series, actor=cora, values=plan, digest="", now=NOW)
    for model in (ShiftSeries, Shift, ShiftSupervisor, Notice):
        assert not model.objects.exists()


def test_a_shift_that_began_is_not_canceled(desk_of, cora, rosa, lucia):
    shift = planned(cora, rosa)
    place = booked(lucia, shift)
    shift.refresh_from_db()
    before = Notice.objects.count(), ShiftEvent.objects.count()
    office = desk_of(cora)
    with time_machine.travel(shift.starts_at, tick=False):
        address = reverse("hours:shift_cancel", args=[shift.public_id])
        response = office.post(address, {"version": shift.version, "reason": "Snow."})
    assert response.status_code == 422
    assert "This shift has already started." in response.content.decode()
    assert "contact the clinic office" not in response.content.decode()  # this is the office
    after = Shift.objects.get(pk=shift.pk)
    assert (after.status, after.taken, after.version) == (ShiftState.PLANNED, 1, shift.version)
    assert Place.objects.get(pk=place.pk).status == "booked"
    assert (Notice.objects.count(), ShiftEvent.objects.count()) == before


def test_fewer_places_than_are_booked_change_nothing(desk_of, cora, rosa, lucia, mei):
    shift = planned(cora, rosa)
    for each in (lucia, mei):
        booked(each, shift)
    office, address = desk_of(cora), reverse("hours:shift_edit", args=[shift.public_id])
    page = office.get(address)
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    said = {name: getattr(value, "pk", value) for name, value in said.items() if value}
    said |= {name: f"{said[name]:%H:%M}" for name in ("start", "end")}
    said |= {"version": page.context["version"], "places": 1, "room": "Room 2", "digest": "x"}
    response = office.post(address, said | {"apply": "on"})
    assert response.status_code == 422
    assert "2 places are taken." in " ".join(response.context["form"].errors["places"])
    shift.refresh_from_db()
    assert (shift.places, shift.room, shift.taken) == (6, "", 2)
    assert not Notice.objects.filter(kind="shift_changed").exists()


def test_shifts_of_sites_in_other_zones_overlap_as_they_really_do(cora, rosa, lucia, site):
    """Two to six in Miami is one to five in Chicago."""
    booked(lucia, planned(cora, rosa, site=site))
    chicago = ClinicSiteFactory(name="Outreach", time_zone="America/Chicago")
    there = partial(planned, cora, None, site=chicago)
    meanwhile, afterwards = (there(start=time(4 + hour), end=time(6 + hour)) for hour in (12, 13))
    for each in (meanwhile, afterwards):
        covering = {"from_at": each.starts_at, "to_at": each.ends_at, "confirmed_at": NOW}
        ShiftSupervisor.objects.create(shift=each, supervisor=SupervisorFactory(), **covering)
    sentence = "it overlaps Mon, Nov 23, 1:00–5:00 pm"
    assert sentence in refusal(booked, lucia, meanwhile)
    assert booked(lucia, afterwards).status == "booked"


def test_the_database_itself_puts_no_instructor_on_two_shifts_at_once(cora, rosa, site):
    first, second = planned(cora, rosa), planned(cora, None, start=time(16), end=time(20))
    duty = {"shift": second, "supervisor": rosa, "to_at": second.ends_at}
    with (
        pytest.raises(IntegrityError, match="duties_of_one_instructor_do_not_overlap"),
        transaction.atomic(),
    ):
        ShiftSupervisor.objects.create(from_at=second.starts_at, **duty)
    ShiftSupervisor.objects.create(from_at=first.ends_at, **duty)  # one after the other


def test_the_database_itself_books_no_student_twice_at_once(cora, rosa, lucia, site):
    booked(lucia, planned(cora, rosa))
    other = planned(cora, None, start=time(16), end=time(20))
    said = {"shift": other, "enrollment": lucia, "student": lucia.student, "asked_at": NOW}
    times = {"starts_at": other.starts_at, "ends_at": other.ends_at}
    with (
        pytest.raises(IntegrityError, match="booked_places_of_one_student_do_not_overlap"),
        transaction.atomic(),
    ):
        Place.objects.create(status="booked", **said, **times)


@pytest.mark.django_db(transaction=True)
def test_an_instructor_assigned_to_two_shifts_at_once_gets_one_of_them(cora, rosa, site):
    shifts = [planned(cora, None, start=time(hour), end=time(18)) for hour in (14, 15)]
    assign = partial(assign_instructor, actor=cora, supervisor=rosa, now=NOW)
    outcomes = race(*(partial(assign, shift=shift) for shift in shifts))
    assert not surprises(outcomes, Refused)
    assert len(winners(outcomes)) == ShiftSupervisor.objects.count() == 1
    assert Notice.objects.filter(person=rosa.user).count() == 1
    (refused,) = (each.error for each in outcomes if each.error)
    assert "on another shift" in " ".join(map(sentence_of, refused.findings))
