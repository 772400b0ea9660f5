"""Find rows that refer to an entry after the last one.

The database lets no row refer to an entry that is not there, but its owner can make it look away.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Exists, OuterRef

from clinic_hours.ledger.models import LogEntry

from .report import Damage

REFERRING = tuple(
    field
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if field.related_model is LogEntry
)


def lost_references(size: int) -> Iterator[Damage]:
    """Rows of entries that were appended since the audit began are sound: their entry is there."""
    for field in REFERRING:
        later = field.model._base_manager.filter(**{f"{field.name}__gt": size})
        entry = LogEntry.objects.filter(pk=OuterRef(field.attname))
        lost = later.filter(~Exists(entry)).order_by(field.attname)
        for seq in lost.values_list(field.attname, flat=True)[:1]:
            detail = f"a row of {field.model._meta.db_table} refers to it, but it is not there"
            yield Damage(seq, "missing entry", detail)
