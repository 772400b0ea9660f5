"""WRITE: change or cancel planned shifts, one or all following, and tell everyone on them.

Raises Conflict if a shift changed since the page was shown, Refused for what is impossible, NotAllowed for
anyone but the office.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.states import LIVE_PLACES
from clinic_hours.shifts.models import (
    Cover,
    Place,
    Shift,
    ShiftEvent,
    ShiftSeries,
    ShiftSupervisor,
)
from clinic_hours.shifts.selectors.lines import shifts_to_move
from clinic_hours.shifts.selectors.planning.changes import (
    Change,
    Kept,
    change_of_following,
    change_of_one,
    following,
)
from clinic_hours.shifts.selectors.planning.previews import SeriesValues
from home.core.models.actors import Person

from .cancelling import cancel
from .covers.endings import end_covers
from .duty_news import tell_of_duties, tell_of_plan
from .news import tell_everyone, tell_those_waiting
from .planning import SHARED, series_columns, times_of, write_leads, write_series, write_shifts
from .steps import Kind, lock_as_shown, note_all
from .waiting import fill


@recorded
def change_shift(
    *,
    actor: Person,
    shift: Shift,
    version: int,
    values: SeriesValues,
    digest: str,
    now: datetime | None = None,
) -> Shift:
    """Change this shift only. `values` are a plan for one date; the shift leaves its series' changes."""
    now = now or timezone.now()
    lock_as_shown(shift, version, actor, now)
    change = refuse_outdated(change_of_one(shift, values), digest)
    rewrite(change, actor, now)
    Shift.objects.filter(pk=shift.pk).update(detached=True)
    move_lines(change, now)
    return Shift.objects.get(pk=shift.pk)


@recorded
def change_following(
    *,
    actor: Person,
    shift: Shift,
    version: int,
    values: SeriesValues,
    digest: str,
    now: datetime | None = None,
) -> ShiftSeries:
    """Change this shift and those after it. `values.first_on` is the shift's date in the series, or later.

    The series is split there. Shifts that were changed by themselves or canceled stay as they are, and their
    dates are never planned again. A date that is no longer in the plan is canceled, or deleted if nothing
    ever happened on it.
    """
    now = now or timezone.now()
    lock_as_shown(shift, version, actor, now)
    later = following(shift)
    list(later.select_for_update().order_by("pk").values_list("pk"))
    change = refuse_outdated(change_of_following(shift, values, now), digest)
    later_pks = list(later.values_list("pk", flat=True))
    series = split(shift, values, actor, now)
    Shift.objects.filter(pk__in=later_pks).update(series=series)
    rewrite(change, actor, now)
    drop(change.dropped, actor, now)
    added = write_shifts(series, change.added, change.preview, now)
    tell_of_plan("shifts_planned", added, now, by=actor)
    move_lines(change, now)
    return series


def refuse_outdated(change: Change, digest: str) -> Change:
    """Return the change if it is possible and still what was shown."""
    if change.obstacles:
        raise Refused(change.obstacles)
    if change.digest != digest:
        raise Conflict
    return change


def split(shift: Shift, values: SeriesValues, actor: Person, now: datetime) -> ShiftSeries:
    """Return the series for the later part: a new one, or the same if nothing came before."""
    old = ShiftSeries.objects.get(pk=shift.series_id)
    if old.shifts.filter(series_date__lt=shift.series_date).exists():
        ShiftSeries.objects.filter(pk=old.pk).update(last_on=shift.series_date - timedelta(days=1))
        return write_series(values, actor=actor, now=now, batch=old.batch, split_from=old)
    ShiftSeries.objects.filter(pk=old.pk).update(**series_columns(values))
    return ShiftSeries.objects.get(pk=old.pk)


