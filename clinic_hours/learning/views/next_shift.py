"""The student's next shift, as the overview shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.shifts.forms.booking_words import (
    day_beside,
    day_heading,
    instructor_words,
    times_words,
)
from clinic_hours.shifts.selectors.booking.this_week import Booked
from home.core.school_time import day_of


@dataclass(frozen=True, slots=True)
class NextShift:
    public_id: UUID
    date: date
    month: str
    day: str
    times: str
    site: str
    what: str
    asks_cover: bool


def next_shift(booked: Booked, now: datetime) -> NextShift | None:
    if booked.place is None:
        return None
    shift = booked.place
    day = day_beside(shift.local_date, day_of(now)) or day_heading(shift.local_date)
    words = {
        "instructor": instructor_words(booked.duties),
        "category": booked.category,
        "hours": hours_in_sentence(shift.minutes),
    }
    return NextShift(
        public_id=shift.public_id,
        date=shift.local_date,
        month=date_format(
            shift.local_date, pgettext("month in a range, Django's format letters", "M")
        ),
        day=capfirst(day),
        times=times_words(shift),
        site=shift.site,
        what=_("%(instructor)s · %(category)s, %(hours)s h") % words,
        asks_cover=bool(shift.cover),
    )
