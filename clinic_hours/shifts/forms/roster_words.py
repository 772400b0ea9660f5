"""Shifts in the few words that the roster has room for."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clinic_hours.core.forms.times import day_words, time_range, time_words
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.shifts.domain.weeks import DAY, Week
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.candidates import Candidate

EVENING = 17
FULL_HOUR = ":00"


def brief_range(shift: Shift) -> str:
    """Return a shift's times without the minutes of full hours: 2–6 pm."""
    return time_range(shift.starts_at, shift.ends_at, shift.zone).replace(FULL_HOUR, "")


def brief_time(moment: datetime, zone: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return time_words(local, half=False).replace(FULL_HOUR, "")


def brief_name(name: str) -> str:
    """Return a name with the first letter of its first word: Rosa Castellanos, LMT → R. Castellanos."""
    first, *others = name.partition(",")[0].split()
    return f"{first[0]}. {' '.join(others)}" if others else first


def duty_words(duty: ShiftSupervisor, shift: Shift) -> str:
    """Return an instructor on a block, with the time for who is there for a part: I. Okafor from 3."""
    said = {"name": brief_name(duty.supervisor.printed_name)}
    comes_late, leaves_early = duty.from_at > shift.starts_at, duty.to_at < shift.ends_at
    said |= {
        "start": brief_time(duty.from_at, shift.zone),
        "end": brief_time(duty.to_at, shift.zone),
    }
    if comes_late and leaves_early:
        return _("%(name)s %(start)s–%(end)s") % said
    if comes_late:
        return _("%(name)s from %(start)s") % said
    return (_("%(name)s until %(end)s") if leaves_early else "%(name)s") % said


def brief_date(day: date) -> str:
    return date_format(day, pgettext("short date, Django's format letters", "M j"))


def week_title(week: Week) -> str:
    """Return a week as a heading: Week of November 30."""
    return _("Week of %(day)s") % {"day": full_date(week.first)}


def list_title(week: Week) -> str:
    """Return where a list begins, as a heading: From November 30."""
    return _("From %(day)s") % {"day": full_date(week.first)}


def full_date(day: date) -> str:
    return date_format(day, pgettext("day without its year, Django's format letters", "F j"))


def month_title(month: date) -> str:
    """Return a month as a heading: December 2026."""
    return capfirst(date_format(month, pgettext("month, Django's format letters", "F Y")))


def week_words(week: Week) -> str:
    """Return a week's days: Dec 7–13, or Nov 30–Dec 6."""
    if week.first.month != week.last.month:
        return f"{brief_date(week.first)}–{brief_date(week.last)}"
    month = date_format(week.first, pgettext("month in a range, Django's format letters", "M"))
    said = {"month": month, "first": week.first.day, "last": week.last.day}
    return _("%(month)s %(first)s–%(last)s") % said


def needs_words(missing: int) -> str:
    return ngettext("Needs %(count)s more", "Needs %(count)s more", missing) % {"count": missing}


def when_words(shift: Shift, now: datetime) -> str:
    """Return when a shift is, as a heading: Tonight, 6:30–9:30 pm."""
    times = time_range(shift.starts_at, shift.ends_at, shift.zone)
    return _("%(day)s, %(times)s") % {"day": relative_day(shift, now), "times": times}


def relative_day(shift: Shift, now: datetime) -> str:
    today = now.astimezone(ZoneInfo(shift.zone)).date()
    if shift.local_date == today:
        return _("Tonight") if shift.local_starts_at.hour >= EVENING else _("Today")
    if shift.local_date == today + DAY:
        return _("Tomorrow")
    return capfirst(day_words(shift.local_date))


def reason_words(candidate: Candidate, shift: Shift) -> str:
    """Return why an instructor can take a shift, or why not."""
    if candidate.obstacles:
        return sentence_of(candidate.obstacles[0])
    said = []
    if times := [time_range(each.from_at, each.to_at, shift.zone) for each in candidate.also_on]:
        said.append(_("Also on a shift that day: %(times)s.") % {"times": ", ".join(times)})
    if candidate.licensed_until:
        until = date_format(candidate.licensed_until)
        said.append(_("Licensed until %(date)s.") % {"date": until})
    return " ".join(said).replace("..", ".")  # in Spanish, times end with a period
