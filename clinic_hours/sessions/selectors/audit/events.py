"""Compare what happened to sessions with the history that was signed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from clinic_hours.ledger.selectors.audit.entries import first_difference, first_other_moment
from clinic_hours.ledger.selectors.audit.order import KIND as OUT_OF_ORDER
from clinic_hours.ledger.selectors.audit.order import after
from clinic_hours.ledger.selectors.audit.report import Wrong
from clinic_hours.sessions.domain.history import Happened, History
from clinic_hours.sessions.models import SessionEvent

Kind = SessionEvent.Kind
KIND = "altered event"


class Event(NamedTuple):
    session_id: int
    kind: str
    happened_at: datetime
    actor_id: int
    version: int
    changes: dict[str, Any]
    reason_id: str | None

    def happened(self) -> Happened:
        return Happened(
            kind=self.kind,
            at=self.happened_at,
            actor=self.actor_id,
            version=self.version,
            changes=self.changes,
            reason=self.reason_id or "",
        )


def events_of(sessions: Collection[int]) -> dict[int, list[Event]]:
    """Return the events of each session, in order."""
    found: dict[int, list[Event]] = {}
    rows = SessionEvent.objects.filter(session__in=sessions).order_by("pk")
    for values in rows.values_list(*Event._fields):
        event = Event._make(values)
        found.setdefault(event.session_id, []).append(event)
    return found


def wrong_history(events: Sequence[Event], said: Mapping[str, Any]) -> Wrong | None:
    """Compare the events before a sign-off, and the sign-off's own, with its payload."""
    kinds = [event.kind for event in events]
    if kinds.count(Kind.SIGNED_OFF) != 1:
        return KIND, "its session was not signed off exactly once"
    at = kinds.index(Kind.SIGNED_OFF)
    history = History().then(event.happened() for event in events[:at])
    if history.facts() != said["history"]:
        return KIND, f"the {at} events before it are not those that were signed"
    if kinds[at + 1 :] not in ([], [Kind.VOIDED]):
        return KIND, "its session went on after it was signed"
    act = wrong_act(events[at], said, version=said["session"]["version"])
    return act or wrong_order(events[: at + 1])


def wrong_order(events: Sequence[Event]) -> Wrong | None:
    for before, event in pairwise(events):
        if event.happened_at < before.happened_at:
            detail = f"its session was {event.kind} {after(event.happened_at, before.happened_at)}"
            return OUT_OF_ORDER, detail
    return None


def wrong_void(events: Sequence[Event], said: Mapping[str, Any]) -> Wrong | None:
    """Compare the event that voided a session with the reversal's payload."""
    if len(events) < 2 or events[-1].kind != Kind.VOIDED:
        return KIND, "its session has no event that voids it"
    version = events[-2].version + 1
    return wrong_act(events[-1], said, version=version, reason=said["reason"])


def wrong_act(
    event: Event, said: Mapping[str, Any], *, version: int, reason: str | None = None
) -> Wrong | None:
    """Compare the event of a signed act with its payload."""
    row = {
        "actor": event.actor_id,
        "version": event.version,
        "reason": event.reason_id,
        "changes": event.changes,
    }
    signed = {
        "actor": said["signer"]["account"],
        "version": version,
        "reason": reason,
        "changes": {},
    }
    wrong = first_difference(KIND, row, signed)
    return wrong or first_other_moment(KIND, {"at": event.happened_at}, said)
