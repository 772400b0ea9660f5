"""Alternate things in one run, so that other load on the machine affects all of them equally."""

import statistics
import time
from collections.abc import Callable

from tests.databases import Databases

TURNS, IN_A_TURN = 20, 5

Work = Callable[[], object]


def alternated(rounds: int = 60, **works: Work) -> dict[str, list[float]]:
    """Return the seconds of each work's rounds, after one warm-up round."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _round in range(rounds):
        for name, work in works.items():
            begin = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - begin)
    return times


def taking_turns(works: dict[Databases, Work], turns: int = TURNS) -> dict[Databases, list[float]]:
    """Return the seconds of each database's work: a few in one, a few in the other, and again."""
    times: dict[Databases, list[float]] = {here: [] for here in works}
    for _turn in range(turns):
        for here, work in works.items():
            here.point_at_own()
            work()  # opens the connection, and warms it
            times[here] += [seconds(work) for _ in range(IN_A_TURN)]
    return times


def seconds(work: Work) -> float:
    """Return the seconds of one round, for work that takes minutes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median(times: list[float]) -> float:
    return statistics.median(times)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[-1]


def line(row: str, what: str, ratio: float, goal: str, *, good: bool) -> None:
    """Print one row of the table: the row in docs/performance.md, the ratio and its goal."""
    print(f"{row:>4}  {what:<58} {ratio:>8.2f}   {goal:<22} {'reached' if good else 'MISSED'}")
