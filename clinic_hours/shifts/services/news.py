"""WRITE: tell people what happened to their shifts, in the transaction in which it happens."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.shifts.domain.states import HELD_PLACES, PlaceState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

# {state of a place: kind of notice}
OF_STATE: Mapping[str, str] = {
    PlaceState.OFFERED: "place_offered",
    PlaceState.CANCELLED: "place_cancelled",
    PlaceState.RELEASED: "place_cancelled",
}
OF_SOURCE: Mapping[str, str] = {
    Place.Source.SELF: "shift_booked",
    Place.Source.OFFICE: "place_assigned",
    Place.Source.PROMOTION: "place_promoted",
    Place.Source.COVER: "place_covered",
}


def tell_of_place(
    place: Place, *, now: datetime, reason: str = "", was_booked: bool = False
) -> None:
    """Tell a student what became of their place. One that `was_booked` is in their calendar."""
    kind = OF_STATE.get(place.status) or OF_SOURCE[place.source]
    facts = facts_of(place.shift)
    if place.status == PlaceState.BOOKED or was_booked:
        facts |= calendar_facts(place.shift)
    if place.offer_until:
        facts["until_at"] = place.offer_until.isoformat()
    key = f"{place.public_id}:{place.version}"
    address = reverse("hours:shift", args=[place.shift.public_id])
    said = {"reason": reason} if reason else {}
    tell([News(kind, place.student_id, address, key=key, facts=facts, for_mail=said)], now)


def tell_everyone(
    kind: str,
    shifts: Iterable[Shift],
    *,
    now: datetime,
    reason: str = "",
    but: int | None = None,
    states: Iterable[str] = HELD_PLACES,
    told_already: Collection[tuple[int, int]] = (),
) -> None:
    """Tell all who have a place in one of the states or a duty on the shifts, except the person `but`.

    `told_already` are others to leave out: (shift, person).

    Call before places and duties are ended. Takes a constant number of queries.
    """
    by_pk = {shift.pk: shift for shift in shifts}
    said = {"reason": reason} if reason else {}
    tell(
        [
            news_of(kind, by_pk[pk], person, facts=facts, for_mail=said)
            for (pk, person), facts in sorted(people_on(by_pk, states).items())
            if person != but and (pk, person) not in told_already
        ],
        now,
    )


def tell_those_waiting(kind: str, shifts: Iterable[Shift], now: datetime) -> None:
    """Tell the students on the waiting lists of shifts."""
    by_pk = {shift.pk: shift for shift in shifts}
    waiting = Place.objects.filter(shift__in=by_pk, status=PlaceState.WAITING)
    rows = waiting.order_by("shift", "queue_no").values_list("shift_id", "student_id")
    tell([news_of(kind, by_pk[pk], student) for pk, student in rows], now)


def news_of(kind: str, shift: Shift, person: int, **more: Any) -> News:
    """Return news of a shift, as it was read last. `more` are fields, with facts besides the shift's."""
    return News(
        kind,
        person,
        reverse("hours:shift", args=[shift.public_id]),
        key=f"{shift.public_id}:{shift.version}",
        facts=facts_of(shift) | more.pop("facts", {}),
        **more,
    )


def people_on(
    shifts: Mapping[int, Shift], states: Iterable[str]
) -> dict[tuple[int, int], dict[str, Any]]:
    """Return {(shift, person): what their calendar needs}, which is nothing unless a place is booked."""
    held = Place.objects.filter(shift__in=shifts, status__in=states)
    places = held.values_list("shift_id", "student_id", "status")
    found = {
        (pk, student): calendar_facts(shifts[pk]) if status == PlaceState.BOOKED else {}
        for pk, student, status in places
    }
    duties = ShiftSupervisor.objects.filter(shift__in=shifts, withdrawn_at=None)
    for pk, person in duties.values_list("shift_id", "supervisor__user_id"):
        found[pk, person] = calendar_facts(shifts[pk], is_duty=True)
    return found


def facts_of(shift: Shift) -> dict[str, Any]:
    return {
        "site": shift.site.name,
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
        "zone": shift.zone,
    }


def calendar_facts(shift: Shift, *, is_duty: bool = False) -> dict[str, Any]:
    """Return what the calendar file of a notice needs besides `facts_of`."""
    return {
        "calendar": {
            "shift": str(shift.public_id),
            "sequence": shift.ical_sequence,
            "where": [shift.room, shift.site.address],
            "is_duty": is_duty,
        }
    }
