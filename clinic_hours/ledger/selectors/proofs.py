"""Proofs from the stored hashes, with O(log n) rows for each."""

from collections.abc import Iterable, Mapping, Sequence

from clinic_hours.ledger.domain.merkle import (
    Span,
    Subtree,
    consistency_spans,
    inclusion_spans,
    proof,
    stored_hash,
    subtrees_of,
)
from clinic_hours.ledger.models import LogEntry

MANY = 10_000  # rows per statement


def inclusion_proof(seq: int, size: int) -> list[bytes]:
    """Return the proof that entry `seq` is in the log of `size` entries. Raises ValueError."""
    return inclusion_proofs([seq], size)[seq]


def inclusion_proofs(numbers: Sequence[int], size: int) -> dict[int, list[bytes]]:
    """Return {seq: proof} for many entries at once, which share most hashes."""
    spans = {seq: inclusion_spans(seq - 1, size) for seq in numbers}
    hashes = kept_hashes(subtrees_of(span for each in spans.values() for span in each))
    return {seq: proof(each, hashes) for seq, each in spans.items()}


def consistency_proof(old: int, new: int) -> list[bytes]:
    """Return the proof that the log of `new` entries extends that of `old`. Raises ValueError."""
    spans: list[Span] = consistency_spans(old, new)
    return proof(spans, kept_hashes(subtrees_of(spans)))


def consistency(old: int, new: int) -> tuple[bytes, bytes, list[bytes]]:
    """Return the roots of the logs of `old` and `new` entries, and the proof that one extends the other.

    Raises ValueError.
    """
    spans: list[Span] = [(0, old), (0, new), *consistency_spans(old, new)]
    old_root, new_root, *path = proof(spans, kept_hashes(subtrees_of(spans)))
    return old_root, new_root, path


def kept_hashes(subtrees: Iterable[Subtree]) -> Mapping[Subtree, bytes]:
    """Return the hashes of complete subtrees, each from the entry that completes it."""
    wanted: dict[int, list[Subtree]] = {}
    for each in subtrees:
        wanted.setdefault(each.last_seq, []).append(each)
    numbers = sorted(wanted)
    hashes: dict[Subtree, bytes] = {}
    for some in (numbers[at : at + MANY] for at in range(0, len(numbers), MANY)):
        rows = LogEntry.objects.filter(seq__in=some).order_by()
        for seq, leaf, above in rows.values_list("seq", "leaf_hash", "subtrees"):
            hashes |= {each: stored_hash(each, bytes(leaf), bytes(above)) for each in wanted[seq]}
    return hashes
