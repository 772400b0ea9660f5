"""Audits of the ledger, one at a time, with progress and result."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.models import LedgerAudit, LedgerHead
from clinic_hours.ledger.models.audits import SILENT_FOR
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.people.policies import can_read_the_record
from home.core.models.actors import Person

DETAIL_LIMIT = 500


@recorded
def begin_audit(*, actor: Person, now: datetime | None = None) -> LedgerAudit:
    """Record that an audit begins. Raises NotAllowed, or Conflict while another one is running."""
    if not can_read_the_record(actor):
        raise NotAllowed("not_yours_to_audit")
    return begun(actor, now or timezone.now())


def check_ledger() -> str:
    """Audit the ledger without anyone asking, unless an audit is running. Return the damage, if any."""
    try:
        run = begin_check()
    except Conflict:
        return ""
    run_audit(run.pk)
    return LedgerAudit.objects.values_list("damage", flat=True).get(pk=run.pk)


@recorded
def begin_check() -> LedgerAudit:
    return begun(None, timezone.now())


def begun(actor: Person | None, now: datetime) -> LedgerAudit:
    # Write first, so that two people who start one at once take turns.
    LedgerHead.objects.update(transcripts=F("transcripts"))
    if LedgerAudit.objects.filter(finished_at=None, heard_at__gt=now - SILENT_FOR).exists():
        raise Conflict
    size = LedgerHead.objects.values_list("size", flat=True).get(pk=1)
    return LedgerAudit.objects.create(started_by=actor, started_at=now, heard_at=now, entries=size)


def run_audit(pk: int) -> None:
    """Audit the ledger and store the result in the run."""
    run = LedgerAudit.objects.filter(pk=pk)

    def hear(entries: int) -> None:
        run.update(read=entries, heard_at=timezone.now())

    report = audit_ledger(on_progress=hear)
    now = timezone.now()
    run.update(
        read=report.entries,
        entries=report.entries,
        root=report.root,
        damage=str(report.damage or "")[:DETAIL_LIMIT],
        damaged_seq=report.damage.seq if report.damage else None,
        heard_at=now,
        finished_at=now,
    )
