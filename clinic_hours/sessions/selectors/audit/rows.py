"""The ledger in sequence, a portion at a time, each with what its entries point at.

One short statement a portion: memory stays flat, writers are never kept waiting, and a database that
ends long statements or long transactions does not end the audit.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature

from clinic_hours.ledger.selectors.audit.trust import Trust
from clinic_hours.sessions.models import HourEntry

PORTION = 2000


class Row(NamedTuple):
    """One entry, with its session, sign-off and the entry that it reverses; fields are lookups."""

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
    session__submitted_at: datetime | None
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


class Portion(NamedTuple):
    """Consecutive rows, and those numbers among them whose signature is not its key's."""

    rows: list[Row]
    wrongly_signed: set[int]


def portions(until: int, trust: Trust) -> Iterator[Portion]:
    """Yield the entries up to a number. Signatures, the dear part, are verified a portion ahead.

    The verification runs outside of Python's lock, so that threads do use several cores.
    """
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        waiting: tuple[list[Row], list[Future]] | None = None
        for rows in read_rows(until):
            shares = [rows[n :: os.cpu_count()] for n in range(os.cpu_count() or 1)]
            futures = [pool.submit(wrongly_signed, share, trust) for share in shares]
            if waiting:
                yield verified(*waiting)
            waiting = rows, futures
        if waiting:
            yield verified(*waiting)


def verified(rows: list[Row], futures: list[Future]) -> Portion:
    return Portion(rows, set().union(*(each.result() for each in futures)))


def wrongly_signed(rows: list[Row], trust: Trust) -> set[int]:
    wrong = set()
    for row in rows:
        if key := trust.keys.get(row.signing_key_id):
            try:
                key.key.verify(bytes(row.signature), bytes(row.payload))
            except (InvalidSignature, TypeError):  # TypeError: a column holds no bytes
                wrong.add(row.seq)
    return wrong


def read_rows(until: int) -> Iterator[list[Row]]:
    entries = HourEntry.objects.filter(seq__lte=until).order_by("seq").values_list(*Row._fields)
    rows = [Row._make(values) for values in entries[:PORTION]]
    while rows:
        yield rows
        later = entries.filter(seq__gt=rows[-1].seq)
        rows = [Row._make(values) for values in later[:PORTION]]
