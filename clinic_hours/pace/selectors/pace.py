"""How fast an enrollment earns hours."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncWeek

from clinic_hours.pace.domain.pace import Pace, pace_of
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.models import HourEntry
from home.core.selectors.prepared import Given, Prepared


def pace_of_enrollment(enrollment: Enrollment, progress: SetProgress, today: date) -> Pace:
    """Return the pace from weekly sums: its cost grows with the weeks studied, not with the sessions."""
    weeks = minutes_by_week.rows(enrollment=enrollment.pk)
    posted = [(min(week + timedelta(days=6), today), minutes) for week, minutes in sorted(weeks)]
    # Surplus hours on one requirement do not help to finish another.
    total = progress.paper + sum(minutes for _on, minutes in posted)
    goal = total + progress.remaining if progress.remaining else progress.required
    started_on, target_on = enrollment.started_on, enrollment.target_on
    return pace_of(posted, goal, started_on, target_on, today, carried=progress.paper)


@Prepared
def minutes_by_week() -> QuerySet:
    """Describe the Mondays of weeks with hours, and the minutes signed in each."""
    return (
        HourEntry.objects.filter(enrollment=Given("enrollment"))
        .order_by()
        .annotate(week=TruncWeek("occurred_on"))
        .values_list("week")
        .annotate(minutes=Sum("minutes", filter=Q(document=""), default=0))
    )
