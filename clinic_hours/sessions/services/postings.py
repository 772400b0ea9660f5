"""The only writer of hours and balances: they move with the log, in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.ledger.services.head import Head
from clinic_hours.sessions.models import Balance, HourEntry


@dataclass(frozen=True, slots=True)
class Posting:
    """An act that moves hours, and the same in columns.

    `document` names the document behind hours without a session, also in their reversal. `reason_id` is
    the commitment of a reversal's reason.
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
        reason_id=posting.reason_id,
    )


def move_balances(postings: Sequence[Posting]) -> None:
    """Add any number of postings to their balances in one statement."""
    moved: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for posting in postings:
        sums = moved[posting.enrollment_id, posting.requirement_id]
        sums[0] += posting.minutes
        sums[1] += posting.clients
        sums[2] += posting.minutes if posting.document else 0
    rows = [[*key, *sums] for key, sums in sorted(moved.items())]
    table = connection.ops.quote_name(Balance._meta.db_table)
    values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (enrollment_id, requirement_id, minutes, clients, paper_minutes) "
            f"VALUES {values} "
            "ON CONFLICT (enrollment_id, requirement_id) DO UPDATE SET "
            f"minutes = {table}.minutes + excluded.minutes, "
            f"clients = {table}.clients + excluded.clients, "
            f"paper_minutes = {table}.paper_minutes + excluded.paper_minutes",
            [value for row in rows for value in row],
        )
