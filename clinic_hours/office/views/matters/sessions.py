"""Sessions that wait too long for an instructor, and those that wait for the office."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.selectors.waiting import (
    WaitingFor,
    reminded_today,
    waiting_by_instructor,
)
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.answers import awaiting_office

from .words import age, names_in


def session_matters(look: Look) -> Iterator[Matter]:
    undecided = list(awaiting_office(look.person, look.now))
    if undecided:
        yield to_decide(undecided)
    queues = look.once(waiting_by_instructor, look.person, look.now)
    if overdue := [each for each in queues if each.overdue]:
        yield waiting_long(overdue, look.now)


def to_decide(sessions: list[ClinicSession]) -> Matter:
    first = sessions[0]
    counted = ngettext(
        "%(n)s session needs your decision", "%(n)s sessions need your decision", len(sessions)
    )
    names = list(dict.fromkeys(str(session.student) for session in sessions))
    url = reverse("hours:session", args=[first.public_id])
    return Matter(
        When.TODAY,
        About.STUDENTS,
        "scale",
        "warning",
        counted % {"n": len(sessions)},
        _("%(names)s disagreed or did not answer.") % {"names": names_in(names)},
        Act(_("Decide"), url if len(sessions) == 1 else f"{reverse('hours:waiting')}#office"),
    )


def waiting_long(overdue: list[WaitingFor], now: datetime) -> Matter:
    total = sum(each.overdue for each in overdue)
    counted = ngettext(
        "%(n)s session has waited %(days)s days or more",
        "%(n)s sessions have waited %(days)s days or more",
        total,
    )
    names = names_in([f"{each.name} {each.overdue}" for each in overdue])
    oldest = age((now - min(each.oldest for each in overdue)).days)
    detail = _("%(names)s. Oldest: %(age)s.") % {"names": names, "age": oldest}
    reminded = reminded_today(overdue, now)
    left = [each for each in overdue if each.still_signs and each.supervisor.pk not in reminded]
    if reminded and not left:
        detail = " ".join([detail, _("Reminded today.")])
    return Matter(
        When.THIS_WEEK,
        About.STUDENTS,
        "hourglass",
        "warning",
        counted % {"n": total, "days": limits().office_days},
        detail,
        reminder(left) if left else Act(_("See what waits"), reverse("hours:waiting")),
    )


def reminder(left: list[WaitingFor]) -> Act:
    """Return the button that reminds those who were not reminded today."""
    labels = {
        1: _("Remind %(name)s") % {"name": left[0].supervisor.user.get_short_name()},
        2: _("Remind both"),
    }
    return Act(
        labels.get(len(left), _("Remind all")), reverse("hours:waiting_remind"), is_post=True
    )
