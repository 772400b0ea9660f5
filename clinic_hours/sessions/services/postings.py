"""The only writer of hours and balances: they move with the log, in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.ledger.services.head import Head
from clinic_hours.sessions.domain.balances import (
    BALANCED,
    NOTHING,
    added,
    amounts_of,
)
from clinic_hours.sessions.domain.lines import ON_THE_CLOCK
from clinic_hours.sessions.models import Balance, HourEntry


@dataclass(frozen=True, slots=True)
class Posting:
    """An act that moves hours, and the same in columns.

    `document` names the document behind hours without a session, also in their reversal. `reason_id` is
    the commitment of a reversal's reason. `clock` are the minutes with an instructor, over the ratio and
    without one.
    """

    act: Act
    enrollment_id: int
    requirement_id: int
    minutes: int
    clients: int
    occurred_on: date
    session_id: int | None = None
    sign_off_id: int | None = None
    reverses_id: int | None = None
    document: str = ""
    provenance: str = ""
    clock: tuple[int, int, int] = (0, 0, 0)
    reason_id: str | None = None


def post_hours(postings: Sequence[Posting], head: Head | None = None) -> list[HourEntry]:
    """Append postings to the log in the given order, and move hours and balances with them.

    Call last in a transaction: see `append`.
    """
    entries = append([posting.act for posting in postings], head)
    hours = HourEntry.objects.bulk_create(
        hours_of(posting, entry) for posting, entry in zip(postings, entries, strict=True)
    )
    move_balances(postings)
    return hours


def hours_of(posting: Posting, entry: LogEntry) -> HourEntry:
    return HourEntry(
        log_entry=entry,
        kind=posting.act.kind,
        enrollment_id=posting.enrollment_id,
        requirement_id=posting.requirement_id,
        session_id=posting.session_id,
        sign_off_id=posting.sign_off_id,
        reverses_id=posting.reverses_id,
        minutes=posting.minutes,
        clients=posting.clients,
        occurred_on=posting.occurred_on,
        document=posting.document,
        provenance=posting.provenance,
        **dict(zip(ON_THE_CLOCK, posting.clock, strict=True)),
        reason_id=posting.reason_id,
    )


def move_balances(postings: Sequence[Posting]) -> None:
    """Add any number of postings to their balances in one statement."""
    moved: dict[tuple[int, int], Sequence[int]] = defaultdict(lambda: NOTHING)
    for posting in postings:
        key = posting.enrollment_id, posting.requirement_id
        moved[key] = added(moved[key], amounts_of(posting))
    rows = [[*key, *sums] for key, sums in sorted(moved.items())]
    table = connection.ops.quote_name(Balance._meta.db_table)
    columns = ("enrollment_id", "requirement_id", *BALANCED)
    values = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in BALANCED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values} "
            f"ON CONFLICT (enrollment_id, requirement_id) DO UPDATE SET {sums}",
            [value for row in rows for value in row],
        )
