"""What the rules' codes say to a person: a sentence for the page and a few words for a badge.

Each sentence says what happened, where, and what to do about it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from clinic_hours.domain.findings import Finding
from clinic_hours.domain.minutes import HOUR

# code: (the sentence, the badge)
FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "ends_before_start": (
        gettext_lazy(
            "It ends before it starts. Correct the times, or tick “It ended the next day”."
        ),
        gettext_lazy("Ends before it starts"),
    ),
    "too_short": (
        gettext_lazy("Less than a minute would count. Check the start, the end and the break."),
        gettext_lazy("Less than a minute"),
    ),
    "too_long": (
        gettext_lazy("A session lasts at most 24 hours. Log longer work as several sessions."),
        gettext_lazy("Over 24 hours"),
    ),
    "break_too_long": (
        gettext_lazy("The break is as long as the session (%(minutes)s min). Shorten it."),
        gettext_lazy("Break too long"),
    ),
    "in_future": (
        gettext_lazy("It has not ended yet. Log a session once it is over."),
        gettext_lazy("Not over yet"),
    ),
    "before_enrollment": (
        gettext_lazy("You enrolled on %(date)s: earlier sessions do not count."),
        gettext_lazy("Before enrollment"),
    ),
    "after_enrollment": (
        gettext_lazy("Your enrollment ended on %(date)s: later sessions do not count."),
        gettext_lazy("After enrollment"),
    ),
    "enrollment_not_active": (
        gettext_lazy("Your enrollment is not active now. Please ask the clinic office."),
        gettext_lazy("Enrollment not active"),
    ),
    "outside_entry_window": (
        gettext_lazy(
            "Sessions are logged within %(days)s days. Please ask the clinic office about this one."
        ),
        gettext_lazy("Logged after %(days)s days"),
    ),
    "overlap": (
        gettext_lazy(
            "You already logged %(range)s. Change the times, or correct that session instead."
        ),
        gettext_lazy("Overlaps %(range)s"),
    ),
    "over_daily_cap": (
        gettext_lazy(
            "That is %(over)s h over the limit of %(cap)s h a day: %(left)s h are left on that day."
        ),
        gettext_lazy("%(over)s h over the daily limit"),
    ),
    "over_weekly_cap": (
        gettext_lazy(
            "That is %(over)s h over the limit of %(cap)s h a week: %(left)s h are left in that week."
        ),
        gettext_lazy("%(over)s h over the weekly limit"),
    ),
    "credential_not_current": (
        gettext_lazy(
            "The instructor's license was not current on %(date)s. Check the date and the instructor, "
            "or ask the clinic office."
        ),
        gettext_lazy("License not current on %(date)s"),
    ),
    "clock_went_back": (
        gettext_lazy(
            "Nothing was done. The server's clock says %(clock)s, and the step before this one was at "
            "%(last)s. Try again later, or tell whoever runs this site that its clock is wrong."
        ),
        gettext_lazy("Clock is behind"),
    ),
    "entry_unreadable": (
        gettext_lazy(
            "Nothing was done. An entry was changed in the database and cannot be read. Tell whoever "
            "runs this site."
        ),
        gettext_lazy("Entry cannot be read"),
    ),
    "supervisor_not_active": (
        gettext_lazy(
            "This instructor no longer signs hours here. Choose another instructor who supervised you, "
            "or ask the clinic office."
        ),
        gettext_lazy("Instructor no longer signs"),
    ),
    "own_hours": (
        gettext_lazy("Nobody signs their own hours. Choose the instructor who supervised you."),
        gettext_lazy("Own hours"),
    ),
    "requirement_not_open": (
        gettext_lazy("This opens once “%(waiting_for)s” is met. Choose another for now."),
        gettext_lazy("Waits for %(waiting_for)s"),
    ),
    "note_may_identify_client": (
        gettext_lazy(
            "The note seems to hold a client's %(kinds)s. Use the client's code and leave that out."
        ),
        gettext_lazy("Note may name a client"),
    ),
    "client_may_be_named": (
        gettext_lazy(
            "This seems to tell who a client is: %(passages)s. Take it out, or confirm below that no "
            "client is named. Nothing was sent."
        ),
        gettext_lazy("Note may name a client"),
    ),
    "long_without_break": (
        gettext_lazy("%(minutes)s minutes without a break. Is that right?"),
        gettext_lazy("No break in %(minutes)s min"),
    ),
    "many_clients": (
        gettext_lazy("%(clients)s clients is more than one in half an hour. Is that right?"),
        gettext_lazy("%(clients)s clients in the time"),
    ),
    "no_clients": (
        gettext_lazy("No clients are entered, and this requirement counts them."),
        gettext_lazy("No clients entered"),
    ),
    "document_counted": (
        gettext_lazy(
            "This document already gives %(hours)s h to “%(name)s” (entry %(entry)s). Take that entry "
            "back first, or describe the other document so that the two can be told apart."
        ),
        gettext_lazy("Document already counted"),
    ),
    "more_than_needed": (
        gettext_lazy(
            "“%(name)s” can use %(left)s h more, and these are %(hours)s h. Hours over a requirement "
            "complete no other: post no more than it can use."
        ),
        gettext_lazy("More than is needed"),
    ),
    "too_many_students": (
        gettext_lazy(
            "%(students)s students were with this instructor at the same time. The clinic "
            "requirements, edition %(edition)s, allow at most %(limit)s."
        ),
        gettext_lazy("%(students)s students at a time, limit %(limit)s"),
    ),
    "surplus_hours": (
        gettext_lazy(
            "%(surplus)s h of this is surplus: the requirement needs no more hours. They stay on "
            "record and complete no other requirement."
        ),
        gettext_lazy("%(surplus)s h surplus"),
    ),
    "late_entry": (
        gettext_lazy("Logged %(days)s days after the session."),
        gettext_lazy("Logged %(days)s days later"),
    ),
    "logged_again": (
        gettext_lazy(
            "Logged %(days)s days after the session: hours of that day were voided on %(date)s, "
            "and the corrected ones can be logged since."
        ),
        gettext_lazy("Logged again after a void"),
    ),
}

# How a session's times were recorded: in one word, and in two; `get_provenance_display` says it in full.
PROVENANCE_WORD = {
    "typed": pgettext_lazy("times", "Typed"),
    "clocked": pgettext_lazy("times", "Clocked"),
    "attested": pgettext_lazy("times", "Attested"),
}
PROVENANCE = {
    "typed": gettext_lazy("times typed in"),
    "clocked": gettext_lazy("times clocked"),
    "attested": gettext_lazy("times attested"),
}

KINDS = {
    "name": gettext_lazy("name"),
    "initials": gettext_lazy("initials and year of birth"),
    "phone": gettext_lazy("telephone number"),
    "email": gettext_lazy("email address"),
    "birth_date": gettext_lazy("date of birth"),
}
IN_HOURS = ("over", "cap", "left", "surplus", "hours")
MOMENTS = ("clock", "last")


def sentence_of(finding: Finding) -> str:
    """Return the sentence of a finding, in the reader's language."""
    said = [FINDINGS[finding.code][0] % words_of(finding.params)]
    if finding.params.get("confirmed"):
        said.append(_("The student confirmed that it names no client."))
    if finding.params.get("clock_hour", HOUR) != HOUR:
        said.append(clock_hour_words(finding.params["clock_hour"]))
    return " ".join(said)


