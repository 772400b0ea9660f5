"""The states of a shift, of a place on it, and of a request for cover."""

from enum import StrEnum


class ShiftState(StrEnum):
    PLANNED = "planned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class PlaceState(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    RELEASED = "released"  # an offer that was declined or ran out


# A student has at most one of these on a shift.
LIVE_PLACES = frozenset({PlaceState.WAITING, PlaceState.OFFERED, PlaceState.BOOKED})
# These count in `Shift.taken`.
HELD_PLACES = frozenset({PlaceState.OFFERED, PlaceState.BOOKED})


class CoverState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"  # someone offered to take it, the other side has not agreed yet
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


PENDING_COVERS = frozenset({CoverState.OPEN, CoverState.TAKEN})
