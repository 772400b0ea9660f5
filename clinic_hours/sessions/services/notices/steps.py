"""WRITE: tell students, in the same transaction, that a session was returned or hours were voided."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.selectors.again import Again
from home.core.addresses import at_site
from home.core.models.actors import Person


def tell_of_return(session: ClinicSession, *, actor: Person, reason: str, now: datetime) -> None:
    """Tell a student that a session was sent back. The reason is only mailed: the session keeps it."""
    news = News(
        "session_returned",
        session.student_id,
        reverse("hours:session", args=[session.public_id]),
        key=f"{session.public_id}:{session.version}",
        facts={"actor": str(actor), **times_of(session)},
        for_mail={"reason": reason},
    )
    tell([news], now)


def tell_of_reversal(
    reversal: HourEntry,
    *,
    student_id: int,
    reason: str,
    now: datetime,
    again: Again | None = None,
) -> None:
    """Tell a student that some hours no longer count, why, and how to log a session again."""
    news = News(
        "hours_voided",
        student_id,
        reverse("hours:entry", args=[reversal.seq]),
        key=str(reversal.seq),
        facts={"minutes": -reversal.minutes},
        for_mail={"minutes": -reversal.minutes, "reason": reason, **again_for_mail(again)},
    )
    tell([news], now)


def again_for_mail(again: Again | None) -> dict[str, Any]:
    if again is None:
        return {}
    form = f"{reverse('hours:session_new')}?again={again.session.public_id}"
    return {"again": again, "again_address": at_site(form)}


def times_of(session: ClinicSession) -> dict[str, str]:
    return {
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "zone": session.zone,
    }
