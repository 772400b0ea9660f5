"""The list of students as CSV (RFC 4180), a line at a time."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.office.selectors.students import StudentList
from clinic_hours.pace.selectors.standings import Standing
from clinic_hours.people.models import Cohort
from clinic_hours.people.selectors.names import Names
from clinic_hours.shifts.models import Place
from home.core.domain.spreadsheet_safety import neutral

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets then read names right
# Machine-readable names, the same in every language. Hours are clock hours of the requirement set.
COLUMNS = (
    *("student_number", "student", "cohort", "program", "status"),
    *("hours_signed", "hours_waiting", "hours_required", "minutes_per_clock_hour"),
    *("risk", "days_ahead", "finish", "target", "waiting_since", "next_shift"),
    "last_attended",
)


class Line:
    """A file that returns each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def students_csv(found: StudentList, cohorts: Mapping[int, Cohort], names: Names) -> Iterator[str]:
    """Yield a line for each student of the list, as its reader sees them."""
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for student in found.students:
        enrollment = student.enrollment
        cohort, place = cohorts[enrollment.cohort_id], found.places.get(enrollment.pk)
        row = cells(student, place, cohort, names)
        yield writer.writerow((*row, iso(found.lasts.get(enrollment.pk))))


def cells(student: Standing, place: Place | None, cohort: Cohort, names: Names) -> tuple:
    enrollment, progress = student.enrollment, student.progress
    hours = (progress.earned, progress.waiting, progress.required)
    return (
        *map(neutral, (names.number_of(enrollment), names.of(enrollment))),
        *map(neutral, (cohort.name, str(cohort.program))),
        enrollment.status,
        *(in_hours(minutes, progress.clock_hour) for minutes in hours),
        progress.clock_hour,
        student.risk,
        blank(student.pace.days_ahead),
        iso(student.finish_on),
        iso(enrollment.target_on),
        moment(student.waiting_since),
        moment(place.shift.local_starts_at if place else None),
    )


def in_hours(minutes: int, clock_hour: int = MINUTES_PER_HOUR) -> str:
    return f"{minutes / clock_hour:.2f}"


def blank(value: int | None) -> str:
    return "" if value is None else str(value)


def moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def iso(on: date | None) -> str:
    return on.isoformat() if on else ""
