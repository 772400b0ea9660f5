"""Where a student stands, in the two or three words that a list has room for."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clinic_hours.pace.domain.pace import RECENT_WEEKS, Pace
from clinic_hours.pace.domain.risk import Risk
from clinic_hours.pace.selectors.standings import Standing
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.forms.status import status_words

from .pace_words import FAR, stretch_in_words


def standing_words(standing: Standing) -> str:
    """Return the pace in a list: 6 weeks behind, On time, Not started, Finished."""
    enrollment, progress = standing.enrollment, standing.progress
    if enrollment.status != Enrollment.Status.ACTIVE:
        return status_words(enrollment, progress)
    if standing.risk == Risk.FINISHED:
        return _("Finished")
    if standing.risk == Risk.NEW:
        return _("Just started") if standing.pace.has_begun else _("Not started")
    if standing.pace.finished_on:
        return _("Hours complete")
    return pace_in_brief(standing.pace)


def pace_in_brief(pace: Pace) -> str:
    if pace.is_stalled:
        said = ngettext("No hours in %(weeks)s week", "No hours in %(weeks)s weeks", RECENT_WEEKS)
        return said % {"weeks": RECENT_WEEKS}
    if pace.is_endless:
        return _("Far behind")
    ahead = pace.days_ahead or 0
    if ahead == 0:
        return _("On time")
    words = {"stretch": stretch_in_words(abs(ahead))}
    return (_("%(stretch)s behind") if ahead < 0 else _("%(stretch)s ahead")) % words


def brief_day(on: date, today: date) -> str:
    """Return a date as a column of dates shows it: Jan 8, or Jan 8, 2028 if it is far away."""
    if abs((on - today).days) > FAR:
        return date_format(on)
    return date_format(on, pgettext("short date, Django's format letters", "M j"))
