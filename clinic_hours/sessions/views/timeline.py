"""A session's events as text, for the timeline."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.core.forms.times import hours, moment_words, time_words
from clinic_hours.sessions.forms.provenance import PROVENANCE
from clinic_hours.sessions.models import ClinicSession, SessionEvent

Kind = SessionEvent.Kind
LOOKS = {
    Kind.LOGGED: ("pencil", ""),
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
UNTOLD = {"requirement", "site", "supervisor", "note"}


def event_of(event: SessionEvent, session: ClinicSession) -> dict[str, Any]:
    icon, tone = LOOKS[Kind(event.kind)]
    return {
        "title": event.get_kind_display(),
        "icon": icon,
        "tone": tone,
        "at": event.happened_at,
        "when": moment_words(event.happened_at, session.zone),
        "who": str(event.actor),
        "quote": event.reason_text,
        "details": changes_in_words(event.changes, session.zone),
    }


def changes_in_words(changes: dict, zone: str) -> str:
    return "; ".join(change_in_words(name, pair, zone) for name, pair in changes.items())


def change_in_words(name: str, pair: list, zone: str) -> str:
    if name in UNTOLD:
        return _("%(field)s changed") % {"field": FIELDS[name]}
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
