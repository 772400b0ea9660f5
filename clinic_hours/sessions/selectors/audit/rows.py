"""Read the ledger in sequence, a portion at a time, with the rows its entries point to.

Each portion is one short statement: memory stays flat, writers never wait, and a database that cancels
long statements or transactions does not cancel the audit.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, F, When

from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.sessions.models import HourEntry

PORTION = 2000
WORKERS = os.cpu_count() or 1


class Row(NamedTuple):
    """One entry, with its session, sign-off and the entry it reverses.

    All fields but the last are lookups. The last is when the session was submitted, if that was after its
    sign-off.
    """

    seq: int
    kind: str
    minutes: int
    clients: int
    enrollment_id: int
    requirement_id: int
    occurred_on: date
    document: str
    payload: bytes
    leaf_hash: bytes
    signature: bytes
    signing_key_id: str
    session_id: int | None
    sign_off_id: int | None
    session__public_id: UUID | None
    session__status: str
    session__enrollment_id: int
    session__requirement_id: int
    session__local_date: date
    session__starts_at: datetime
    session__ends_at: datetime
    session__zone: str
    session__break_minutes: int
    session__minutes: int
    session__clients: int
    session__provenance: str
    sign_off__session_id: int
    sign_off__fingerprint: str
    sign_off__printed_name: str
    sign_off__credential_kind: str
    sign_off__license_number: str
    sign_off__jurisdiction: str
    sign_off__statement_version: str
    sign_off__statement_language: str
    sign_off__signed_at: datetime
    reverses__seq: int | None
    reverses__leaf_hash: bytes
    reverses__payload: bytes
    reverses__enrollment_id: int
    reverses__requirement_id: int
    reverses__minutes: int
    reverses__clients: int
    reverses__session_id: int | None
    reverses__document: str
    submitted_later: datetime | None


Check = Callable[[Row], Damage | None]


def portions(until: int, check: Check) -> Iterator[list[tuple[Row, Damage | None]]]:
    """Yield the entries up to a number with the check's results, reading one portion ahead.

    The expensive part of a check, verifying the signature, releases Python's lock, so threads can use
    several cores. Each thread does the whole check of a row: one that only compared would hold the lock
    while the verifying threads wait for it.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting: tuple[list[Row], list[Future]] | None = None
        for rows in read_rows(until):
            futures = [pool.submit(checked, rows[n::WORKERS], check) for n in range(WORKERS)]
            if waiting:
                yield together(*waiting)
            waiting = rows, futures
        if waiting:
            yield together(*waiting)


def checked(rows: list[Row], check: Check) -> list[Damage | None]:
    return [check(row) for row in rows]


def together(rows: list[Row], futures: list[Future]) -> list[tuple[Row, Damage | None]]:
    """Return the rows with their results; they were dealt out to the futures in turn."""
    found: list[Damage | None] = [None] * len(rows)
    for n, each in enumerate(futures):
        found[n :: len(futures)] = each.result()
    return list(zip(rows, found, strict=True))


def read_rows(until: int) -> Iterator[list[Row]]:
    # Compared by the database: few entries need the moment itself.
    submitted = F("session__submitted_at")
    submitted_later = Case(When(sign_off__signed_at__lt=submitted, then=submitted))
    columns = (*Row._fields[:-1], submitted_later)
    entries = HourEntry.objects.filter(seq__lte=until).order_by("seq").values_list(*columns)
    rows = [Row._make(values) for values in entries[:PORTION]]
    while rows:
        yield rows
        later = entries.filter(seq__gt=rows[-1].seq)
        rows = [Row._make(values) for values in later[:PORTION]]
