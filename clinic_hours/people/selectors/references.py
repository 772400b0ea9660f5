"""Whether a row is in use and must be kept."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

KEPT: dict[type[Model], Callable[[Any], bool]] = {}


def keep_rows(model: type[Model], where: Callable[[Any], bool]) -> None:
    """Also keep rows without references if `where(row)` is true. Called while Django starts."""
    KEPT[model] = where


def is_referenced(row: Model) -> bool:
    """Return whether another row points to this one, or a wing keeps it for its own reason."""
    where = KEPT.get(type(row))
    if where and where(row):
        return True
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.related_objects
    )
