"""The queue's rows as finished text: fifty of them are most of the page's cost."""

from collections.abc import Callable, Container, Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.domain.findings import Severity
from clinic_hours.core.forms.times import day_words, hours, time_range
from clinic_hours.core.forms.wording import badge_of
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.forms.provenance import PROVENANCE_WORD, recorded_how
from clinic_hours.sessions.selectors.queues import NOTE_SHOWN, Findings, QueuePage, Waiting

TONES = {Severity.WARNING: "warning", Severity.BLOCKING: "danger"}
BADGE = (
    '<span class="badge badge--{}" data-testid="finding">'
    '<svg class="icon"><use href="#alert"/></svg>{}</span>'
)
Row = dict[str, str]


class Labels:
    """Words that many rows share, translated once for all of them."""

    def __init__(self) -> None:
        self.recorded = {kind: str(word) for kind, word in PROVENANCE_WORD.items()}
        self.no_note = _("No note")
        self.corrected = _("Corrected after:")
        self.changed = _("Changed:")


def rows_of(
    page: QueuePage, ticked: Container[str], changes: Mapping[UUID, str], now: datetime
) -> list[Row]:
    """Return what the table shows. `ticked` has the values of a refused form, `changes` what it missed."""
    labels, address, urgent_days = Labels(), address_of_any(), limits().office_days
    return [
        row_of(session, page.findings[session.pk], labels)
        | {
            "checked": " checked" if value_of(session) in ticked else "",
            "url": address(session.public_id),
            "age": age_of(session, now, urgent_days),
            "changes": small(labels.changed, changes.get(session.public_id, "")),
        }
        for session in page.sessions
    ]


def row_of(session: Waiting, findings: Findings, labels: Labels) -> Row:
    day = day_words(session.local_date)
    return {
        "value": value_of(session),
        "warned": " data-warned" if findings else "",
        "named": f"{session.student_name}, {day}",
        "student": session.student_name,
        "requirement": str(session.requirement),
        "day": day,
        "times": time_range(session.starts_at, session.ends_at, session.zone),
        "minutes": str(session.minutes),
        "hours": hours(session.minutes),
        "clients": str(session.clients or "–"),
        "provenance": session.provenance,
        "recorded": labels.recorded[recorded_how(session)],
        "badges": badges_of(findings),
        "note": preview_of(session.preview) or labels.no_note,
        "corrected": small(labels.corrected, quoted(session.return_reason or "")),
    }


def value_of(session: Waiting) -> str:
    return f"{session.public_id}:{session.version}"


def address_of_any() -> Callable[[UUID], str]:
    """Return a function that gives a session's address: it is resolved once, not for each row."""
    nil = UUID(int=0)
    before, after = reverse("hours:session", args=[nil]).split(str(nil))
    return lambda public_id: f"{before}{public_id}{after}?from=queue"


def badges_of(findings: Findings) -> SafeString:
    said = [(TONES[each.severity], badge_of(each)) for each in findings]
    return format_html_join("", BADGE, said) if said else SafeString()


def preview_of(note: str) -> str:
    """Return the beginning of a note, in quotes, with whole words."""
    text = " ".join(note.split())
    if len(note) > NOTE_SHOWN:
        text = text[:NOTE_SHOWN].rpartition(" ")[0] or text[:NOTE_SHOWN]
        text = f"{text}…"
    return quoted(text)


def quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def age_of(session: Waiting, now: datetime, urgent_days: int) -> SafeString:
    """Return how long an urgent session has been waiting."""
    days = (now - session.submitted_at).days
    if days < urgent_days:
        return SafeString()
    said = ngettext("Waiting %(days)s day", "Waiting %(days)s days", days) % {"days": days}
    return format_html("<b>{}</b>", said)


def small(label: str, text: str) -> SafeString:
    return format_html("<small>{} {}</small>", label, text) if text else SafeString()
