"""Instructors who can't come, or offer to, on the office's Today: what is urgent, and the rest."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.shifts.forms.booking_words import shift_words
from clinic_hours.shifts.models import Cover
from clinic_hours.shifts.selectors.covers.pending import absences

URGENT = timedelta(days=2)


def absence_matters(look: Look) -> Iterator[Matter]:
    found = look.once(absences, look.person, look.now)
    soon = [each for each in found if each.taken_by or each.shift.starts_at - look.now < URGENT]
    later = [each for each in found if each not in soon]
    for when, some in ((When.TODAY, soon), (When.THIS_WEEK, later)):
        if some:
            yield absence_matter(some, when)


def absence_matter(covers: Sequence[Cover], when: When) -> Matter:
    first, others = covers[0], len(covers) - 1
    said = {"name": first.asked_by, "taker": first.taken_by}
    fact, label = _("%(name)s can't come to a shift"), _("Find cover")
    if first.taken_by:
        fact, label = _("%(taker)s offers to take over from %(name)s"), _("Agree or decline")
    if first.vacancy_id:
        fact = _("%(taker)s offers to take a shift")
    more = ngettext("%(n)s more shift", "%(n)s more shifts", others) % {"n": others}
    return Matter(
        when=when,
        about=About.SUPERVISION,
        icon="triangle-alert",
        tone="warning",
        fact=fact % said,
        detail=f"{shift_words(first.shift)}.",
        act=Act(label, page_of(first)),
        more=Act(more, page_of(covers[1])) if others else None,
    )


def page_of(cover: Cover) -> str:
    return f"{reverse('hours:shift', args=[cover.shift.public_id])}#cover"
