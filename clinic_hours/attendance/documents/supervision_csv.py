"""An instructor's supervision as CSV (RFC 4180), a year at a time."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from clinic_hours.attendance.domain.supervising import Supervised
from home.core.domain.spreadsheet_safety import neutral

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets then read names right
# Machine-readable names, the same in every language. Times are local, with their offset.
COLUMNS = ("date", "starts", "ends", "site", "minutes", "hours", "students", "provenance")


class Line:
    """A file that returns each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def supervision_csv(years: Iterable[Iterable[Supervised]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for shifts in years:
        for shift in shifts:
            yield writer.writerow([neutral(cell) for cell in cells(shift)])


def cells(shift: Supervised) -> tuple:
    return (
        shift.local_date.isoformat(),
        local(shift.from_at, shift.zone),
        local(shift.to_at, shift.zone),
        shift.site,
        shift.minutes,
        f"{shift.minutes / 60:.2f}",
        shift.students,
        "attested" if shift.is_attested else "clocked",
    )


def local(at: datetime | None, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes") if at else ""
