"""What instructors read before a shift closes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.attendance.models import HeadCount
from clinic_hours.attendance.selectors.outlook import LeftOut, Outlook, Why
from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.shifts.models import Shift

from .live_words import clock_at


def reason_words(each: LeftOut) -> str:
    """Return why someone is left out."""
    if each.why == Why.REFUSED and each.findings:
        return sentence_of(each.findings[0])
    if each.why == Why.ANOTHERS:
        return _("%(name)s supervised longest and signs this one.") % {
            "name": each.account.supervisor
        }
    return {
        Why.WAITS: _("Still waits to start, so no time counts."),
        Why.NO_END: _("The clock-out is missing. There is no session until someone says when."),
        Why.NOTHING_COUNTS: _("No time counts."),
        Why.REFUSED: _("A rule refuses this session."),
        Why.CHANGED: _("The student typed other times and submits this one."),
    }[each.why]


def button_words(outlook: Outlook, *, signs: bool, asks: bool) -> str:
    """Return what the button does: Close the shift and sign 6 sessions · 21.5 h."""
    number = len(outlook.ready)
    if not signs or not (number or asks):
        return _("Close the shift")
    if not number:
        return _("Close the shift and sign")
    words = ngettext(
        "Close the shift and sign %(n)s session · %(hours)s h",
        "Close the shift and sign %(n)s sessions · %(hours)s h",
        number,
    )
    return words % {"n": number, "hours": hours_in_sentence(outlook.minutes)}


def counted_words(shift: Shift, counts: Sequence[HeadCount]) -> str:
    """Return what was counted during the shift: At 2:24 pm you counted 6."""
    latest = next((each for each in reversed(counts) if not each.at_close), None)
    if latest is None:
        return ""
    said = {
        "time": clock_at(latest.at, shift.zone),
        "n": latest.expected - len(latest.missing),
    }
    return _("At %(time)s, %(n)s were counted.") % said
