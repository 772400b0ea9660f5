"""Students who could not clock in, clock-outs that are missing, and shifts that nobody has closed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.attendance.models import ClockRequest, Presence
from clinic_hours.attendance.selectors.office.absences import What
from clinic_hours.attendance.selectors.office.open_matters import ends_missing, requests_open
from clinic_hours.attendance.selectors.office.unclosed import unclosed_shifts
from clinic_hours.attendance.services.lapsing import LAPSES_AFTER
from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.shifts.forms.booking_words import instructor_words, shift_words
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.roster import duties_on

from .words import last_time, names_in


def attendance_matters(look: Look) -> Iterator[Matter]:
    if asked := list(requests_open()):
        yield could_not_clock_in(asked, look.now)
    if missing := list(ends_missing(look.now)):
        yield without_end(missing)
    unclosed = unclosed_shifts(look.now - LAPSES_AFTER).select_related("site")
    if shifts := list(unclosed.order_by("starts_at", "pk")):
        yield not_closed(shifts)


def could_not_clock_in(asked: Sequence[ClockRequest], now: datetime) -> Matter:
    first, url = asked[0], reverse("hours:clock_requests")
    if len(asked) == 1:
        fact = _("%(name)s could not clock in") % {"name": who_asks(first)}
        asked_at = last_time(first.asked_at, now)
        detail = _("Asked %(when)s: “%(reason)s”") % {"when": asked_at, "reason": first.reason}
        if first.shift:
            url = reverse("hours:shift", args=[first.shift.public_id])
    else:
        fact = _("%(n)s students could not clock in") % {"n": len(asked)}
        names = names_in(list(dict.fromkeys(map(who_asks, asked))))
        words = {"names": names, "when": last_time(first.asked_at, now)}
        detail = _("%(names)s. The first asked %(when)s.") % words
    act = Act(_("Answer"), url)
    return Matter(When.TODAY, About.STUDENTS, "hand", "warning", fact, detail, act)


def who_asks(asked: ClockRequest) -> str:
    return str(asked.person) if asked.person else asked.number or _("Someone")


def without_end(missing: Sequence[Presence]) -> Matter:
    """Each is a student on a shift: their hours do not count until somebody says when they left."""
    first = missing[0]
    counted = ngettext("%(n)s clock-out is missing", "%(n)s clock-outs are missing", len(missing))
    names = names_in(list(dict.fromkeys(str(each.person) for each in missing)))
    detail = _("%(names)s. These hours don’t count until someone says when they ended.")
    url = f"{reverse('hours:absences')}?what={What.NO_END}"
    if len(missing) == 1:
        url = reverse("hours:punches", args=[first.shift.public_id, first.person.public_id])
    return Matter(
        When.THIS_WEEK,
        About.STUDENTS,
        "clock",
        "warning",
        counted % {"n": len(missing)},
        detail % {"names": names},
        Act(_("Enter the time") if len(missing) == 1 else _("See them"), url),
    )


def not_closed(shifts: Sequence[Shift]) -> Matter:
    first, duties = shifts[0], duties_on([each.pk for each in shifts])
    names = [instructor_words(duties.get(each.pk, [])) for each in shifts]
    words = {"names": names_in(list(dict.fromkeys(names))), "shift": shift_words(first)}
    if len(shifts) == 1:
        fact = _("A shift is not closed")
        detail = _("%(shift)s: %(names)s.") % words
        act = Act(_("Open shift"), reverse("hours:shift", args=[first.public_id]))
    else:
        fact = _("%(n)s shifts are not closed") % {"n": len(shifts)}
        detail = _("%(names)s. The first: %(shift)s.") % words
        act = Act(_("See them"), f"{reverse('hours:absences')}?what={What.OPEN}")
    detail = detail.replace("..", ".")
    return Matter(When.THIS_WEEK, About.STUDENTS, "clipboard-list", "warning", fact, detail, act)
