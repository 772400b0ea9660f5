"""Dates used in the school's texts, always in the future when loaded."""

import datetime

INTAKE_MONTHS = (1, 5, 9)
INTAKE_DAY = 11
NOTICE = datetime.timedelta(days=14)


def next_intake(today: datetime.date) -> datetime.date:
    """Return the start of the next group that is still open for enrollment."""
    return next_intakes(today, 1)[0]


def next_intakes(today: datetime.date, number: int) -> list[datetime.date]:
    """Return the next `number` of those dates."""
    years = range(today.year, today.year + number + 2)
    days = (datetime.date(year, month, INTAKE_DAY) for year in years for month in INTAKE_MONTHS)
    return [day for day in days if day >= today + NOTICE][:number]


def closures(today: datetime.date) -> list[tuple[str, datetime.date, datetime.date]]:
    """Return the dates on which the school is closed, this year and next."""
    years = (today.year, today.year + 1)
    return [
        closed
        for year in years
        for closed in (
            ("Spring break", datetime.date(year, 3, 22), datetime.date(year, 3, 28)),
            ("Summer break", datetime.date(year, 7, 1), datetime.date(year, 7, 11)),
            ("Winter break", datetime.date(year, 12, 21), datetime.date(year + 1, 1, 3)),
        )
    ]
