"""What a session that awaits an answer asks, and what was said about it, as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from clinic_hours.core.forms.times import time_range
from clinic_hours.sessions.domain.answers import answer_is_due
from clinic_hours.sessions.domain.states import Awaits
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.selectors.answers import ASKING

Kind = SessionEvent.Kind


@dataclass(frozen=True, slots=True)
class Question:
    """Who asked and why; the times before and after a correction; what the student disputes.

    `student` is the name that the reader sees. The office may decide from
    `due_at` even without an answer.
    """

    asked: SessionEvent
    dispute: SessionEvent | None
    student: str
    before: str
    now: str
    evidence: str
    due_at: datetime
    is_due: bool

    @property
    def is_correction(self) -> bool:
        return self.asked.kind == Kind.CORRECTED


def question_of(
    session: ClinicSession,
    history: Sequence[SessionEvent],
    texts: Mapping[str, str],
    student: str,
    now: datetime,
) -> Question | None:
    """Return what the session asks, or None if it awaits no answer."""
    if session.awaits == Awaits.NOBODY:
        return None
    asked = [event for event in history if event.kind in ASKING][-1]
    disputes = [event for event in history if event.kind == Kind.DISPUTED]
    due_at = answer_is_due(asked.happened_at)
    is_disputed = session.awaits == Awaits.OFFICE
    return Question(
        asked=asked,
        dispute=disputes[-1] if is_disputed else None,
        student=student,
        before=times_before(session, asked.changes),
        now=times_words(session.starts_at, session.ends_at, session.break_minutes, session.zone),
        evidence=texts.get(asked.texts.get("evidence", ""), ""),
        due_at=due_at,
        is_due=is_disputed or now >= due_at,
    )


def times_before(session: ClinicSession, changes: Mapping[str, Any]) -> str:
    """Return the times before a correction."""
    starts_at, ends_at = (
        datetime.fromisoformat(changes[name][0]) if name in changes else getattr(session, name)
        for name in ("starts_at", "ends_at")
    )
    pause = changes["break_minutes"][0] if "break_minutes" in changes else session.break_minutes
    return times_words(starts_at, ends_at, pause, session.zone)


def times_words(starts_at: datetime, ends_at: datetime, pause: int, zone: str) -> str:
    times = time_range(starts_at, ends_at, zone)
    if not pause:
        return times
    said = ngettext(
        "%(times)s with a break of %(count)s minute",
        "%(times)s with a break of %(count)s minutes",
        pause,
    )
    return said % {"times": times, "count": pause}
