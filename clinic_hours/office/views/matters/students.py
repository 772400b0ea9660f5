"""Students far behind or away, and those who are ready for a transcript."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.selectors.students import (
    STAYS_AWAY,
    ToSeeTo,
    far_behind_first,
    longest_away_first,
    ready_for_transcript,
    students_to_see_to,
)
from clinic_hours.pace.domain.pace import RECENT_WEEKS
from clinic_hours.pace.domain.risk import Risk
from clinic_hours.pace.selectors.closures import school_closures
from clinic_hours.pace.selectors.needs import need_of_enrollment
from clinic_hours.pace.selectors.standings import Standing
from clinic_hours.pace.views.pace_words import need_words, short_day, stretch_in_words
from clinic_hours.people.selectors.limits import limits
from clinic_hours.transcripts.selectors.requests import open_requests

from .words import hours_in_brief, names_in

Students = Sequence[Standing]


def student_matters(look: Look) -> Iterator[Matter]:
    today = timezone.localdate(look.now)
    students = students_to_see_to(look.person, today)
    if far := far_behind_first(students.standings):
        yield far_behind(far, today)
    asked = {request.enrollment_id for request in look.once(open_requests, look.person)}
    if away := longest_away_first(students.standings, students.lasts, today):
        yield not_here(away, students, today)
    if ready := [
        each for each in ready_for_transcript(students) if each.enrollment.pk not in asked
    ]:
        yield ready_for_transcripts(ready, today)


def far_behind(far: Students, today: date) -> Matter:
    """Name the student who is furthest behind, and link to the others."""
    worst, others = far[0], len(far) - 1
    more = ngettext("%(n)s more is far behind", "%(n)s more are far behind", others)
    url = f"{reverse('hours:student_list')}?risk={Risk.FAR_BEHIND}"
    return Matter(
        When.THIS_WEEK,
        About.STUDENTS,
        "chart-line",
        "warning",
        fact_of(worst),
        outlook(worst, today),
        Act(_("Open record"), record_of(worst)),
        more=Act(more % {"n": others}, url) if others else None,
    )


def not_here(away: Students, students: ToSeeTo, today: date) -> Matter:
    """Name who stays away. If one of them withdraws, the refund depends on their last date."""
    longest, days = away[0], limits().not_attended_days
    last = students.lasts[longest.enrollment.pk]
    words = {"name": longest.enrollment.student, "day": short_day(last, today)}
    if len(away) == 1:
        said = ngettext(
            "%(name)s has not attended for %(n)s day",
            "%(name)s has not attended for %(n)s days",
            (today - last).days,
        )
        fact = said % {**words, "n": (today - last).days}
        detail = _("Last here %(day)s.") % words
        act = Act(_("Open record"), record_of(longest))
    else:
        fact = _("%(n)s students have not attended for %(days)s days") % {
            "n": len(away),
            "days": days,
        }
        names = names_in([str(each.enrollment.student) for each in away])
        detail = f"{names}. " + _("The longest since %(day)s.") % words
        act = Act(_("See students"), f"{reverse('hours:student_list')}?risk={STAYS_AWAY}")
    return Matter(When.THIS_WEEK, About.STUDENTS, "clock", "warning", fact, detail, act)


def fact_of(student: Standing) -> str:
    pace, words = student.pace, {"name": student.enrollment.student, "weeks": RECENT_WEEKS}
    if pace.is_stalled:
        said = ngettext(
            "%(name)s has no hours in %(weeks)s week",
            "%(name)s has no hours in %(weeks)s weeks",
            RECENT_WEEKS,
        )
        return said % words
    if pace.days_ahead is None:
        return _("%(name)s is far behind") % words
    words["stretch"] = stretch_in_words(-pace.days_ahead)
    return _("%(name)s is %(stretch)s behind") % words


def outlook(student: Standing, today: date) -> str:
    """Return when the student would finish, and what it takes to be on time."""
    enrollment, progress = student.enrollment, student.progress
    need = need_of_enrollment(enrollment, progress, today, closures=school_closures())
    needed = need_words(need, enrollment.target_on, progress.clock_hour, today)
    if student.finish_on is None:
        return needed
    finish = _("At this pace, %(date)s.") % {"date": short_day(student.finish_on, today)}
    return f"{finish} {needed}"


def ready_for_transcripts(ready: Students, today: date) -> Matter:
    first, others = ready[0], len(ready) - 1
    if others:
        fact = _("%(n)s students are ready for a transcript") % {"n": len(ready)}
        detail = names_in([str(each.enrollment.student) for each in ready])
    else:
        fact = _("%(name)s is ready for a transcript") % {"name": first.enrollment.student}
        detail = all_signed(first, today)
    url = reverse("hours:transcripts", args=[first.enrollment.public_id])
    act = Act(_("Issue transcript"), url)
    return Matter(When.SOME_TIME, About.PAPERWORK, "file-check", "success", fact, detail, act)


def all_signed(student: Standing, today: date) -> str:
    progress = student.progress
    words = {"hours": hours_in_brief(progress.required, progress.clock_hour)}
    if student.finish_on is None:
        return _("All %(hours)s hours are signed.") % words
    words["day"] = short_day(student.finish_on, today)
    return _("All %(hours)s hours are signed, the last on %(day)s.") % words


def record_of(student: Standing) -> str:
    return reverse("hours:enrollment", args=[student.enrollment.public_id])
