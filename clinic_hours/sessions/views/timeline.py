"""A session's events as text, for the timeline."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.core.forms.times import hours, moment_words, time_words
from clinic_hours.people.selectors.names import Names
from clinic_hours.sessions.domain.answers import Decision
from clinic_hours.sessions.forms.provenance import PROVENANCE
from clinic_hours.sessions.forms.review import REMARKS
from clinic_hours.sessions.models import ClinicSession, SessionEvent

Kind = SessionEvent.Kind
LOOKS = {
    Kind.LOGGED: ("pencil", ""),
    Kind.DRAFTED: ("clock", ""),
    Kind.EDITED: ("pencil", ""),
    Kind.SUBMITTED: ("send", "info"),
    Kind.TAKEN_BACK: ("undo-2", ""),
    Kind.DISCARDED: ("circle-x", ""),
    Kind.WITHDRAWN: ("circle-x", ""),
    Kind.RETURNED: ("corner-up-left", "danger"),
    Kind.SIGNED_OFF: ("signature", "success"),
    Kind.VOIDED: ("ban", "danger"),
    Kind.ENTERED: ("pencil", ""),
    Kind.CORRECTED: ("pencil", "warning"),
    Kind.ACCEPTED: ("check", "success"),
    Kind.DISPUTED: ("hand", "danger"),
    Kind.DECIDED: ("scale", ""),
    Kind.REASSIGNED: ("users", ""),
}
FIELDS = {
    "starts_at": gettext_lazy("start"),
    "ends_at": gettext_lazy("end"),
    "break_minutes": gettext_lazy("break"),
    "minutes": gettext_lazy("hours"),
    "clients": gettext_lazy("clients"),
    "requirement": gettext_lazy("requirement"),
    "site": gettext_lazy("clinic"),
    "supervisor": gettext_lazy("instructor"),
    "note": gettext_lazy("note"),
    "provenance": gettext_lazy("how times were recorded"),
}
# For these, only the fact of the change is shown: the rows they name may be renamed.
UNTOLD = {"requirement", "site", "note"}
NOBODY: Mapping[int, str] = MappingProxyType({})

# What events say beside their reason: remarks on the fields of the form, and a document.
BESIDE = REMARKS | {
    "evidence": gettext_lazy("Evidence"),
    "answer": gettext_lazy("Answer"),
    "late_reason": gettext_lazy("Why it was logged late"),
}
DECISIONS = {
    Decision.KEEP: gettext_lazy("The session stays as it was entered or corrected."),
    Decision.RESTORE: gettext_lazy("The times before the correction were restored."),
    Decision.RETURN: gettext_lazy("The student can correct or discard it."),
}


def event_of(
    event: SessionEvent,
    session: ClinicSession,
    texts: Mapping[str, str],
    names: Names,
    instructors: Mapping[int, str],
) -> dict[str, Any]:
    """Return an event as text.

    `texts` are those that events say beside their reasons, by commitment; `instructors` are those that a
    change names.
    """
    is_student = event.actor_id == session.student_id
    icon, tone = LOOKS[Kind(event.kind)]
    return {
        "title": event.get_kind_display(),
        "icon": icon,
        "tone": tone,
        "at": event.happened_at,
        "when": moment_words(event.happened_at, session.zone),
        "who": names.of(session.enrollment) if is_student else str(event.actor),
        "quote": event.reason_text,
        "details": details_of(event.changes, session.zone, instructors),
        "lines": lines_of(event, texts),
    }


def lines_of(event: SessionEvent, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what an event says beside its reason, and the fingerprint of its file."""
    lines = [
        {"label": BESIDE[name], "text": texts[commitment]}
        for name, commitment in event.texts.items()
        if commitment in texts
    ]
    if file := event.changes.get("file"):
        lines.append({"label": _("Fingerprint of the file (SHA-256)"), "text": file})
    return lines


def details_of(changes: dict, zone: str, instructors: Mapping[int, str] = NOBODY) -> str:
    """Return what the office decided, and what changed."""
    fields = {name: pair for name, pair in changes.items() if name in FIELDS}
    changed = "; ".join(
        change_in_words(name, pair, zone, instructors) for name, pair in fields.items()
    )
    if "decision" not in changes:
        return changed
    return f"{DECISIONS[Decision(changes['decision'])]} {changed}".strip()


def change_in_words(name: str, pair: list, zone: str, instructors: Mapping[int, str]) -> str:
    if name in UNTOLD or (name == "supervisor" and not instructors):
        return _("%(field)s changed") % {"field": FIELDS[name]}
    if name == "supervisor":
        was, becomes = (instructors[each] for each in pair)
    else:
        was, becomes = (value_in_words(name, value, zone) for value in pair)
    return _("%(field)s from %(was)s to %(becomes)s") % {
        "field": FIELDS[name],
        "was": was,
        "becomes": becomes,
    }


def value_in_words(name: str, value: Any, zone: str) -> str:
    if name in ("starts_at", "ends_at"):
        return time_words(datetime.fromisoformat(value).astimezone(ZoneInfo(zone)))
    if name == "minutes":
        return hours(value)
    if name == "provenance":
        return str(PROVENANCE[value])
    return str(value)
