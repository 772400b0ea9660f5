"""Count the queries that read or write; transaction statements are left out."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTION_WORDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS")


class Counted:
    """The statements of a block, available after it ends."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(statement[:300] for statement in self.statements)

    @property
    def repeated(self) -> list[str]:
        """The statements that were sent more than once, exactly the same."""
        return [each for each, times in Counter(self.statements).items() if times > 1]


@contextmanager
def queries() -> Iterator[Counted]:
    counted = Counted()
    with CaptureQueriesContext(connection) as captured:
        yield counted
    counted.statements = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(TRANSACTION_WORDS)
    ]
