"""Acts that start at the same moment, each in a thread with its own connection."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection

PATIENCE_SECONDS = 25
with_row_locks = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


@dataclass(slots=True)
class Outcome:
    """What an act returned, or what it raised."""

    value: Any = None
    error: Exception | None = None


def race(*acts: Callable[[], Any]) -> list[Outcome]:
    """Start the acts together, and return their outcomes in the same order."""
    barrier = Barrier(len(acts), timeout=PATIENCE_SECONDS)
    outcomes = [Outcome() for _act in acts]

    def run(act: Callable[[], Any], outcome: Outcome) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            outcome.value = act()
        except Exception as error:
            outcome.error = error
        finally:
            connection.close()

    threads = [
        Thread(target=run, args=pair, daemon=True) for pair in zip(acts, outcomes, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "an act did not end: two of them wait for each other"
    return outcomes


def winners(outcomes: Sequence[Outcome]) -> list[int]:
    """Return the positions of the acts that succeeded."""
    return [place for place, outcome in enumerate(outcomes) if outcome.error is None]


def surprises(outcomes: Sequence[Outcome], *expected: type[Exception]) -> list[str]:
    """Return the unexpected errors, such as a lock, a constraint or a bug."""
    raised = [outcome.error for outcome in outcomes if outcome.error is not None]
    return [
        f"{type(error).__name__}: {error}" for error in raised if not isinstance(error, expected)
    ]


def meet_before(monkeypatch, module: Any, name: str, count: int) -> None:
    """Hold calls of a function until so many have come: all have read by then, and none has written."""
    all_are_here, usual = Barrier(count, timeout=PATIENCE_SECONDS / 2), getattr(module, name)

    def together(*args: Any, **more: Any) -> Any:
        with suppress(BrokenBarrierError):
            all_are_here.wait()
        return usual(*args, **more)

    monkeypatch.setattr(module, name, together)
