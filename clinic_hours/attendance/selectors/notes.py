"""What a student's places came to, many at once in three queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from clinic_hours.attendance.models import Draft, Outcome, Presence


@dataclass(frozen=True, slots=True)
class Came:
    """A place's presences in order, its outcome, and its newest draft."""

    presences: list[Presence] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def came_to(places: Collection[int]) -> dict[int, Came]:
    found: dict[int, Came] = defaultdict(Came)
    for presence in Presence.objects.filter(place__in=places).order_by("from_at", "pk"):
        found[presence.place_id or 0].presences.append(presence)
    for outcome in Outcome.objects.filter(place__in=places, is_current=True):
        found[outcome.place_id].outcomes.append(outcome)
    for draft in Draft.objects.filter(place__in=places).order_by("number"):
        found[draft.place_id].drafts.append(draft)
    return found
