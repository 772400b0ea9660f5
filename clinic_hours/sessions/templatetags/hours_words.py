"""Sessions and findings as text, for the desk templates."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import (
    day_words,
    moment_words,
    other_zone,
    stretch_words,
    time_range,
    time_words,
)
from clinic_hours.core.forms.wording import badge_of, sentence_of
from clinic_hours.ledger.models import CommittedText
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import translation_of
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.forms import status
from clinic_hours.sessions.forms.lines import moment_in_full
from clinic_hours.sessions.forms.provenance import (
    PROVENANCE,
    PROVENANCE_IN_FULL,
    recorded_how,
)
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.selectors.usual import Times

register = template.Library()


@register.filter
def sentence(finding: Finding) -> str:
    """Return the sentence for a finding."""
    return sentence_of(finding)


@register.filter
def badge_words(finding: Finding) -> str:
    """Return the badge text for a finding."""
    return badge_of(finding)


@register.filter
def day(value: date) -> str:
    """Return a date such as Mon, Nov 23, as the beginning of a line."""
    return capfirst(day_words(value))


@register.filter
def times(session: ClinicSession) -> str:
    """Return a range such as 2:00–5:30 pm, in the site's zone."""
    return time_range(session.starts_at, session.ends_at, session.zone)


@register.filter
def stretch(times: Times) -> str:
    """Return usual times with their break: 2:00–5:30 pm, 15 min break."""
    said = stretch_words(times.starts_at, times.ends_at)
    if not times.break_minutes:
        return said
    return _("%(times)s, %(minutes)s min break") % {"times": said, "minutes": times.break_minutes}


@register.filter
def zone_name(session: ClinicSession) -> str:
    """Return the name of the site's zone on that day, such as CST, if it is not the school's time."""
    return other_zone(session.starts_at.astimezone(ZoneInfo(session.zone)))


@register.filter
def arose(session: ClinicSession) -> str:
    """Return how the times were recorded, in two or three words: times typed in."""
    return str(PROVENANCE[recorded_how(session)])


@register.filter
def status_words(enrollment: Enrollment, progress: SetProgress) -> str:
    """Return an enrollment's status as it can stand next to its progress."""
    return status.status_words(enrollment, progress)


@register.filter
def recorded(session: ClinicSession) -> str:
    """Return how the times were recorded, in full: Typed in by the student."""
    return str(PROVENANCE_IN_FULL[recorded_how(session)])


# Only clocked times get a check mark: nobody else vouches for typed ones.
PROVENANCE_ICONS = {"typed": "pencil", "clocked": "check", "attested": "circle-user"}


@register.inclusion_tag("clinic_hours_sessions/includes/provenance.html")
def provenance_mark(session: ClinicSession, said: EntryLine | None = None) -> dict[str, Any]:
    """Return how the times were recorded, with an icon. `said` is what was signed.

    Raises KeyError for an unknown kind.
    """
    kind = said.provenance if said else session.provenance
    label = PROVENANCE_IN_FULL[kind] if said else recorded(session)
    return {"kind": kind, "icon_name": PROVENANCE_ICONS[kind], "label": label}


@register.filter
def moment_in(moment: datetime, zone: str) -> str:
    """Return a date and time: Nov 23, 2026, 5:41 pm."""
    return moment_words(moment, zone)


@register.inclusion_tag("clinic_hours_sessions/includes/signed_text.html")
def signed_text(text: str, language: str) -> dict[str, Any]:
    """Show the statement as it was signed, and for readers of another language what it means."""
    translation = translation_of(text, get_language() or "")
    return {"text": text, "language": language, "translation": translation}


@register.filter
def when_words(moment: datetime) -> str:
    """Return a past moment for the middle of a sentence: today at 6:06 pm."""
    local = localtime(moment)
    said = {"day": day_words(local.date()), "time": time_words(local)}
    if local.date() == localdate():
        return _("today at %(time)s") % said
    return _("on %(day)s at %(time)s") % said


@register.filter
def hexadecimal(digest: bytes) -> str:
    return bytes(digest).hex()


@register.filter
def evidence(entry: HourEntry) -> dict[str, Any]:
    """Return what an entry's own bytes say: who signed, with which license, when, why, how times arose.

    How the times of a reversal arose is said by the entry that it reverses.
    """
    try:
        said = json.loads(bytes(entry.log_entry.payload))
        how = said.get("session", {}).get("provenance", entry.provenance)
        recorded = {"recorded": dict(ClinicSession.Provenance.choices).get(how, "")}
        return evidence_in(said, entry.reason) | recorded
    except UNREADABLE:  # the bytes were changed; the entry's own page says so
        return {"name": _("cannot be read: it was altered")}


def evidence_in(said: dict[str, Any], reason: CommittedText | None) -> dict[str, Any]:
    return {
        "name": said["signer"]["printed_name"],
        "license": said["signer"]["license_number"],
        "at": moment_in_full(said["local"]),
        "reason": reason.proved if reason and reason.pk == said.get("reason") else "",
    }
