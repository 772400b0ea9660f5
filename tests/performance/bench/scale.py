"""The queue of a school with a long history, compared with a short one."""

from django.test import Client

from clinic_hours.desk.selectors.desks import desks_of
from clinic_hours.sessions.selectors.queues import waiting_for

from .school import WAITING, School
from .timing import alternated, line, median, p95


def at_scale(school: School, rosa: Client, sessions: int) -> None:
    small = alternated(rounds=40, queue=lambda: rosa.get("/hours/queue/"))["queue"]
    print(f"\n      growing to {sessions:,} sessions, {WAITING:,} of them waiting …")
    school.grow(sessions, waiting=WAITING)
    times = alternated(
        rounds=40,
        queue=lambda: rosa.get("/hours/queue/"),
        last=lambda: rosa.get(last_page(school)),
        badge=lambda: desks_of(school.rosa.user),
    )
    throughput = median(small) / median(times["queue"])
    tail = p95(times["queue"]) / p95(small)
    deep = median(times["last"]) / median(times["queue"])
    badge = median(times["badge"]) / median(times["queue"])
    line(
        "6",
        f"queue at {sessions:,} against 1,000: throughput",
        throughput,
        "≥ 0.85",
        good=throughput >= 0.85,
    )
    line("6", "the same: p95", tail, "≤ 1.2", good=tail <= 1.2)
    line("5", "last keyset page against the first", deep, "≤ 1.3", good=deep <= 1.3)
    line("7", "badge counts, share of the page's time", badge, "≤ 0.15", good=badge <= 0.15)


LAST: dict[int, str] = {}


def last_page(school: School) -> str:
    """Return the address of the last full page of the queue, found once."""
    if school.rosa.pk not in LAST:
        rows = waiting_for(school.rosa.user).order_by("-submitted_at", "-pk")
        moment, pk = rows.values_list("submitted_at", "pk")[50]
        LAST[school.rosa.pk] = f"/hours/queue/?after={moment.isoformat().replace('+', '%2B')}_{pk}"
    return LAST[school.rosa.pk]
