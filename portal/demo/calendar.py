"""Dates used in the school's texts, always in the future when loaded."""

import datetime

from home.site.models import Closure

INTAKE_MONTHS = (1, 5, 9)
INTAKE_DAY = 11
NOTICE = datetime.timedelta(days=14)
SATURDAY = 5


def next_intake(today: datetime.date) -> datetime.date:
    """Return the start of the next group that is still open for enrollment."""
    return next_intakes(today, 1)[0]


def next_intakes(today: datetime.date, number: int) -> list[datetime.date]:
    """Return the next `number` of those dates."""
    years = range(today.year, today.year + number + 2)
    days = (datetime.date(year, month, INTAKE_DAY) for year in years for month in INTAKE_MONTHS)
    return [day for day in days if day >= today + NOTICE][:number]


def closures(today: datetime.date) -> list[Closure]:
    """Return the closures of the whole school, this year and next."""
    years = (today.year, today.year + 1)
    return [closure for year in years for closure in closures_of(year)]


def closures_of(year: int) -> list[Closure]:
    """Return the breaks of one year, not saved yet."""
    breaks = (
        ("Spring break", "Vacaciones de primavera", (year, 3, 22), (year, 3, 28)),
        ("Summer break", "Vacaciones de verano", (year, 7, 1), (year, 7, 11)),
        ("Winter break", "Vacaciones de invierno", (year, 12, 21), (year + 1, 1, 3)),
    )
    return [
        Closure(
            name=name,
            name_es=name_es,
            first_day=datetime.date(*first),
            last_day=datetime.date(*last),
        )
        for name, name_es, first, last in breaks
    ]


def saturday_of_next_month(today: datetime.date) -> datetime.date:
    """Return the second Saturday of the month after `today`'s."""
    first = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    return first + datetime.timedelta(days=(SATURDAY - first.weekday()) % 7 + 7)
