"""The only writer of hour entries: next in sequence, hashed, with the balances in the same step."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from clinic_hours.domain.chain import leaf_hash
from clinic_hours.models import Balance, HourEntry, LedgerHead


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to be. `payload_for(seq)` returns the exact bytes that are hashed and kept."""

    kind: str
    enrollment_id: int
    requirement_id: int
    minutes: int
    clients: int
    occurred_on: date
    payload_for: Callable[[int], bytes]
    session_id: int | None = None
    sign_off_id: int | None = None
    reverses_id: int | None = None


def post_hours(postings: Sequence[Posting]) -> list[HourEntry]:
    """Append entries in the order given and move their balances. Call inside a transaction, last.

    The ledger head is one row: taking its lock last, and once for a batch, keeps the lock order of
    docs/decisions/0002 (enrollments, sessions by pk, head).
    """
    first = take_numbers(len(postings))
    entries = HourEntry.objects.bulk_create(
        entry_of(posting, seq) for seq, posting in enumerate(postings, start=first)
    )
    move_balances(postings)
    return entries


def take_numbers(count: int) -> int:
    """Return the first of `count` consecutive sequence numbers; the head stays locked."""
    table = connection.ops.quote_name(LedgerHead._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET size = size + %s WHERE id = 1 RETURNING size", [count])
        (size,) = cursor.fetchone()
    return size - count + 1


def entry_of(posting: Posting, seq: int) -> HourEntry:
    payload = posting.payload_for(seq)
    return HourEntry(
        seq=seq,
        kind=posting.kind,
        enrollment_id=posting.enrollment_id,
        requirement_id=posting.requirement_id,
        session_id=posting.session_id,
        sign_off_id=posting.sign_off_id,
        reverses_id=posting.reverses_id,
        minutes=posting.minutes,
        clients=posting.clients,
        occurred_on=posting.occurred_on,
        payload=payload,
        leaf_hash=leaf_hash(payload),
    )


def move_balances(postings: Sequence[Posting]) -> None:
    """Add each posting to its balance in one statement, whatever their number."""
    moved: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for posting in postings:
        sums = moved[posting.enrollment_id, posting.requirement_id]
        sums[0] += posting.minutes
        sums[1] += posting.clients
    rows = [[*key, *sums] for key, sums in sorted(moved.items())]
    table = connection.ops.quote_name(Balance._meta.db_table)
    values = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (enrollment_id, requirement_id, minutes, clients) VALUES {values} "
            "ON CONFLICT (enrollment_id, requirement_id) DO UPDATE SET "
            f"minutes = {table}.minutes + excluded.minutes, "
            f"clients = {table}.clients + excluded.clients",
            [value for row in rows for value in row],
        )
