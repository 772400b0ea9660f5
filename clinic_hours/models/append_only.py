"""Which tables only ever grow. The database itself refuses to change or delete their rows."""

from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=type[Model])
APPEND_ONLY: list[type[Model]] = []


def append_only(model: M) -> M:
    """Mark a model whose rows are only added: a migration gives its table the guards."""
    APPEND_ONLY.append(model)
    return model
