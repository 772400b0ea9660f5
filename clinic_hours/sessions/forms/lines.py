"""The contents of an entry in the reader's language, for pages and printed transcripts."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.times import MINUS, stretch_words, time_words
from clinic_hours.sessions.domain.lines import EntryLine


def day_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def day_of(text: str) -> str:
    return day_words(date.fromisoformat(text)) if text else ""


def times(line: EntryLine) -> str:
    """Return local start and end, saying so if it ends on another day."""
    if not line.starts:
        return ""
    return stretch_words(datetime.fromisoformat(line.starts), datetime.fromisoformat(line.ends))


def offset(moment: datetime) -> str:
    """Return the UTC offset of a local time, such as UTC+5:30."""
    away = moment.utcoffset() or timedelta()
    whole, rest = divmod(abs(away) // timedelta(minutes=1), MINUTES_PER_HOUR)
    sign = MINUS if away < timedelta() else "+"
    return f"UTC{sign}{whole}" + (f":{rest:02}" if rest else "")


def moment_in_full(text: str) -> str:
    """Return an ISO moment as local time with its UTC offset."""
    moment = datetime.fromisoformat(text)
    return f"{day_words(moment)}, {time_words(moment)} ({offset(moment)})"


def license_of(line: EntryLine) -> str:
    """Return the license under which a line was signed, or an empty string for a member of the office."""
    if not line.license_number:
        return ""
    return f"{line.credential} {line.license_number} ({line.jurisdiction})"
