"""A student's own hours so far, as CSV and as a plain PDF. Neither is a transcript."""

import codecs
import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import day_words, hours, hours_in_sentence, time_range
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.forms.provenance import PROVENANCE_WORD, recorded_how
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.transcripts.documents.legible import legible
from clinic_hours.transcripts.documents.typefaces import FONTS, STACK
from home.core.domain.spreadsheet_safety import neutral
from home.core.fields.translated import InReadersLanguage

HERE = Path(__file__).parent
# The same in every language, as in the transcript's spreadsheet.
COLUMNS = (
    *("date", "starts", "ends", "break_minutes", "requirement", "minutes", "hours", "clients"),
    *("site", "instructor", "status", "signed_by", "provenance"),
)


READ = (
    *("local_date", "starts_at", "ends_at", "zone", "break_minutes", "minutes", "clients"),
    *("site__name", "supervisor__printed_name", "status", "requirement__name"),
    *("requirement__name_es", "provenance"),
)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """A session as a line of the file, with the columns of READ: three times as fast as models."""

    local_date: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    break_minutes: int
    minutes: int
    clients: int
    site: str
    supervisor: str
    status: str
    name: str
    name_es: str
    provenance: str

    requirement = InReadersLanguage("name")


class Echo:
    """A file that returns what is written to it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def own_hours_csv(sessions: QuerySet[ClinicSession]) -> Iterator[bytes]:
    """Yield the lines of a CSV file, in UTF-8 with a byte order mark for spreadsheets."""
    writer = csv.writer(Echo())
    yield codecs.BOM_UTF8
    yield writer.writerow(COLUMNS)
    for row in sessions.values_list(*READ).iterator(CHUNK):
        yield writer.writerow([neutral(cell) for cell in cells(Exported(*row))])


def cells(session: Exported) -> Iterator[Any]:
    zone = ZoneInfo(session.zone)
    yield session.local_date.isoformat()
    yield session.starts_at.astimezone(zone).isoformat(timespec="minutes")
    yield session.ends_at.astimezone(zone).isoformat(timespec="minutes")
    yield session.break_minutes
    yield session.requirement
    yield session.minutes
    yield round(session.minutes / 60, 2)
    yield session.clients
    yield session.site
    yield session.supervisor
    yield session.status
    yield session.supervisor if session.status == State.SIGNED_OFF else ""
    yield session.provenance


def own_hours_pdf(
    enrollment: Enrollment, progress: SetProgress, sessions: Iterable[ClinicSession], today: date
) -> bytes:
    """Return a listing of the sessions with their totals, titled so that nobody takes it for more."""
    said = words(enrollment, progress, sessions, today)
    try:
        return typeset(said)
    except typst.TypstError:  # characters without a glyph
        return typeset(legible(said))


def typeset(said: dict[str, Any]) -> bytes:
    data = {"data": json.dumps(said, ensure_ascii=False)}
    return typst.compile(HERE / "own_hours.typ", root=HERE, font_paths=FONTS, sys_inputs=data)


def words(
    enrollment: Enrollment, progress: SetProgress, sessions: Iterable[ClinicSession], today: date
) -> dict[str, Any]:
    return {
        "language": get_language() or "en",
        "fonts": STACK,
        "title": _("Hours so far, not a transcript"),
        "who": f"{enrollment.student} · {enrollment.student_number}",
        "program": f"{enrollment.cohort.program} · {enrollment.cohort}",
        "as_of": _("As of %(day)s. Nobody signed this list: only a transcript proves hours.")
        % {"day": date_format(today, "DATE_FORMAT")},
        "totals": {
            "head": [_("Requirement"), _("Signed"), _("Waiting"), _("Required")],
            "lines": [total_of(progress, line) for line in progress.lines],
        },
        "sessions": {
            "head": [
                *(_("Date"), _("Time"), _("Counts toward"), _("Hours"), _("Clients")),
                *(_("Site"), _("Instructor"), _("Status"), _("Recorded")),
            ],
            "lines": [line_of(session) for session in sessions],
            "none": _("No sessions logged yet."),
        },
    }


def total_of(progress: SetProgress, line: Any) -> list[str]:
    lengths = (line.earned, line.pending, line.line.minutes)
    return [line.line.name, *(hours_in_sentence(each, progress.clock_hour) for each in lengths)]


def line_of(session: ClinicSession) -> list[str]:
    return [
        f"{day_words(session.local_date)}, {session.local_date.year}",
        time_range(session.starts_at, session.ends_at, session.zone),
        str(session.requirement),
        hours(session.minutes),
        str(session.clients),
        session.site.name,
        session.supervisor.printed_name,
        str(session.get_status_display()),
        str(PROVENANCE_WORD[recorded_how(session)]),
    ]
