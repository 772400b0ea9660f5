"""Whether a row is in use and must be kept."""

from collections.abc import Callable
from typing import Any

from django.db.models import PROTECT, Model

KEPT: dict[type[Model], Callable[[Any], bool]] = {}


def keep_rows(model: type[Model], where: Callable[[Any], bool]) -> None:
    """Also keep rows without references if `where(row)` is true. Called while Django starts."""
    KEPT[model] = where


def is_referenced(row: Model) -> bool:
    """Return whether another row points to this one, or a wing keeps it for its own reason."""
    where = KEPT.get(type(row))
    if where and where(row):
        return True
    relations: list[Any] = row._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in relations
        if refers(relation)
    )


def refers(relation: Any) -> bool:
    """Return whether a relation leads here from rows that need this one, also if it has no name here.

    The tables between two models that refer to each other have no name, either: they go with the row.
    """
    if not relation.auto_created or relation.concrete or not relation.is_relation:
        return False
    return not relation.hidden or relation.on_delete is PROTECT
