"""Planning a term, changing it from a date on, and canceling."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.notices.models import Notice
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftSeries, ShiftSupervisor
from clinic_hours.shifts.selectors.planning.previews import preview_of, values_of
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.changes import change_following, change_shift
from clinic_hours.shifts.services.planning import plan_series, undo_batch
from tests.factories.clinic import NOW, local
from tests.factories.shifts import NEXT_WEEK, booked, planned, planned_series, values

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = timedelta(weeks=1)
FOUR_WEEKS = {"last_on": NEXT_WEEK + 3 * WEEK}


@pytest.fixture
def term(cora, rosa, site):
    """Four Mondays."""
    return planned_series(cora, rosa, **FOUR_WEEKS)


def days_of(series: ShiftSeries) -> list:
    return list(series.shifts.order_by("series_date").values_list("series_date", flat=True))


def change(scope, shift: Shift, actor, **changes):
    """Change a shift, or it and those after it, as the form would after its preview."""
    plan = replace(values_of(shift.series), **changes)
    if scope is change_shift:
        plan = replace(plan, first_on=shift.series_date, last_on=shift.series_date)
        instead_of = Shift.objects.filter(pk=shift.pk)
    else:
        plan = replace(plan, first_on=shift.series_date)
        instead_of = Shift.objects.filter(
            series=shift.series_id, series_date__gte=shift.series_date
        )
    digest = preview_of(plan, instead_of=instead_of).digest
    return scope(
        actor=actor, shift=shift, version=shift.version, values=plan, digest=digest, now=NOW
    )


def test_a_term_is_planned_in_one_act_with_its_instructor(term, rosa):
    assert days_of(term) == [NEXT_WEEK + n * WEEK for n in range(4)]
    assert {shift.starts_at for shift in term.shifts.all()} == {
        local(NEXT_WEEK + n * WEEK, "14:00") for n in range(4)
    }
    assert ShiftSupervisor.objects.filter(supervisor=rosa, withdrawn_at=None).count() == 4


def test_what_is_applied_is_what_was_shown(cora, rosa, site):
    plan = values(rosa)
    with pytest.raises(Conflict):
        plan_series(actor=cora, values=plan, digest="of another preview", now=NOW)
    assert not Shift.objects.exists()


def test_only_the_office_plans(rosa, lucia, site):
    with pytest.raises(NotAllowed):
        planned(lucia.student, rosa)


def test_an_instructor_who_is_busy_or_unlicensed_leads_no_shift(cora, rosa, site):
    planned(cora, rosa)
    second = planned(cora, rosa, start=time(17), end=time(20))
    later = planned(cora, rosa, day=NEXT_WEEK.replace(year=2028))
    assert not second.duties.exists()
    assert not later.duties.exists()


def test_a_batch_can_be_undone_until_someone_books(term, cora, lucia):
    booked(lucia, term.shifts.first())
    with pytest.raises(Refused):
        undo_batch(actor=cora, batch=term.batch)
    assert term.shifts.count() == 4
    Place.objects.all().delete()
    with pytest.raises(Refused):  # it was booked once: that stays in its events
        undo_batch(actor=cora, batch=term.batch)


def test_an_undone_batch_leaves_nothing(term, cora):
    assert undo_batch(actor=cora, batch=term.batch) == 4
    assert not Shift.objects.exists()
    assert not ShiftSeries.objects.exists()
    with pytest.raises(Conflict):
        undo_batch(actor=cora, batch=term.batch)


def test_one_shift_is_moved_alone_and_its_bookings_move_along(term, cora, lucia):
    shift = term.shifts.first()
    place = booked(lucia, shift)
    shift.refresh_from_db()
    change(change_shift, shift, cora, start=time(15), end=time(19))
    place.refresh_from_db()
    assert place.starts_at == local(NEXT_WEEK, "15:00")
    assert term.shifts.filter(starts_at=local(NEXT_WEEK + WEEK, "14:00")).exists()
    told = Notice.objects.filter(person=lucia.student).values_list("kind", flat=True)
    assert "shift_changed" in told


def test_following_shifts_keep_their_ids_and_bookings(term, cora, lucia):
    second = term.shifts.get(series_date=NEXT_WEEK + WEEK)
    place = booked(lucia, second)
    second.refresh_from_db()
    later = change(change_following, second, cora, start=time(9), end=time(12))
    assert later.split_from == term
    assert days_of(term) == [NEXT_WEEK]
    assert days_of(later) == [NEXT_WEEK + n * WEEK for n in range(1, 4)]
    place.refresh_from_db()
    assert (place.shift_id, place.status) == (second.pk, PlaceState.BOOKED)
    assert place.starts_at == local(NEXT_WEEK + WEEK, "09:00")


def test_a_shift_that_was_moved_or_canceled_never_comes_back(term, cora):
    moved, cancelled = term.shifts.order_by("series_date")[1:3]
    change(change_shift, moved, cora, start=time(8), end=time(10))
    cancel_shift(actor=cora, shift=cancelled, version=1, reason="Fire drill", now=NOW)
    first = term.shifts.order_by("series_date").first()
    change(change_following, first, cora, start=time(16), end=time(20))
    moved.refresh_from_db()
    cancelled.refresh_from_db()
    assert moved.starts_at == local(moved.series_date, "08:00")
    assert cancelled.status == ShiftState.CANCELLED
    assert Shift.objects.count() == 4


def test_a_longer_series_gets_its_missing_dates(term, cora):
    first = term.shifts.order_by("series_date").first()
    later = change(change_following, first, cora, last_on=NEXT_WEEK + 5 * WEEK)
    assert later == term
    assert len(days_of(term)) == 6


def test_dates_that_leave_the_plan_are_canceled_if_booked_and_deleted_otherwise(term, cora, lucia):
    first, second = term.shifts.order_by("series_date")[:2]
    place = booked(lucia, second)
    change(change_following, first, cora, every_n_weeks=2)
    place.refresh_from_db()
    assert place.status == PlaceState.CANCELLED
    assert Shift.objects.get(pk=second.pk).status == ShiftState.CANCELLED
    assert days_of(term) == [NEXT_WEEK + n * WEEK for n in (0, 1, 2)]


def test_places_cannot_fall_below_those_taken(term, cora, lucia, mei):
    shift = term.shifts.first()
    booked(lucia, shift)
    booked(mei, shift)
    shift.refresh_from_db()
    with pytest.raises(Refused) as refused:
        change(change_shift, shift, cora, places=1)
    assert refused.value.findings[0].code == "places_below_taken"


def test_more_places_move_the_waiting_list(cora, rosa, lucia, mei, site):
    shift = planned(cora, rosa, places=1)
    booked(lucia, shift)
    waiting = booked(mei, shift, or_wait=True)
    shift.refresh_from_db()
    change(change_shift, shift, cora, places=2)
    waiting.refresh_from_db()
    assert waiting.status == PlaceState.BOOKED


def test_a_move_that_would_put_a_student_on_two_shifts_is_refused(term, cora, rosa, lucia):
    shift = term.shifts.first()
    booked(lucia, shift)
    booked(lucia, planned(cora, rosa, start=time(19), end=time(21)))
    shift.refresh_from_db()
    with pytest.raises(Refused) as refused:
        change(change_shift, shift, cora, start=time(18), end=time(20))
    assert refused.value.findings[0].code == "students_would_be_twice"


def test_canceling_tells_everyone_and_frees_their_time(term, cora, rosa, lucia):
    shift = term.shifts.first()
    place = booked(lucia, shift)
    shift.refresh_from_db()
    cancel_shift(actor=cora, shift=shift, version=shift.version, reason="No water", now=NOW)
    place.refresh_from_db()
    assert place.status == PlaceState.CANCELLED
    for person in (lucia.student, rosa.user):
        assert Notice.objects.filter(person=person, kind="shift_cancelled").count() == 1
    assert not shift.duties.filter(withdrawn_at=None).exists()


def test_a_stale_page_and_a_shift_that_began_cannot_be_canceled(term, cora):
    shift = term.shifts.first()
    with pytest.raises(Conflict):
        cancel_shift(actor=cora, shift=shift, version=shift.version + 1, reason="x", now=NOW)
    with pytest.raises(Refused):
        cancel_shift(actor=cora, shift=shift, version=1, reason="x", now=shift.starts_at)
    assert Shift.objects.get(pk=shift.pk).status == ShiftState.PLANNED
