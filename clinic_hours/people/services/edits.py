"""Keep what a person changed in a row, and nothing that others changed meanwhile."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, QuerySet

from clinic_hours.core.domain.errors import Conflict
from clinic_hours.people.domain.edits import Edit

Row = TypeVar("Row", bound=Model)


def read_again(rows: QuerySet[Row], pk: int) -> Row:
    """Return the row as it is under the lock that the caller holds. Raises Conflict if it was deleted."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Conflict
    return row


def refuse_outdated(row: Model, edit: Edit, logged: Collection[str]) -> None:
    """Raise Conflict if the log says something else of a row, read under its lock, than the page showed."""
    for name in logged:
        if name in edit.shown and row.serializable_value(name) != edit.shown[name]:
            raise Conflict


def keep_changes(row: Row, edit: Edit) -> Row:
    """Set and save only what was changed: a column that nobody typed in may have a newer value.

    Raises ValidationError for what the model rejects.
    """
    for name, value in edit.changes.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(update_fields=list(edit.changes))
    return row
