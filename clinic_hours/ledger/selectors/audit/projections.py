"""What wings above derive from the log: their rows are compared with the entries they follow from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import Model

from .report import Damage, Wrong
from .rows import Row


class Projection(Protocol):
    """One audit's view of the rows that follow from some kinds of entries.

    `tables` are the models that it reads. `read` returns what `wrong` needs for a portion of the log, and
    runs in sequence; `wrong` asks no database and runs in any thread.
    """

    kinds: frozenset[str]
    tables: tuple[type[Model], ...]

    def read(self, rows: Sequence[Row]) -> Mapping[int, Any]:
        """Return what belongs to these entries, by their number."""
        ...

    def wrong(self, row: Row, said: Mapping[str, Any], found: Any) -> Wrong | None:
        """Return how an entry and what was found for it differ. `found` is None if there is nothing."""
        ...

    def at_the_end(self, size: int) -> Iterator[Damage]:
        """Find rows that no entry stands for, given the number of entries that were read."""
        ...


PROJECTIONS: list[type[Projection]] = []


def audit_also(projection: type[Projection]) -> None:
    """Add a projection to every audit. Called while Django starts."""
    PROJECTIONS.append(projection)
