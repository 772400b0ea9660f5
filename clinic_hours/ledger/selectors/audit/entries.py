"""Check entries in themselves: their bytes, their signatures, and the columns that repeat them."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from cryptography.exceptions import InvalidSignature

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import COMMITTED
from clinic_hours.ledger.domain.merkle import leaf_hash

from .projections import Projection
from .report import Damage, Wrong
from .rows import Row, portions
from .trust import Trust, TrustedKey

WORKERS = os.cpu_count() or 1
NOT_OURS = "it is not in this log's format"
IN_NO_CHAIN = {"enrollment": None, "enrollment_seq": None}


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry with the damage found in it.

    `previous` is the hash that it names as the one before it in its chain, `committed` its commitments.
    """

    row: Row
    damage: Damage | None
    previous: str | None = None
    committed: tuple[str, ...] = ()


class EntryCheck:
    """Checks entries one by one, each with the rows that follow from it."""

    def __init__(self, trust: Trust, projections: Sequence[Projection]) -> None:
        self.trust = trust
        self.projections = projections
        self.of_kind = {kind: each for each in projections for kind in each.kinds}

    def checked(self, until: int) -> Iterator[list[Checked]]:
        """Yield the entries up to a number with what was found, reading one portion ahead.

        The expensive part of a check, verifying the signature, releases Python's lock, so threads can use
        several cores. Each thread does the whole check of a row: one that only compared would hold the
        lock while the verifying threads wait for it.
        """
        with ThreadPoolExecutor(WORKERS) as pool:
            waiting: list[Future] = []
            for rows in portions(until):
                found: dict[int, Any] = {}
                for projection in self.projections:
                    found |= projection.read(rows)
                futures = [pool.submit(self.all, rows[n::WORKERS], found) for n in range(WORKERS)]
                if waiting:
                    yield together(waiting)
                waiting = futures
            if waiting:
                yield together(waiting)

    def all(self, rows: Sequence[Row], found: Mapping[int, Any]) -> list[Checked]:
        return [self.one(row, found.get(row.seq)) for row in rows]

    def one(self, row: Row, found: Any) -> Checked:
        """Return the most informative discrepancy of an entry. Asks no database."""
        if wrong := self.evidence(row):
            return Checked(row, Damage(row.seq, *wrong))
        try:
            said = json.loads(str(row.payload, "utf-8"))
        except (RecursionError, ValueError):
            return Checked(row, Damage(row.seq, "altered payload", NOT_OURS))
        try:
            wrong = self.meaning(row, said, found)
            previous = said.get("previous") if row.enrollment else None
            committed = tuple(said[name] for name in COMMITTED.get(row.kind, ()))
        except (AttributeError, LookupError, TypeError, ValueError):
            return Checked(
                row, Damage(row.seq, "altered row", "a column is not in this log's format")
            )
        return Checked(row, Damage(row.seq, *wrong) if wrong else None, previous, committed)

    def evidence(self, row: Row) -> Wrong | None:
        """Check hash, key and signature: the bytes are those that were signed, by the stated key."""
        key = self.trust.keys.get(row.signing_key_id)
        is_signed = key is not None and has_signed(key, row)
        is_hashed = leaf_hash(row.payload) == bytes(row.leaf_hash)
        if not is_hashed and not is_signed:
            return "altered payload", "its hash does not match the one on record"
        if not is_hashed:
            return (
                "altered hash",
                "its payload matches the signature, but the hash on record does not",
            )
        if key is None:
            because = f" ({self.trust.problem})" if self.trust.problem else ""
            return "unknown key", f"it is signed with {row.signing_key_id}{because}"
        if not key.signs(row.seq):
            return (
                "unknown key",
                f"key {key.id} signs entries {key.first_seq} to {key.until - 1}",
            )
        if not is_signed:
            return "bad signature", f"it is not the signature of key {key.id} for this payload"
        return None

    def meaning(self, row: Row, said: dict[str, Any], found: Any) -> Wrong | None:
        """Check that the columns, and the rows of other tables, match the signed payload."""
        columns = {
            "seq": row.seq,
            "kind": row.kind,
            "enrollment": str(row.enrollment) if row.enrollment else None,
            "enrollment_seq": row.enrollment_seq,
        }
        wrong = first_difference("altered row", columns, IN_NO_CHAIN | said)
        wrong = wrong or first_other_moment("altered row", {"at": row.done_at}, said)
        projection = self.of_kind.get(row.kind)
        return wrong or (projection.wrong(row, said, found) if projection else None)


def together(futures: Sequence[Future]) -> list[Checked]:
    """Return the results in sequence; the rows were dealt out to the futures in turn."""
    dealt = [future.result() for future in futures]
    return [each for turn in zip_longest(*dealt) for each in turn if each]


def has_signed(key: TrustedKey, row: Row) -> bool:
    try:
        key.key.verify(bytes(row.signature), bytes(row.payload))
    except (InvalidSignature, TypeError):  # TypeError: a column does not hold bytes
        return False
    return True


def first_difference(kind: str, row: Mapping[str, Any], said: Mapping[str, Any]) -> Wrong | None:
    for name, value in row.items():
        if said[name] != value:
            return kind, f"{name} is {value}, but the signed payload says {said[name]}"
    return None


def first_other_moment(
    kind: str, row: Mapping[str, datetime], said: Mapping[str, Any]
) -> Wrong | None:
    """Like `first_difference`, for instants. Parsing the signed one is much cheaper than formatting ours."""
    for name, moment in row.items():
        if datetime.fromisoformat(said[name]) != moment:
            return kind, f"{name} is {instant(moment)}, the signed payload says {said[name]}"
    return None