def rewrite(change: Change, actor: Person, now: datetime) -> None:
    """Give shifts their new columns. Bookings stay, with the new times, and people are told what changed."""
    changed = change.changed
    if not changed:
        return
    for each in changed:
        write_on(each, change.values, now)
    shifts = [each.shift for each in changed]
    names = [*SHARED, "starts_at", "ends_at", "zone", "local_date", "minutes", "books_until"]
    Shift.objects.bulk_update(shifts, [*names, "changed_at", "version", "ical_sequence"])
    move_places([each.shift for each in changed if each.is_moved])
    came = change_leads(change, actor, now)
    told = [each.shift for each in changed if each.is_told]
    tell_everyone("shift_changed", told, now=now, but=actor.pk, told_already=came)
    tell_those_waiting("awaited_shift_changed", told, now)
    note_all(Kind.CHANGED, {each.shift: each.changes for each in changed}, actor=actor, now=now)


def write_on(each: Kept, values: SeriesValues, now: datetime) -> None:
    shift = each.shift
    for name in SHARED:
        setattr(shift, name, getattr(values, name))
    for name, value in times_of(each.occurrence, values.site, now).items():
        setattr(shift, name, value)
    shift.version += 1
    shift.ical_sequence += 1


def move_places(shifts: Sequence[Shift]) -> None:
    """Copy the new times to the places."""
    mine = Shift.objects.filter(pk=OuterRef("shift"))
    Place.objects.filter(shift__in=shifts, status__in=LIVE_PLACES).update(
        starts_at=Subquery(mine.values("starts_at")[:1]),
        ends_at=Subquery(mine.values("ends_at")[:1]),
    )


def change_leads(change: Change, actor: Person, now: datetime) -> set[tuple[int, int]]:
    """Replace the instructors of the shifts that are led anew by the lead, where they can be there.

    Those who come and go are told. Returns who came: (shift, user).
    """
    anew = {each.shift.pk: each.shift for each in change.kept if each.is_led_anew}
    end_covers(Cover.objects.filter(Q(duty__shift__in=anew) | Q(vacancy__in=anew)), now)
    before, lead = instructors_of(anew), change.values.lead
    ShiftSupervisor.objects.filter(shift__in=anew, withdrawn_at=None).update(withdrawn_at=now)
    if lead:
        led = [shift for shift in anew.values() if shift.local_date not in change.unled]
        write_leads(led, lead, now)
    after = instructors_of(anew)
    for kind, rows in (("duty_withdrawn", before - after), ("duty_assigned", after - before)):
        duties = [(anew[pk], person) for pk, person in sorted(rows)]
        tell_of_duties(kind, duties, now, by=actor)
    return after - before


def instructors_of(shifts: Iterable[int]) -> set[tuple[int, int]]:
    """Return who is on the shifts: (shift, user)."""
    duties = ShiftSupervisor.objects.filter(shift__in=list(shifts), withdrawn_at=None)
    return set(duties.values_list("shift_id", "supervisor__user_id"))


def drop(shifts: Sequence[Shift], actor: Person, now: datetime) -> None:
    """Delete the shifts on which nothing ever happened, and cancel the others."""
    pks = [shift.pk for shift in shifts]
    used = {
        *Place.objects.filter(shift__in=pks).values_list("shift_id", flat=True),
        *ShiftEvent.objects.filter(shift__in=pks).values_list("shift_id", flat=True),
    }
    unused = [pk for pk in pks if pk not in used]
    deleted = [shift for shift in shifts if shift.pk in unused]
    tell_of_plan("shifts_unplanned", deleted, now, by=actor)
    ShiftSupervisor.objects.filter(shift__in=unused).delete()
    Shift.objects.filter(pk__in=unused).delete()
    rest = Shift.objects.filter(pk__in=used).select_related("site")
    cancel(list(rest), "The schedule changed.", actor, now)


def move_lines(change: Change, now: datetime) -> None:
    """Give places that became free to those who wait."""
    kept = [each.shift.pk for each in change.kept]
    for shift in shifts_to_move(now).filter(pk__in=kept):
        fill(shift, now)
