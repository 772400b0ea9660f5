"""Find transcripts dated before what they follow, as happens when a clock is set back."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery

from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.sessions.domain.entries import signed_at
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.selectors.audit.order import KIND, after
from clinic_hours.transcripts.models import Transcript


def out_of_order() -> Iterator[Damage]:
    """Find a transcript older than what it states, or a revocation older than what it revokes."""
    stated = HourEntry.objects.filter(
        enrollment=OuterRef("enrollment"), seq__lte=OuterRef("checkpoint__size")
    )
    newest = Subquery(stated.order_by("-seq").values("payload")[:1])
    issued = Transcript.objects.annotate(newest=newest).order_by("number")
    last: dict[int, datetime] = {}
    columns = ("number", "enrollment", "issued_at", "revocation__revoked_at", "newest")
    for number, enrollment, at, revoked_at, payload in issued.values_list(*columns).iterator():
        answered = [last.get(enrollment), signed_at(payload) if payload else None]
        for each in answered:
            if each and at < each:
                yield Damage(None, KIND, f"transcript {number} was issued {after(at, each)}")
        if revoked_at and revoked_at < at:
            yield Damage(None, KIND, f"transcript {number} was revoked {after(revoked_at, at)}")
        last[enrollment] = at
