"""Compare a signed session, and what happened to it, with the payload of its sign-off."""

from collections.abc import Mapping, Sequence
from typing import Any

from clinic_hours.ledger.domain.commitments import opens
from clinic_hours.ledger.selectors.audit.entries import first_difference, first_other_moment
from clinic_hours.ledger.selectors.audit.report import Wrong
from clinic_hours.sessions.domain.clock import clock_from
from clinic_hours.sessions.domain.states import State

from .events import Event, Kind, wrong_history
from .rows import Hours

KIND = "altered session"


def wrong_session(
    hours: Hours, said: Mapping[str, Any], events: Sequence[Event], *, student: int
) -> Wrong | None:
    facts = said["session"]
    day = hours.occurred_on.isoformat()
    if not facts["local"].startswith(day):
        return "altered row", f"its date is {day}, but the signed one is {facts['local'][:10]}"
    columns = {
        "session": str(hours.session__public_id),
        "zone": hours.session__zone,
        "break_minutes": hours.session__break_minutes,
        "minutes": hours.session__minutes,
        "clients": hours.session__clients,
        "provenance": hours.session__provenance,
    }
    times = {"starts_at": hours.session__starts_at, "ends_at": hours.session__ends_at}
    return (
        first_other_moment(KIND, times, facts)
        or first_difference(KIND, columns, facts)
        or wrong_people(hours, student)
        or wrong_state(hours, facts)
        or wrong_note(hours, facts)
        or wrong_attendance(hours, said)
        or wrong_history(events, said)
        or wrong_times(hours, events)
        or wrong_entry(hours, events)
        or wrong_counters(hours, said)
    )


def wrong_people(hours: Hours, student: int) -> Wrong | None:
    of_session = (
        hours.session__enrollment_id,
        hours.session__requirement_id,
        hours.session__local_date,
        hours.session__student_id,
    )
    if of_session != (hours.enrollment_id, hours.requirement_id, hours.occurred_on, student):
        return KIND, "its student, requirement or date was changed"
    return None


def wrong_state(hours: Hours, facts: Mapping[str, Any]) -> Wrong | None:
    later = {State.SIGNED_OFF: 0, State.VOIDED: 1}.get(State(hours.session__status))
    if later is None:
        return KIND, f"it was signed and is now {hours.session__status}"
    if hours.session__version != facts["version"] + later:
        return KIND, f"it was signed as version {facts['version']}: {hours.session__version} now"
    return None


def wrong_note(hours: Hours, facts: Mapping[str, Any]) -> Wrong | None:
    """Compare the note with its commitment. Erased, it leaves neither text nor salt."""
    note, salt = hours.session__note, bytes(hours.session__note_salt)
    if (note or salt) and not opens(facts["note"], note, salt):
        return KIND, "its note is not the one that was signed"
    return None


def wrong_attendance(hours: Hours, said: Mapping[str, Any]) -> Wrong | None:
    """Compare what the clock said of supervision with what was signed."""
    clock, signed = clock_from(hours.session__clock), said["attendance"]
    if signed is not None and (clock is None or clock.attendance() != signed):
        return KIND, "its attendance is not the one that was signed"
    return None


def wrong_times(hours: Hours, events: Sequence[Event]) -> Wrong | None:
    """Compare when it was logged and last submitted with its events, which are signed."""
    happened = {event.kind: event.happened_at for event in events}
    if entered := happened.get(Kind.ENTERED):
        happened = {Kind.LOGGED: entered, Kind.SUBMITTED: entered} | happened
    if drafted := happened.get(Kind.DRAFTED):
        happened = {Kind.LOGGED: drafted} | happened
    times = {Kind.LOGGED: hours.session__logged_at, Kind.SUBMITTED: hours.session__submitted_at}
    for kind, at in times.items():
        if at != happened.get(kind):
            return KIND, f"it was {kind} at another time than its event says"
    return None


def wrong_entry(hours: Hours, events: Sequence[Event]) -> Wrong | None:
    """Compare who entered it for the student with its events, which are signed."""
    entered = next((event.actor_id for event in events if event.kind == Kind.ENTERED), None)
    if hours.session__entered_by_id != entered:
        return KIND, "it was entered by someone else than its event says"
    return None


def wrong_counters(hours: Hours, said: Mapping[str, Any]) -> Wrong | None:
    history = {
        "events": hours.session__history_events,
        "digest": bytes(hours.session__history_digest).hex(),
    }
    return first_difference(KIND, history, said["history"])
