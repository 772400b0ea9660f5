"""The queue's rows as finished text: fifty of them are most of the page's cost."""

from collections.abc import Container, Sequence
from typing import Any

from django.urls import reverse

from clinic_hours.core.domain.findings import Finding, Severity
from clinic_hours.core.forms.times import day_words, hours, time_range
from clinic_hours.core.forms.wording import badge_of
from clinic_hours.sessions.forms.provenance import PROVENANCE_WORD
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.findings import findings_now
from clinic_hours.sessions.selectors.queues import QueuePage

TONES = {Severity.WARNING: "warning", Severity.BLOCKING: "danger"}


def rows_of(page: QueuePage, ticked: Container[str]) -> list[dict[str, Any]]:
    """Return what the table shows. `ticked` has the values of a refused form."""
    words = {kind: str(word) for kind, word in PROVENANCE_WORD.items()}
    found = findings_now(page.sessions, page.earned)
    return [row_of(session, ticked, words, found[session.pk]) for session in page.sessions]


def row_of(
    session: ClinicSession,
    ticked: Container[str],
    words: dict[str, str],
    found_now: Sequence[Finding],
) -> dict[str, Any]:
    value = f"{session.public_id}:{session.version}"
    student, day = str(session.student), day_words(session.local_date)
    return {
        "value": value,
        "ticked": value in ticked,
        "url": reverse("hours:session", args=[session.public_id]),
        "named": f"{student}, {day}",
        "student": student,
        "requirement": str(session.requirement),
        "day": day,
        "times": time_range(session.starts_at, session.ends_at, session.zone),
        "minutes": str(session.minutes),
        "hours": hours(session.minutes),
        "clients": str(session.clients or "–"),
        "checks": checks_of(session, found_now),
        "provenance": session.provenance,
        "recorded": words[session.provenance],
        "return_reason": getattr(session, "return_reason", None) or "",
    }


def checks_of(session: ClinicSession, found_now: Sequence[Finding]) -> list[dict[str, str]]:
    findings = [*(Finding.from_dict(each) for each in session.findings), *found_now]
    return [{"tone": TONES[each.severity], "words": badge_of(each)} for each in findings]
