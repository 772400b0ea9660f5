"""Where new entries attach: the tree as it is, and the last entry of each chain."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from clinic_hours.ledger.domain.merkle import MerkleTree, complete_subtrees, stored_hash
from clinic_hours.ledger.models import LogEntry


class End(NamedTuple):
    """The last entry of a chain: its number there, its leaf hash, and when it was done."""

    enrollment_seq: int
    leaf_hash: bytes
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Ends:
    """The tree, the end of each chain that has begun, and when the last entry was recorded."""

    tree: MerkleTree
    chains: dict[UUID, End]
    recorded_at: datetime | None


def ends_of(size: int, enrollments: Collection[UUID] = ()) -> Ends:
    """Return the ends of a log of `size` entries, in one query. Call with the head locked."""
    peaks = {peak.last_seq: peak for peak in complete_subtrees((0, size))}
    chain = LogEntry.objects.filter(enrollment=OuterRef("enrollment")).order_by("-enrollment_seq")
    last = {f"last_{name}": Subquery(chain.values(name)[:1]) for name in End._fields}
    # Every chain has a first entry, and from there the index leads to its last.
    first = Q(enrollment__in=enrollments, enrollment_seq=1)
    rows = LogEntry.objects.filter(first | Q(seq__in=peaks)).annotate(**last).order_by("seq")
    columns = ("seq", "enrollment", "leaf_hash", "subtrees", "recorded_at", *last)
    hashes, chains, recorded_at = [], {}, None
    for seq, enrollment, leaf, subtrees, at, *end in rows.values_list(*columns):
        if seq in peaks:  # the last entry always completes one
            hashes.append(stored_hash(peaks[seq], leaf, subtrees))
            recorded_at = at
        if enrollment in enrollments:
            chains[enrollment] = End(*end)
    return Ends(MerkleTree(size, hashes), chains, recorded_at)
