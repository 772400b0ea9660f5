"""What students read about shifts that they book."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clinic_hours.core.forms.times import (
    day_words,
    hours_in_sentence,
    moment_range,
    other_zone,
    time_range,
    time_words,
)
from clinic_hours.sessions.domain.requirements import Progress
from clinic_hours.shifts.domain.weeks import DAY
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

CAPITALS = 2  # a name that begins with so many of them is an abbreviation


class Timed(Protocol):
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def zone(self) -> str: ...


def moment_ahead(moment: datetime, zone: str, now: datetime) -> str:
    """Return a moment in the middle of a sentence: 6:00 pm today, or Tue, Dec 8, 6:00 pm."""
    local = moment.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    time = " ".join(filter(None, [time_words(local), other_zone(local)]))
    said = {"time": time, "day": day_words(local.date())}
    if local.date() == today:
        return _("%(time)s today") % said
    if local.date() == today + DAY:
        return _("%(time)s tomorrow") % said
    return _("%(day)s, %(time)s") % said


def times_words(shift: Timed) -> str:
    """Return a shift's times, with the zone where it is not the school's: 2:00–6:00 pm."""
    said = time_range(shift.starts_at, shift.ends_at, shift.zone)
    local = shift.starts_at.astimezone(ZoneInfo(shift.zone))
    return " ".join(filter(None, [said, other_zone(local)]))


def shift_words(shift: Shift) -> str:
    """Return when and where a shift is: Thu, Dec 3, 2:00–6:00 pm, Community clinic."""
    return f"{moment_range(shift.starts_at, shift.ends_at, shift.zone)}, {shift.site}"


def day_heading(day: date) -> str:
    """Return a day as a heading: Thursday, December 3."""
    said = date_format(day, pgettext("day as a heading, Django's format letters", "l, F j"))
    return capfirst(said)


def day_beside(day: date, today: date) -> str:
    """Return what stands beside the heading of a day that is close."""
    if day == today:
        return _("today")
    return _("tomorrow") if day == today + DAY else ""


def instructor_words(duties: Sequence[ShiftSupervisor]) -> str:
    """Return who teaches, without their titles."""
    names = [duty.supervisor.printed_name.partition(",")[0] for duty in duties]
    return ", ".join(dict.fromkeys(names)) or _("instructor not set yet")


def places_words(shift: Shift, waiting: int) -> str:
    """Return how many places are left: 1 place left, or Full, 1 waiting."""
    if shift.free > 0:
        said = ngettext("%(count)s place left", "%(count)s places left", shift.free)
        return said % {"count": shift.free}
    if not waiting:
        return _("Full")
    return ngettext("Full, %(count)s waiting", "Full, %(count)s waiting", waiting) % {
        "count": waiting
    }


def week_words(minutes: int, cap: int | None) -> str:
    """Return the hours of a week in a sentence: This week: 11 of 30 h worked or booked."""
    said = {"hours": hours_in_sentence(minutes), "cap": hours_in_sentence(cap or 0)}
    if cap is None:
        return _("This week: %(hours)s h worked or booked.") % said
    return _("This week: %(hours)s of %(cap)s h worked or booked.") % said


def missing_words(missing: Sequence[Progress]) -> SafeString:
    """Return what is missing, without what waits for a signature, or an empty string.

    You still need 21.5 h hands-on sessions, 6 h outreach and 8 h intake.
    """
    said = list(missing_parts(missing))
    if not said:
        return SafeString("")
    parts = format_html_join(", ", "<b>{}</b>", ((part,) for part in said[:-1]))
    words = {"parts": parts, "last": format_html("<b>{}</b>", said[-1])}
    if len(said) == 1:
        return format_html(_("You still need {last}."), **words)
    return format_html(_("You still need {parts} and {last}."), **words)


def missing_parts(missing: Sequence[Progress]) -> Iterator[str]:
    yield from (
        _("%(hours)s h %(requirement)s")
        % {
            "hours": hours_in_sentence(line.remaining - line.pending_toward, line.line.clock_hour),
            "requirement": in_sentence(line.line.name),
        }
        for line in missing
        if line.remaining > line.pending_toward
    )
    if clients := sum(line.clients_remaining for line in missing):
        yield ngettext("%(count)s client", "%(count)s clients", clients) % {"count": clients}


def nothing_words(are_others: bool) -> str:
    """Return why no shift is listed."""
    if are_others:
        return _("None of the open shifts in these two weeks count for what you still need.")
    return _("No open shifts in these two weeks.")


def in_sentence(name: str) -> str:
    """Return a requirement's name for the middle of a sentence: Hands-on sessions → hands-on sessions."""
    return name if name[:CAPITALS].isupper() else name[:1].lower() + name[1:]


def line_words(place: Place, now: datetime) -> str:
    """Return what happens to someone on the waiting list when a place opens."""
    shift = place.shift
    if now >= shift.books_until:
        return _("If a place opens, we ask you first.")
    until = {"moment": moment_ahead(shift.books_until, shift.zone, now)}
    return _("If a place opens before %(moment)s, it's yours. After that we ask you first.") % until
