"""The ledger as a whole: its size and root, its newest entries, its audits."""

from django.db.models import QuerySet

from clinic_hours.ledger.domain.merkle import MerkleTree
from clinic_hours.ledger.models import LedgerAudit, LedgerHead
from clinic_hours.sessions.models import HourEntry


def ledger_head() -> tuple[int, str]:
    """Return the number of entries and the root over them (hex), read from the head without a scan."""
    size, peaks = LedgerHead.objects.values_list("size", "peaks").get(pk=1)
    return size, MerkleTree.restored(size, bytes(peaks)).root().hex()


def newest_entries(count: int = 20) -> QuerySet[HourEntry]:
    """Return the newest entries. A subquery picks them first, so that no plan joins the whole ledger."""
    newest = HourEntry.objects.order_by("-seq").values("seq")[:count]
    related = ("enrollment__student", "requirement", "session", "reverses", "reversed_by")
    return (
        HourEntry.objects.filter(seq__in=newest).select_related(*related).order_by("-seq")[:count]
    )


def last_audit() -> LedgerAudit | None:
    """Return the newest run if it has not ended: it is still running or was cut off."""
    newest = LedgerAudit.objects.select_related("started_by").first()
    return newest if newest and not newest.finished_at else None


def last_finished_audit() -> LedgerAudit | None:
    finished = LedgerAudit.objects.exclude(finished_at=None).select_related("started_by")
    return finished.first()
