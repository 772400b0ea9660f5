"""Whether anything rests on a row: what is named elsewhere is kept."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

KEPT: dict[type[Model], Callable[[Any], bool]] = {}


def keep_rows(model: type[Model], where: Callable[[Any], bool]) -> None:
    """Keep rows that nothing points at, where `where(row)`; called while Django starts."""
    KEPT[model] = where


def is_referenced(row: Model) -> bool:
    """Tell whether another row points at this one, or a wing keeps it for a reason of its own."""
    where = KEPT.get(type(row))
    if where and where(row):
        return True
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.related_objects
    )
