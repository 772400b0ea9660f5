"""The building blocks of every change of a shift: write the shift first, then the rest, then the event."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.domain.states import LIVE_PLACES, PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftEvent
from clinic_hours.shifts.policies import can_plan
from home.core.models.actors import Person

Kind = ShiftEvent.Kind


def take_seat(pk: int, now: datetime) -> bool:
    """Take a place on a shift that is open for booking and not full. The write is the shift's lock."""
    is_open = Q(books_from=None) | Q(books_from__lte=now)
    shifts = Shift.objects.filter(is_open, pk=pk, status=ShiftState.PLANNED, books_until__gt=now)
    return take_one(shifts)


def take_any_seat(pk: int, now: datetime) -> bool:
    """Take a place until the shift starts, also outside the booking window."""
    shifts = Shift.objects.filter(pk=pk, status=ShiftState.PLANNED, starts_at__gt=now)
    return take_one(shifts)


def take_one(shifts: QuerySet[Shift]) -> bool:
    """Count one more place as taken, if the shift still matches and is not full."""
    one_more = {"taken": F("taken") + 1, "version": F("version") + 1}
    return shifts.filter(taken__lt=F("places")).update(**one_more) == 1


def lock_shift(pk: int) -> Shift:
    """Take the shift's lock with a write and return the fresh row."""
    Shift.objects.filter(pk=pk).update(version=F("version") + 1)
    return read_shift(pk)


def read_shift(pk: int) -> Shift:
    return Shift.objects.select_related("site").get(pk=pk)


def lock_as_shown(shift: Shift, version: int, actor: Person, now: datetime) -> None:
    """Take the lock of a shift that is planned, ahead, and as the page showed it."""
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    shown = Shift.objects.filter(pk=shift.pk, version=version, status=ShiftState.PLANNED)
    if shown.update(version=F("version") + 1) != 1:
        raise Conflict
    if not Shift.objects.filter(pk=shift.pk, starts_at__gt=now).exists():
        raise Refused((block("shift_began"),))


def free_seat(shift: Shift) -> None:
    """Nobody took over a place that was given up."""
    Shift.objects.filter(pk=shift.pk).update(taken=F("taken") - 1)


def lock_enrollments(pks: Iterable[int]) -> dict[int, Enrollment]:
    """Take the locks of enrollments by primary key and return the fresh rows."""
    rows = Enrollment.objects.filter(pk__in=list(pks)).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    rows.update(lock_no=F("lock_no") + 1)
    return {each.pk: each for each in rows.select_related("requirement_set")}


def place_on(shift: Shift, enrollment: Enrollment, now: datetime, **columns: object) -> Place:
    return Place(
        shift=shift,
        enrollment=enrollment,
        student_id=enrollment.student_id,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        asked_at=now,
        **columns,
    )


def live_place(shift: Shift, enrollment: Enrollment) -> Place | None:
    mine = Place.objects.filter(shift=shift, student=enrollment.student_id)
    return mine.filter(status__in=LIVE_PLACES).first()


def with_shift(place: Place) -> Place:
    return Place.objects.select_related("shift").get(pk=place.pk)


def move_place(place: Place, state: PlaceState, **columns: Any) -> bool:
    """Change a place that is still in the state that was read, and return whether it was."""
    rows = Place.objects.filter(pk=place.pk, status=place.status)
    held = {"offer_until": None} if state != PlaceState.OFFERED else {}
    if rows.update(status=state, version=F("version") + 1, **held | columns) != 1:
        return False
    if place.status == PlaceState.BOOKED:
        advance_calendars(place.shift_id)
    return True


def advance_calendars(pk: int) -> None:
    """Raise the number of a shift that someone is no longer on: their calendar removes only a newer one."""
    Shift.objects.filter(pk=pk).update(ical_sequence=F("ical_sequence") + 1)


def note(
    shift: Shift,
    kind: str,
    *,
    actor: Person | None,
    now: datetime,
    about: int | None = None,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Append the event of one change."""
    ShiftEvent.objects.create(
        shift=shift,
        kind=kind,
        actor=actor,
        about_id=about,
        happened_at=now,
        reason=reason,
        changes=dict(changes or {}),
    )


def note_all(
    kind: str,
    shifts: Mapping[Shift, Mapping[str, Any]],
    *,
    actor: Person,
    now: datetime,
    reason: str = "",
) -> None:
    """Append the same event for many shifts, each with its changes."""
    ShiftEvent.objects.bulk_create(
        ShiftEvent(
            shift=shift,
            kind=kind,
            actor=actor,
            happened_at=now,
            reason=reason,
            changes=dict(changes),
        )
        for shift, changes in shifts.items()
    )
