"""The pace in sentences: progress, the finish at this pace, and what it takes to be on time."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.pace.domain.catching_up import Need
from clinic_hours.pace.domain.pace import HORIZON_WEEKS, RECENT_WEEKS, Pace
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.forms.status import is_over, status_words

WEEK = 7
FAR = 300  # days from today: beyond this, a date without its year could be read as this year's


@dataclass(frozen=True, slots=True)
class PaceWords:
    """`headline` is a phrase, `finish`, `booked` and `need` are sentences. Any of them may be empty.

    `is_behind` shows them in amber. Students, instructors and the office see the same text.
    """

    headline: str
    finish: str = ""
    need: str = ""
    is_behind: bool = False
    booked: str = ""


def pace_words(
    pace: Pace, progress: SetProgress, enrollment: Enrollment, need: Need | None, today: date
) -> PaceWords:
    """Return the sentences. `need` is None if all that remains is waiting for sign-off."""
    if enrollment.status == Enrollment.Status.ON_LEAVE or is_over(enrollment, progress):
        return PaceWords(status_words(enrollment, progress))
    if pace.finished_on:
        return PaceWords(
            _("All hours were signed off as of %(date)s.")
            % {"date": short_day(pace.finished_on, today)}
        )
    headline = headline_of(pace, short_day(enrollment.target_on, today))
    needed = need_words(need, enrollment.target_on, progress.clock_hour, today)
    return PaceWords(headline, finish_words(pace, today), needed, pace.is_behind)


def booked_words(finish_on: date | None, today: date, *, own: bool) -> str:
    """Return when the student finishes with what is booked. `finish_on` is None if that changes nothing."""
    if finish_on is None:
        return ""
    said = (
        _("With your bookings, you finish %(date)s.")
        if own
        else _("With the shifts booked, the finish date is %(date)s.")
    )
    return said % {"date": short_day(finish_on, today)}


def headline_of(pace: Pace, target: str) -> str:
    if not pace.has_begun:
        return _("No hours signed off yet")
    if pace.is_new:
        return _("Just started")
    if pace.is_stalled:
        said = ngettext(
            "No hours in the last %(weeks)s week",
            "No hours in the last %(weeks)s weeks",
            RECENT_WEEKS,
        )
        return said % {"weeks": RECENT_WEEKS}
    if pace.is_endless:
        return _("Far behind the %(date)s target") % {"date": target}
    ahead = pace.days_ahead or 0
    words = {"stretch": stretch_in_words(abs(ahead)), "date": target}
    if ahead < 0:
        return _("%(stretch)s behind the %(date)s target") % words
    if ahead > 0:
        return _("%(stretch)s ahead of the %(date)s target") % words
    return _("On track for the %(date)s target") % words


def finish_words(pace: Pace, today: date) -> str:
    if pace.is_new:
        return _("The finish date appears after two weeks.")
    if not pace.has_begun:
        return _("Once hours are signed off, the finish date appears here.")
    if pace.is_stalled:
        return _("A finish date will appear once there are new hours.")
    if pace.projected_on is None:
        years = {"years": HORIZON_WEEKS // 52}
        return _("At this pace, the finish is more than %(years)s years away.") % years
    words = {"date": short_day(pace.projected_on, today)}
    ahead = pace.days_ahead or 0
    words["stretch"] = stretch_in_words(abs(ahead))
    if ahead < 0:
        return _("At this pace, the finish date is %(date)s, %(stretch)s late.") % words
    if ahead > 0:
        return _("At this pace, the finish date is %(date)s, %(stretch)s early.") % words
    return _("At this pace, the finish date is %(date)s, right on time.") % words


def need_words(need: Need | None, target_on: date, clock_hour: int, today: date) -> str:
    """Return what it takes to meet the target, or the earliest date if that is not possible."""
    if need is None:
        return _("All remaining hours are waiting for sign-off.")
    words = {"date": short_day(target_on, today)}
    if need.earliest_on:
        words["earliest"] = short_day(need.earliest_on, today)
        if target_on < today:
            return _("The %(date)s target has passed. The earliest is %(earliest)s.") % words
        return _("%(date)s is no longer possible. The earliest is %(earliest)s.") % words
    words["hours"] = half_hours(need.minutes, clock_hour)
    if need.is_weekly:
        return _("%(hours)s h a week keeps %(date)s.") % words
    return _("%(hours)s h by %(date)s keeps the target.") % words


def half_hours(minutes: int, clock_hour: int) -> str:
    halves = ceil(2 * minutes / clock_hour)
    return number_format(halves / 2, decimal_pos=halves % 2)


def stretch_in_words(days: int) -> str:
    """Return a number of days as days up to two weeks, and as whole weeks beyond."""
    if days < 2 * WEEK:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    weeks = days // WEEK
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}


def short_day(on: date, today: date) -> str:
    """Return a date, with its year if it is far away."""
    far = abs((on - today).days) > FAR
    return date_format(on, "DATE_FORMAT" if far else "MONTH_DAY_FORMAT")
