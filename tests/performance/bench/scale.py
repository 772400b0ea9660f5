"""The queue of a school with a long history, compared with a short one."""

from django.test import Client

from clinic_hours.desk.selectors.desks import desks_of
from clinic_hours.sessions.selectors.queues import waiting_for
from tests.databases import Databases

from .school import WAITING, School
from .timing import Work, alternated, line, median, p95, taking_turns


def at_scale(
    small: Databases, large: Databases, school: School, rosa: Client, sessions: int
) -> None:
    """Print the rows. `large` starts with the short history; `small` becomes a copy of it before it grows."""
    small.use_copy_of(large.own)
    large.point_at_own()
    print(f"\n      growing to {sessions:,} sessions, {WAITING:,} of them waiting …")
    school.grow(sessions, waiting=WAITING)
    long_history(small, large, lambda: rosa.get("/hours/queue/"), sessions)
    large.point_at_own()
    times = alternated(
        rounds=40,
        queue=lambda: rosa.get("/hours/queue/"),
        last=lambda: rosa.get(last_page(school)),
        badge=lambda: desks_of(school.rosa.user),
    )
    deep = median(times["last"]) / median(times["queue"])
    badge = median(times["badge"]) / median(times["queue"])
    line("5", "last keyset page against the first", deep, "≤ 1.3", good=deep <= 1.3)
    line("7", "badge counts, share of the page's time", badge, "≤ 0.15", good=badge <= 0.15)


def long_history(small: Databases, large: Databases, queue: Work, sessions: int) -> None:
    times = taking_turns({small: queue, large: queue})
    throughput = median(times[small]) / median(times[large])
    tail = p95(times[large]) / p95(times[small])
    what = f"queue at {sessions:,} against 1,000: throughput"
    line("6", what, throughput, "≥ 0.85", good=throughput >= 0.85)
    line("6", "the same: p95", tail, "≤ 1.2", good=tail <= 1.2)


LAST: dict[int, str] = {}


def last_page(school: School) -> str:
    """Return the address of the last full page of the queue, found once."""
    if school.rosa.pk not in LAST:
        rows = waiting_for(school.rosa.user).order_by("-submitted_at", "-pk")
        moment, pk = rows.values_list("submitted_at", "pk")[50]
        LAST[school.rosa.pk] = f"/hours/queue/?after={moment.isoformat().replace('+', '%2B')}_{pk}"
    return LAST[school.rosa.pk]
