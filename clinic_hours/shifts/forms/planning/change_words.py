"""What a change of shifts would do, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.times import day_words, time_range
from clinic_hours.shifts.domain.recurrence import Occurrence, Skipped
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.planning.changes import Change, Kept

from .words import Line, line_of


def sentences(change: Change) -> list[str]:
    """Return what happens to shifts and people, a sentence each."""
    said = [changed_words(change), dropped_words(change), added_words(len(change.added))]
    return [each for each in [*said, apart_words(len(change.apart))] if each]


def changed_words(change: Change) -> str:
    count = len(change.changed)
    if not count:
        return ""
    said = ngettext("%(count)s shift changes.", "%(count)s shifts change.", count) % {
        "count": count
    }
    if students := change.students_who_stay:
        stay = ngettext(
            "%(count)s student keeps the place and is told.",
            "%(count)s students keep their places and are told.",
            students,
        )
        return f"{said} {stay % {'count': students}}"
    return said


def dropped_words(change: Change) -> str:
    count = len(change.dropped)
    if not count:
        return ""
    said = ngettext(
        "%(count)s shift is no longer planned.", "%(count)s shifts are no longer planned.", count
    ) % {"count": count}
    if students := change.students_who_lose:
        lose = ngettext(
            "%(count)s student loses a place there and is told.",
            "%(count)s students lose places there and are told.",
            students,
        )
        return f"{said} {lose % {'count': students}}"
    return said


def added_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s shift is added.", "%(count)s shifts are added.", count) % {
        "count": count
    }


def apart_words(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s shift stays as it is: it was changed by itself or canceled.",
        "%(count)s shifts stay as they are: they were changed by themselves or canceled.",
        count,
    ) % {"count": count}


def lines_of_change(change: Change) -> list[Line]:
    """Return a line for each date that is planned, changed, dropped or left as it is."""
    zone = change.values.site.time_zone
    lines = [kept_line(each, change, zone) for each in change.kept]
    lines += [new_line(each, change, zone) for each in change.added]
    lines += [shift_line(each, _("No longer planned"), "skipped") for each in change.dropped]
    lines += [shift_line(each, why_apart(each), "apart") for each in change.apart]
    known = {line.day for line in lines}
    skipped = [each for each in change.preview.dates if isinstance(each, Skipped)]
    lines += [line_of(each, None, zone) for each in skipped if each.day not in known]
    return sorted(lines, key=lambda line: line.day)


def kept_line(each: Kept, change: Change, zone: str) -> Line:
    planned = line_of(each.occurrence, change.unled.get(each.occurrence.day), zone)
    if not each.is_changed:
        return Line(planned.day, planned.times, (), "apart", _("Stays as it is"))
    return Line(planned.day, planned.times, planned.notes, planned.kind, before(each))


def before(each: Kept) -> str:
    """Return when a moved shift was."""
    if not each.is_moved:
        return ""
    shift = each.shift
    times = time_range(shift.starts_at, shift.ends_at, shift.zone)
    if shift.local_date == each.occurrence.day:
        return _("was %(times)s") % {"times": times}
    return _("was %(day)s, %(times)s") % {"day": day_words(shift.local_date), "times": times}


def new_line(each: Occurrence, change: Change, zone: str) -> Line:
    line = line_of(each, change.unled.get(each.day), zone)
    return Line(line.day, line.times, line.notes, line.kind, _("New"))


def shift_line(shift: Shift, why: str, kind: str) -> Line:
    times = time_range(shift.starts_at, shift.ends_at, shift.zone)
    return Line(shift.local_date, times, (), kind, why)


def why_apart(shift: Shift) -> str:
    if shift.status == ShiftState.CANCELLED:
        return _("Stays canceled")
    return _("Stands by itself: stays as it is")


def apply_label(change: Change) -> str:
    """Return the text of the button, or "" if nothing would change."""
    count = len(change.changed) + len(change.dropped) + len(change.added)
    if not count:
        return ""
    return ngettext("Change %(count)s shift", "Change %(count)s shifts", count) % {"count": count}
