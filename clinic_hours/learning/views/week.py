"""This week's hours as a bar: worked, still a draft, booked, and what the target needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.learning.selectors.sessions import Week
from clinic_hours.pace.domain.catching_up import Need
from clinic_hours.pace.views.pace_words import half_hours, short_day
from clinic_hours.people.models import Enrollment


@dataclass(frozen=True, slots=True)
class WeekBar:
    """Shares of the bar are in percent; the bar ends at the limit, or at what the target needs.

    `mark` is where the needed hours are, with `mark_words`, and `after_mark` is the rest of the bar. All
    three are empty if nothing is needed.
    """

    claimed: str
    cap: str
    worked_share: str
    draft_share: str
    booked_from: str
    booked_share: str
    mark: str
    after_mark: str
    mark_words: str
    detail: str


def week_bar(
    week: Week, need: Need | None, enrollment: Enrollment, today: date, booked: Mapping[date, int]
) -> WeekBar:
    under = enrollment.requirement_set
    clock_hour = under.minutes_per_clock_hour
    cap = under.limit_in_real_minutes(under.weekly_cap_minutes)
    needed = need.minutes if need and need.is_weekly else 0
    planned = week.claimed + sum(booked.values())
    whole = max(cap or needed, planned, 1)
    worked = sum(week.sent.values())
    return WeekBar(
        claimed=hours_in_sentence(planned, clock_hour),
        cap=hours_in_sentence(cap, clock_hour) if cap else "",
        worked_share=percent(worked, whole),
        draft_share=percent(week.claimed - worked, whole),
        booked_from=percent(week.claimed, whole),
        booked_share=percent(planned - week.claimed, whole),
        mark=percent(needed, whole) if needed else "",
        after_mark=percent(whole - needed, whole) if needed else "",
        mark_words=_("%(hours)s h keeps %(date)s")
        % {
            "hours": half_hours(needed, clock_hour),
            "date": short_day(enrollment.target_on, today),
        },
        detail=detail_of(week, booked, clock_hour),
    )


def percent(minutes: int, whole: int) -> str:
    """Return a share as an SVG length without its unit, which needs a point in every language."""
    return f"{100 * minutes / whole:.4g}"


def detail_of(week: Week, booked: Mapping[date, int], clock_hour: int) -> str:
    """Return the hours by day in one sentence: 3 h Monday, 4 h Thursday (draft), 4 h booked Friday."""
    days = sorted({*week.sent, *week.drafts, *booked})
    said = [part for day in days for part in parts_of(day, week, booked, clock_hour)]
    return f"{', '.join(said)}." if said else _("No hours logged this week yet.")


def parts_of(day: date, week: Week, booked: Mapping[date, int], clock_hour: int) -> Iterator[str]:
    phrases = (
        (week.sent, _("%(hours)s h %(day)s")),
        (week.drafts, _("%(hours)s h %(day)s (draft)")),
        (booked, _("%(hours)s h booked %(day)s")),
    )
    for by_day, phrase in phrases:
        if minutes := by_day.get(day):
            hours = hours_in_sentence(minutes, clock_hour)
            yield phrase % {"hours": hours, "day": date_format(day, "l")}
