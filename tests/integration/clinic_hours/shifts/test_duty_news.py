"""Instructors hear which shifts they supervise, whoever changed that, and their calendars follow."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
import time_machine

from clinic_hours.notices.models import Notice
from clinic_hours.notices.selectors.words import sentence_of
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.planning.changes import change_of_following
from clinic_hours.shifts.selectors.planning.previews import values_of
from clinic_hours.shifts.services import changes
from clinic_hours.shifts.services.changes import change_following
from clinic_hours.shifts.services.planning import undo_batch
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import NOW, SupervisorFactory
from tests.factories.shifts import (
    NEXT_WEEK,
    agreed,
    booked,
    covered_by,
    planned,
    planned_series,
    wanted,
)

from .calendars.test_mail_calendars import calendars_for

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = OUTBOX
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def irene(site):
    return SupervisorFactory(user__display_name="Irene Okafor")


def told(supervisor) -> list[str]:
    """Return the sentences that an instructor was told, in order."""
    notices = Notice.objects.filter(person=supervisor.user_id).order_by("pk")
    return [sentence_of(notice) for notice in notices]


def methods_for(person) -> list[str]:
    return sorted(calendar["METHOD"] for calendar in calendars_for(person))


def follow(cora, shift: Shift, **columns) -> None:
    """Change a shift and those after it."""
    shift = Shift.objects.select_related("series__lead", "series__site").get(pk=shift.pk)
    plan = replace(values_of(shift.series), first_on=shift.series_date, **columns)
    digest = change_of_following(shift, plan, NOW).digest
    said = {"shift": shift, "version": shift.version, "values": plan, "digest": digest}
    change_following(actor=cora, now=NOW, **said)


def test_whoever_is_put_on_a_shift_hears_so_and_gets_it_into_the_calendar(cora, irene):
    shift = planned(cora, None)
    assign_instructor(actor=cora, shift=shift, supervisor=irene, now=NOW)
    place = f"Mon, Nov 23, 2:00–6:00 pm at {shift.site}."
    assert told(irene) == [f"You now supervise the shift of {place}"]
    assert methods_for(irene.user) == ["PUBLISH"]


def test_whoever_is_taken_off_hears_why_and_it_leaves_the_calendar(cora, irene):
    shift = planned(cora, None)
    duty = assign_instructor(actor=cora, shift=shift, supervisor=irene, now=NOW)
    withdraw_instructor(actor=cora, duty=duty, reason="Theo teaches that day.", now=NOW)
    assert told(irene)[1].startswith("You no longer supervise the shift of Mon, Nov 23")
    assert "Theo teaches that day." in OutgoingMail.objects.get(text__contains="no longer").text
    last, first = sorted(calendars_for(irene.user), key=lambda each: each["METHOD"])
    sequences = [calendar.walk("VEVENT")[0]["SEQUENCE"] for calendar in (first, last)]
    assert (first["METHOD"], last["METHOD"]) == ("PUBLISH", "CANCEL")
    assert sequences[0] < sequences[1]


def test_nobody_is_told_what_they_did_themselves(cora, site):
    own = SupervisorFactory(user=cora)
    shift = planned(cora, own)
    withdraw_instructor(actor=cora, duty=shift.duties.get(), now=NOW)
    assign_instructor(actor=cora, shift=shift, supervisor=own, now=NOW)
    assert told(own) == []


def test_a_term_is_told_once_and_so_is_its_end(cora, irene):
    term = planned_series(cora, irene, last_on=NEXT_WEEK + 3 * WEEK)
    undo_batch(actor=cora, batch=term.batch, now=NOW)
    first = "Mon, Nov 23, 2:00–6:00 pm"
    assert told(irene) == [
        f"You supervise 4 new shifts at {term.site} until Dec 14, 2026. The first is {first}.",
        f"4 of your shifts at {term.site} were removed from the plan. The first was {first}.",
    ]
    assert Notice.objects.filter(person=irene.user).last().path.startswith("/hours/shifts/?week=")


def test_this_and_following_tells_who_goes_who_comes_and_who_stays(cora, rosa, irene, lucia):
    first, _second = planned_series(cora, rosa, last_on=NEXT_WEEK + WEEK).shifts.all()
    booked(lucia, first)
    Notice.objects.all().delete()
    follow(cora, first, lead=irene, start=time(15))
    kinds = set(Notice.objects.values_list("person", "kind"))
    assert kinds == {
        (rosa.user_id, "duty_withdrawn"),
        (irene.user_id, "duty_assigned"),
        (lucia.student_id, "shift_changed"),
    }
    assert Notice.objects.filter(person=irene.user_id).count() == 2
    assert "3:00–6:00 pm" in told(irene)[0]


def test_an_instructor_who_stays_is_told_of_the_change_only(cora, rosa):
    first, _second = planned_series(cora, rosa, last_on=NEXT_WEEK + WEEK).shifts.all()
    Notice.objects.all().delete()
    follow(cora, first, start=time(15))
    assert (
        list(Notice.objects.values_list("person", "kind")) == [(rosa.user_id, "shift_changed")] * 2
    )


def test_people_on_changed_shifts_are_looked_up_once(cora, rosa, lucia, monkeypatch):
    (shift,) = planned_series(cora, rosa).shifts.all()
    booked(lucia, shift)
    calls = []
    monkeypatch.setattr(changes, "tell_everyone", lambda *args, **more: calls.append(args))
    follow(cora, shift, start=time(15))
    assert [kind for kind, _shifts in calls] == ["shift_changed"]


def test_dates_that_are_added_or_deleted_are_told_to_their_instructor(cora, rosa):
    first, _second = planned_series(cora, rosa, last_on=NEXT_WEEK + WEEK).shifts.all()
    Notice.objects.all().delete()
    follow(cora, first, last_on=NEXT_WEEK)
    follow(cora, first, last_on=NEXT_WEEK + 2 * WEEK)
    assert told(rosa) == [
        f"Your shift at {first.site} was removed from the plan: Mon, Nov 30, 2:00–6:00 pm.",
        f"You supervise 2 new shifts at {first.site} until Dec 7, 2026. The first is Mon, Nov 30, "
        "2:00–6:00 pm.",
    ]


def test_a_place_that_someone_takes_over_leaves_the_calendar(cora, rosa, lucia, mei):
    cover = wanted(booked(lucia, planned(cora, rosa)))
    agreed(covered_by(mei, cover))
    assert methods_for(lucia.student) == ["CANCEL", "PUBLISH"]
