"""The booked shifts that a session can be logged for. The wing of shifts registers what finds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from clinic_hours.people.models import Enrollment

from .choices import first_day


@dataclass(frozen=True, slots=True)
class ShiftChoice:
    """A booked shift that is over. `key` names it in the form; a None is for the student to choose."""

    key: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    site_id: int
    site_name: str
    requirement_id: int | None
    supervisor_id: int | None

    @property
    def local_starts_at(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_ends_at(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    def has_time_of(self, starts_at: datetime, ends_at: datetime) -> bool:
        return starts_at < self.ends_at and ends_at > self.starts_at


Finder = Callable[[Enrollment, date, datetime], Sequence[ShiftChoice]]
FINDERS: list[Finder] = []


def offer_shifts(find: Finder) -> None:
    """Also offer what `find(enrollment, first_day, now)` returns. Called while Django starts."""
    FINDERS.append(find)


def shifts_to_log(enrollment: Enrollment, today: date, now: datetime) -> list[ShiftChoice]:
    """Return the shifts that were booked, can still be logged and were not, the newest first."""
    first = first_day(enrollment, today, None)
    return [choice for find in FINDERS for choice in find(enrollment, first, now)]
