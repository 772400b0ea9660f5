"""The policy manual: what makes a claim unacceptable, and what an instructor should look at.

A *blocking* finding refuses the claim; a *warning* stays with the session. Codes are stable; sentences
belong to the interface. Caps and windows come from the requirement set, with its citation.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from clinic_hours.core.domain.findings import Finding, block, warn
from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR, elapsed_minutes
from clinic_hours.core.domain.notes import may_identify_client

from .claims import Claim, Limits, Surroundings
from .clock_rules import differs_from_clock, over_ratio, unsupervised

DAY_MINUTES = 24 * MINUTES_PER_HOUR
LONG_WITHOUT_BREAK = 6 * MINUTES_PER_HOUR
MINUTES_PER_CLIENT = 30
LATE_AFTER = timedelta(days=3)


Rule = Callable[[Claim, Limits, Surroundings], Finding | None]


def findings_of(claim: Claim, limits: Limits, around: Surroundings) -> tuple[Finding, ...]:
    """Return all findings. If the times of a claim make no sense, no other rules are checked."""
    shape = found_by(SHAPE, claim, limits, around)
    return shape or found_by((*STANDING, *CARE), claim, limits, around)


def found_by(
    rules: Iterable[Rule], claim: Claim, limits: Limits, around: Surroundings
) -> tuple[Finding, ...]:
    found = (rule(claim, limits, around) for rule in rules)
    return tuple(finding for finding in found if finding)


def ends_before_start(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if claim.ends_at <= claim.starts_at:
        return block("ends_before_start", "end")
    return None


def too_long(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """School policy: an overnight session is one session, and no session is longer than a day."""
    if elapsed_minutes(claim.starts_at, claim.ends_at) > DAY_MINUTES:
        return block("too_long", "end")
    return None


def break_too_long(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    elapsed = elapsed_minutes(claim.starts_at, claim.ends_at)
    if claim.break_minutes and claim.break_minutes >= elapsed > 0:
        return block("break_too_long", "break_minutes", minutes=elapsed)
    return None


def too_short(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if (
        claim.ends_at > claim.starts_at
        and claim.minutes < 1
        and not break_too_long(claim, limits, around)
    ):
        return block("too_short", "end")
    return None


def in_future(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """Only time already worked counts; hours cannot be banked in advance."""
    if claim.ends_at > around.now:
        return block("in_future", "end")
    return None


def before_enrollment(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if claim.local_date < around.enrollment_started_on:
        return block("before_enrollment", "date", date=around.enrollment_started_on.isoformat())
    return None


def after_enrollment(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    ended = around.enrollment_ended_on
    if ended and claim.local_date > ended:
        return block("after_enrollment", "date", date=ended.isoformat())
    return None


def enrollment_not_active(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if around.enrollment_status != "active":
        return block("enrollment_not_active", status=around.enrollment_status)
    return None


def entered_on(claim: Claim, around: Surroundings) -> date:
    """Return the day these hours were first entered, or today if the claim's day is after it.

    A session moved to a day after it was first logged describes different hours, which are new today.
    """
    logged_on = around.first_logged_on
    return logged_on if logged_on and logged_on >= claim.local_date else around.today_local


def outside_entry_window(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """School policy (the set's entry window), after Nebraska 172 NAC 82-007's daily recording."""
    last_day = last_day_to_log(claim.local_date, limits.entry_window_days, around.voided_on)
    if around.window_applies and last_day and entered_on(claim, around) > last_day:
        return block("outside_entry_window", "date", days=limits.entry_window_days)
    return None


def last_day_to_log(day: date, window_days: int | None, voided_on: date | None) -> date | None:
    """Return the last day on which hours of a day can be logged, or None if there is no limit.

    Voiding hours reopens their day, so that the student can log the corrected hours.
    """
    if window_days is None:
        return None
    return max(day, voided_on or day) + timedelta(days=window_days)


def overlap(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if not around.overlapping:
        return None
    starts_at, ends_at = around.overlapping[0]
    return block(
        "overlap",
        "start",
        starts_at=starts_at.isoformat(),
        ends_at=ends_at.isoformat(),
        zone=claim.zone,
    )


def over_daily_cap(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """The set's cap per local start day, such as Fla. Admin. Code 64B7-32.003: 6 hours a day."""
    cap = limits.daily_cap_minutes
    return over("over_daily_cap", cap, around.claimed_on_day, claim.minutes, limits.clock_hour)


def over_weekly_cap(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """The set's cap per calendar week, such as Fla. Admin. Code 64B7-32.003: 30 hours a week."""
    cap = limits.weekly_cap_minutes
    return over("over_weekly_cap", cap, around.claimed_in_week, claim.minutes, limits.clock_hour)


def over(code: str, cap: int | None, claimed: int, minutes: int, clock_hour: int) -> Finding | None:
    if cap is None or claimed + minutes <= cap:
        return None
    figures = {"over": claimed + minutes - cap, "cap": cap, "left": max(cap - claimed, 0)}
    counted = {} if clock_hour == MINUTES_PER_HOUR else {"clock_hour": clock_hour}
    return block(code, "end", **figures, **counted)


def supervisor_not_active(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """A supervisor who is no longer active can neither sign nor return the session."""
    if not around.supervisor_active:
        return block("supervisor_not_active", "supervisor")
    return None


def credential_not_current(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """The supervisor must be licensed: the license must be current on the day of the session."""
    if not around.credential_current:
        return block("credential_not_current", "supervisor", date=claim.local_date.isoformat())
    return None


def own_hours(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if around.is_own_supervisor:
        return block("own_hours", "supervisor")
    return None


def requirement_not_open(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """Some categories open only after others, such as internship in Texas (Occ. Code 455.156)."""
    if not around.requirement_open:
        return block("requirement_not_open", "requirement", waiting_for=around.waiting_for)
    return None


def note_may_identify_client(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    """Keep as little about clients as possible: a session has a client code, never a name."""
    kinds = may_identify_client(claim.note, around.known_names)
    if not kinds:
        return None
    confirmed = {"confirmed": True} if claim.names_no_client else {}
    return warn("note_may_identify_client", "note", kinds=list(kinds), **confirmed)


def long_without_break(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    elapsed = elapsed_minutes(claim.starts_at, claim.ends_at)
    if elapsed >= LONG_WITHOUT_BREAK and not claim.break_minutes:
        return warn("long_without_break", "break_minutes", minutes=elapsed)
    return None


def many_clients(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if claim.clients > 1 and claim.clients * MINUTES_PER_CLIENT > claim.minutes:
        return warn("many_clients", "clients", clients=claim.clients)
    return None


def no_clients(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    if around.needs_clients and not claim.clients:
        return warn("no_clients", "clients")
    return None


def late_entry(claim: Claim, limits: Limits, around: Surroundings) -> Finding | None:
    late = entered_on(claim, around) - claim.local_date
    if late <= LATE_AFTER:
        return None
    window = limits.entry_window_days
    if around.voided_on and window is not None and late.days > window:
        voided_on = around.voided_on.isoformat()
        return warn("logged_again", "date", days=late.days, date=voided_on)
    return warn("late_entry", "date", days=late.days)


SHAPE: tuple[Rule, ...] = (ends_before_start, too_long, break_too_long, too_short)
STANDING: tuple[Rule, ...] = (
    in_future,
    before_enrollment,
    after_enrollment,
    enrollment_not_active,
    outside_entry_window,
    overlap,
    over_daily_cap,
    over_weekly_cap,
    supervisor_not_active,
    credential_not_current,
    own_hours,
    requirement_not_open,
)
CARE: tuple[Rule, ...] = (
    note_may_identify_client,
    long_without_break,
    many_clients,
    no_clients,
    late_entry,
    differs_from_clock,
    over_ratio,
    unsupervised,
)
