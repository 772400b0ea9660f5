"""Which sessions a student has had: their category, their length, and their clinic days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONG, SHORT, BRIEF = 210, 180, 120  # minutes
TUESDAY, THURSDAY, SATURDAY = 1, 3, 5
CLINIC_DAYS = {"evening": (TUESDAY, THURSDAY, SATURDAY), "day": (0, 2, 4)}


@dataclass(frozen=True, slots=True)
class Part:
    category: str
    minutes: int


def whole_program() -> list[Part]:
    """Return the sessions that meet every clinic requirement of Massage Therapy: 125 hours.

    Observation comes first; outreach is spread among the hands-on sessions; documentation comes last.
    """
    observation = [Part("observation", SHORT)] * 4
    hands_on = [Part("hands-on", LONG)] * 24 + [Part("hands-on", SHORT)] * 2
    practice: list[Part] = []
    for number, part in enumerate(hands_on):
        practice.append(part)
        if number % 5 == 4:
            practice.append(Part("outreach", SHORT))
    return observation + practice + [Part("intake", BRIEF)] * 4


def two_thirds() -> list[Part]:
    """Return Lucía's sessions: 82.5 hours."""
    practice = [Part("hands-on", LONG)] * 15 + [Part("hands-on", SHORT)] * 3
    parts = [Part("observation", SHORT)] * 4
    for number, part in enumerate(practice):
        parts.append(part)
        if number % 6 == 5:
            parts.append(Part("outreach", SHORT))
    return parts


def clinic_days(cohort: str, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() in CLINIC_DAYS[cohort]:
            yield day
        day += timedelta(days=1)


def spread(parts: list[Part], days: list[date]) -> list[tuple[date, Part]]:
    """Spread the parts evenly over the days, from the first to the last, at most one per day."""
    step = (len(days) - 1) / max(len(parts) - 1, 1)
    return [(days[int(number * step)], part) for number, part in enumerate(parts)]


def start_clock(cohort: str, day: date) -> str:
    if day.weekday() == SATURDAY:
        return "09:00"
    return "18:00" if cohort == "evening" else "10:00"
