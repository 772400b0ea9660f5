"""What the signed bytes of an entry say, in the reader's language, on pages and on paper."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import pgettext

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.times import stretch_words, time_words
from clinic_hours.sessions.domain.lines import EntryLine

MINUS = "\N{MINUS SIGN}"


def day_words(day: date) -> str:
    return date_format(day, pgettext("day in a document, Django's format letters", "M j, Y"))


def day_of(text: str) -> str:
    return day_words(date.fromisoformat(text)) if text else ""


def times(line: EntryLine) -> str:
    """Return local start and end; one that ends another day says so."""
    if not line.starts:
        return ""
    return stretch_words(datetime.fromisoformat(line.starts), datetime.fromisoformat(line.ends))


def offset(moment: datetime) -> str:
    """Return the distance of a local time from UTC, such as UTC+5:30."""
    away = moment.utcoffset() or timedelta()
    whole, rest = divmod(abs(away) // timedelta(minutes=1), MINUTES_PER_HOUR)
    sign = MINUS if away < timedelta() else "+"
    return f"UTC{sign}{whole}" + (f":{rest:02}" if rest else "")


def moment_in_full(text: str) -> str:
    """Return an ISO moment with its offset, as local time that names its distance from UTC."""
    moment = datetime.fromisoformat(text)
    return f"{day_words(moment)}, {time_words(moment)} ({offset(moment)})"


def license_of(line: EntryLine) -> str:
    """Return the license under which a line was signed; nothing for a member of the office."""
    if not line.license_number:
        return ""
    return f"{line.credential} {line.license_number} ({line.jurisdiction})"
