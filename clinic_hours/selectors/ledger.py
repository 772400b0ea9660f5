"""What the ledger is as a whole: its size, its newest entries."""

from django.db.models import QuerySet

from clinic_hours.models import HourEntry, LedgerHead


def ledger_size() -> int:
    """Return how many entries there are, from the head: no scan."""
    return LedgerHead.objects.values_list("size", flat=True).get(pk=1)


def newest_entries(count: int = 20) -> QuerySet[HourEntry]:
    return HourEntry.objects.select_related(
        "enrollment__student", "requirement", "session", "reverses", "reversed_by"
    ).order_by("-seq")[:count]
