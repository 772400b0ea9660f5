"""The booked shifts that a session can be logged for. The wing of shifts registers what finds them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from clinic_hours.core.domain.findings import Finding
from clinic_hours.people.models import Enrollment

from .choices import first_day


@dataclass(frozen=True, slots=True)
class ShiftChoice:
    """A booked shift that is over. `key` names it in the form; a None is for the student to choose.

    `against` says why it can't be logged.
    """

    key: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    site_id: int
    site_name: str
    requirement_id: int | None
    supervisor_id: int | None
    against: Finding | None = None

    @property
    def local_starts_at(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_ends_at(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    def has_time_of(self, starts_at: datetime, ends_at: datetime) -> bool:
        return starts_at < self.ends_at and ends_at > self.starts_at


Finder = Callable[[Enrollment, date, datetime], Sequence[ShiftChoice]]
Objector = Callable[[Enrollment, Sequence[str]], Mapping[str, Finding]]
FINDERS: list[Finder] = []
OBJECTORS: list[Objector] = []


def offer_shifts(find: Finder) -> None:
    """Also offer what `find(enrollment, first_day, now)` returns. Called while Django starts."""
    FINDERS.append(find)


def object_to_shifts(why_not: Objector) -> None:
    """Also refuse what `why_not(enrollment, keys)` names. Called while Django starts."""
    OBJECTORS.append(why_not)


def shifts_to_log(enrollment: Enrollment, today: date, now: datetime) -> list[ShiftChoice]:
    """Return the shifts that were booked, are not too old and were not logged, the newest first."""
    first = first_day(enrollment, today, None)
    found = [choice for find in FINDERS for choice in find(enrollment, first, now)]
    if not found:
        return []
    keys = [each.key for each in found]
    against: dict[str, Finding] = {}
    for why_not in OBJECTORS:
        against |= why_not(enrollment, keys)
    return [replace(each, against=against.get(each.key)) for each in found]
