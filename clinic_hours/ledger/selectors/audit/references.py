"""Find rows that refer to an entry after the last one.

The database lets no row refer to an entry that is not there, but its owner can make it look away.
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from clinic_hours.ledger.models import LogEntry

from .report import Damage


def lost_references(size: int) -> Iterator[Damage]:
    """Rows of entries that were appended since the audit began are sound: their entry is there."""
    for relation in LogEntry._meta.related_objects:
        field, table = relation.field, relation.related_model._meta.db_table
        later = relation.related_model._base_manager.filter(**{f"{field.name}__gt": size})
        entry = LogEntry.objects.filter(pk=OuterRef(field.attname))
        lost = later.filter(~Exists(entry)).order_by(field.attname)
        for seq in lost.values_list(field.attname, flat=True)[:1]:
            yield Damage(
                seq, "missing entry", f"a row of {table} refers to it, but it is not there"
            )
