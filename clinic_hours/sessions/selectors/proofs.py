"""Proofs from the stored hashes: two queries and O(log n) rows each."""

from collections.abc import Iterable, Mapping, Sequence

from clinic_hours.ledger.domain.merkle import (
    Span,
    Subtree,
    consistency_spans,
    inclusion_spans,
    proof,
    subtrees_of,
)
from clinic_hours.ledger.models import TreeNode
from clinic_hours.sessions.models import HourEntry

MANY = 10_000  # rows per statement


def inclusion_proof(seq: int, size: int) -> list[bytes]:
    """Return the proof that entry `seq` is in the ledger of `size` entries. Raises ValueError."""
    return inclusion_proofs([seq], size)[seq]


def inclusion_proofs(numbers: Sequence[int], size: int) -> dict[int, list[bytes]]:
    """Return {seq: proof} for many entries at once, which share most hashes."""
    spans = {seq: inclusion_spans(seq - 1, size) for seq in numbers}
    hashes = kept_hashes(subtrees_of(span for each in spans.values() for span in each))
    return {seq: proof(each, hashes) for seq, each in spans.items()}


def consistency_proof(old: int, new: int) -> list[bytes]:
    """Return the proof that the ledger of `new` entries extends that of `old`. Raises ValueError."""
    spans: list[Span] = consistency_spans(old, new)
    return proof(spans, kept_hashes(subtrees_of(spans)))


def consistency(old: int, new: int) -> tuple[bytes, bytes, list[bytes]]:
    """Return the roots of the ledgers of `old` and `new` entries, and the proof that one extends the other.

    Raises ValueError.
    """
    spans: list[Span] = [(0, old), (0, new), *consistency_spans(old, new)]
    old_root, new_root, *path = proof(spans, kept_hashes(subtrees_of(spans)))
    return old_root, new_root, path


def kept_hashes(subtrees: Iterable[Subtree]) -> Mapping[Subtree, bytes]:
    """Return the hashes of complete subtrees: leaves from the entries, the rest from the nodes."""
    wanted = set(subtrees)
    leaves = {each.index + 1: each for each in wanted if each.level == 0}
    nodes = {each.number: each for each in wanted if each.level}
    hashes: dict[Subtree, bytes] = {}
    for some in portions(sorted(leaves)):
        found = HourEntry.objects.filter(seq__in=some).order_by().values_list("seq", "leaf_hash")
        hashes |= {leaves[seq]: bytes(digest) for seq, digest in found}
    for some in portions(sorted(nodes)):
        kept = TreeNode.objects.filter(number__in=some).values_list("number", "hash")
        hashes |= {nodes[number]: bytes(digest) for number, digest in kept}
    return hashes


def portions(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[at : at + MANY] for at in range(0, len(numbers), MANY))