def clock_hour_words(minutes: int) -> str:
    """Return what the figures of a set are counted in, where its hour is not 60 minutes."""
    return _("Counted in clock hours of %(minutes)s minutes.") % {"minutes": minutes}


def badge_of(finding: Finding) -> str:
    """Return the few words that a badge has room for."""
    return FINDINGS[finding.code][1] % words_of(finding.params)


def words_of(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters as a person reads them."""
    words = {"range": _("another session"), **params}
    clock_hour = params.get("clock_hour", HOUR)
    words.update({name: hours(params[name], clock_hour) for name in IN_HOURS if name in params})
    words.update({name: clock_words(params[name]) for name in MOMENTS if name in params})
    if "date" in params:
        words["date"] = date_format(date.fromisoformat(params["date"]), "DATE_FORMAT")
    if "starts_at" in params:
        words["range"] = moment_range(
            datetime.fromisoformat(params["starts_at"]),
            datetime.fromisoformat(params["ends_at"]),
            params["zone"],
        )
    if "passages" in params:
        words["passages"] = ", ".join(f"“{passage}”" for passage in params["passages"])
    if "kinds" in params:
        words["kinds"] = ", ".join(str(KINDS[kind]) for kind in params["kinds"])
    return words


def clock_words(moment: str) -> str:
    """Return an instant to the second: clocks are compared by it."""
    local = localtime(datetime.fromisoformat(moment))
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M:%S}"


def hours(minutes: int, clock_hour: int = HOUR) -> str:
    """Return minutes as hours with two decimals: 210 → 3.50, or 4.20 clock hours of 50 minutes."""
    exact = Decimal(minutes) / clock_hour
    # Rounded here: Django's own formatting cuts off, and a page must not show two figures for one time.
    return number_format(exact.quantize(Decimal("0.01"), ROUND_HALF_UP), decimal_pos=2)


def day_words(day: date) -> str:
    """Return a day as lists show it: Mon, Nov 23."""
    return written_day(day, get_language())


def time_words(moment: datetime, *, half: bool = True) -> str:
    """Return a local time: 5:30 pm, or 5:30 where its half of the day is told elsewhere."""
    return written_time(moment.time().replace(second=0, microsecond=0), half, get_language())


# Lists write the same few days and times again and again, and formatting is their largest cost.
@lru_cache(maxsize=1024)
def written_day(day: date, language: str | None) -> str:
    return date_format(day, pgettext("day in a list, Django's format letters", "D, M j"))


@lru_cache(maxsize=4096)
def written_time(at: time, half: bool, language: str | None) -> str:
    if half:
        said = time_format(at, pgettext("time of day, Django's format letters", "g:i a"))
        # Without dots, so that a sentence may end in a time.
        return said.replace("a.m.", "am").replace("p.m.", "pm")
    return time_format(at, pgettext("time without a.m. or p.m.", "g:i"))


def moment_words(moment: datetime, zone: str) -> str:
    """Return a moment in full, in a zone that it names: Nov. 23, 2026, 5:41 pm EST."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{date_format(local, 'DATE_FORMAT')}, {time_words(local)} {local.tzname()}"


def time_range(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Return local times of a stretch: 2:00–5:30 pm; one that ends another day says so."""
    place = ZoneInfo(zone)
    return stretch_words(starts_at.astimezone(place), ends_at.astimezone(place))


def stretch_words(start: datetime, end: datetime) -> str:
    """Return two local times as a stretch, whatever their zone."""
    same_half = start.date() == end.date() and (start.hour < 12) == (end.hour < 12)
    text = f"{time_words(start, half=not same_half)}–{time_words(end)}"
    if start.date() == end.date():
        return text
    return f"{text} {_('(next day)')}"


def moment_range(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    return f"{day_words(day)}, {time_range(starts_at, ends_at, zone)}"
