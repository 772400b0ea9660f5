"""Dates that the school's texts mention, always ahead of the day on which they are loaded."""

import datetime

INTAKE_MONTHS = (1, 5, 9)
INTAKE_DAY = 11
NOTICE = datetime.timedelta(days=14)


def next_intake(today: datetime.date) -> datetime.date:
    """Return the day on which the next group begins that one can still enroll for."""
    years = (today.year, today.year + 1)
    days = (datetime.date(year, month, INTAKE_DAY) for year in years for month in INTAKE_MONTHS)
    return next(day for day in days if day >= today + NOTICE)
