"""Shifts of the next days that need an instructor. One row for each urgency, not for each shift.

One that an instructor offered to take is a matter of its own, of covers.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.times import time_words
from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.shifts.forms.roster_words import EVENING
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.covers.pending import absences
from clinic_hours.shifts.selectors.roster import Block
from clinic_hours.shifts.selectors.week_ahead import week_ahead

DAY = timedelta(days=1)


def shift_matters(look: Look) -> Iterator[Matter]:
    offers = {each.vacancy_id for each in look.once(absences, look.person, look.now)}
    in_need = look.once(week_ahead, look.person, look.now)
    blocks = [each for each in in_need if each.shift.pk not in offers]
    uncovered = [each for each in blocks if each.kind == "uncovered"]
    short = [each for each in blocks if each.kind == "short"]
    for when in (When.TODAY, When.THIS_WEEK):
        if found := [each for each in uncovered if urgency(each, look.now) == when]:
            yield without_instructor(found, when, look.now)
        if found := [each for each in short if urgency(each, look.now) == when]:
            yield with_too_few(found, when, look.now)


def urgency(block: Block, now: datetime) -> When:
    """Today and tomorrow it can't wait."""
    return (
        When.TODAY
        if block.shift.local_date <= local_day(block.shift, now) + DAY
        else When.THIS_WEEK
    )


def without_instructor(blocks: Sequence[Block], when: When, now: datetime) -> Matter:
    first, others = blocks[0], len(blocks) - 1
    fact = _("%(shift)s has no instructor") % {"shift": shift_words(first.shift, now)}
    more = ngettext("%(n)s more has no instructor", "%(n)s more have no instructor", others)
    rest = Act(more % {"n": others}, reverse("hours:roster")) if others else None
    return matter(first, when, "triangle-alert", "danger", fact, rest)


def with_too_few(blocks: Sequence[Block], when: When, now: datetime) -> Matter:
    first, others = blocks[0], len(blocks) - 1
    fact = ngettext(
        "%(shift)s needs one more instructor",
        "%(shift)s needs %(n)s more instructors",
        first.missing,
    ) % {"shift": shift_words(first.shift, now), "n": first.missing}
    more = ngettext("%(n)s more needs another", "%(n)s more need another", others)
    rest = Act(more % {"n": others}, reverse("hours:roster")) if others else None
    return matter(first, when, "users", "warning", fact, rest)


def matter(block: Block, when: When, icon: str, tone: str, fact: str, rest: Act | None) -> Matter:
    address = f"{reverse('hours:roster')}?shift={block.shift.public_id}#shift"
    find = Act(_("Find cover"), address)
    return Matter(when, About.SUPERVISION, icon, tone, fact, detail_of(block), find, more=rest)


def shift_words(shift: Shift, now: datetime) -> str:
    """Return a shift as the subject of a sentence: Tonight’s 6:30 shift."""
    starts, today = shift.local_starts_at, local_day(shift, now)
    if shift.local_date == today and starts.hour >= EVENING:
        return _("Tonight’s %(time)s shift") % {"time": time_words(starts, half=False)}
    words = {"time": time_words(starts), "day": date_format(starts, "l")}
    if shift.local_date == today:
        return _("Today’s %(time)s shift") % words
    if shift.local_date == today + DAY:
        return _("Tomorrow’s %(time)s shift") % words
    return _("%(day)s’s %(time)s shift") % words


def detail_of(block: Block) -> str:
    """Return where it is, until when, and who is on it."""
    shift = block.shift
    until = {"site": shift.site, "time": time_words(shift.local_ends_at)}
    booked = ngettext("%(n)s student booked.", "%(n)s students booked.", shift.taken)
    said = [_("%(site)s, until %(time)s.") % until, booked % {"n": shift.taken}]
    if names := ", ".join(each.supervisor.printed_name.partition(",")[0] for each in block.duties):
        said.append(_("Instructor: %(names)s.") % {"names": names})
    return " ".join(said).replace("..", ".")


def local_day(shift: Shift, now: datetime) -> date:
    return now.astimezone(ZoneInfo(shift.zone)).date()
