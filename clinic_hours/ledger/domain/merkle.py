"""A Merkle tree over the ledger's entries: roots and proofs (RFC 9162 §2.1, the hashing of RFC 6962).

Leaves count from 0 here, as in the RFC; the entry with `seq` n is leaf n - 1. The hash of a complete
subtree never changes, so these hashes are stored, and every proof is assembled from them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAF, NODE = b"\x00", b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32


def leaf_hash(payload: bytes) -> bytes:
    return hashlib.sha256(LEAF + bytes(payload)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


@dataclass(frozen=True, slots=True, order=True)
class Subtree:
    """A complete subtree: 2^level leaves, starting at leaf index · 2^level."""

    level: int
    index: int

    @property
    def last_seq(self) -> int:
        """Return the number of the last entry under it, which completes it."""
        return (self.index + 1) << self.level


def stored_hash(subtree: Subtree, leaf: bytes, subtrees: bytes) -> bytes:
    """Return a subtree's hash, given what its last entry holds: the leaf hash and the subtrees above it.

    Raises LookupError if it does not hold it.
    """
    at = (subtree.level - 1) * HASH_BYTES
    found = bytes(subtrees[at : at + HASH_BYTES] if subtree.level else leaf)
    if len(found) != HASH_BYTES:
        raise LookupError(
            f"entry {subtree.last_seq} does not hold the hash of level {subtree.level}"
        )
    return found


class MerkleTree:
    """A growing tree, as the hashes of the complete subtrees it consists of.

    `peaks` holds them from left to right, one for each bit set in `size`.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if len(peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks")
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> list[tuple[Subtree, bytes]]:
        """Add a leaf hash. Return the subtrees above it that are now complete, lowest first."""
        formed, level, index = [], 0, self.size
        while index & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            level, index = level + 1, index >> 1
            formed.append((Subtree(level, index), leaf))
        self.peaks.append(leaf)
        self.size += 1
        return formed

    def root(self) -> bytes:
        return joined(self.peaks) if self.peaks else EMPTY_ROOT


def joined(peaks: Sequence[bytes]) -> bytes:
    """Return the hash over neighboring subtrees of decreasing size, joined from the right."""
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


Span = tuple[int, int]  # from the first leaf up to but not including the second


def complete_subtrees(span: Span) -> Iterator[Subtree]:
    """Yield the complete subtrees of a span used in a proof, from left to right."""
    start, stop = span
    while start < stop:
        level = (stop - start).bit_length() - 1
        yield Subtree(level, start >> level)
        start += 1 << level


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Return the spans in the inclusion proof of a leaf, from the leaf up (RFC 9162 §2.1.3.1).

    Raises ValueError if the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    spans, start, stop = [], 0, size
    while stop - start > 1:
        middle = start + split(stop - start)
        if index < middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """Return the spans in the proof that a tree of `new` leaves extends one of `old` (§2.1.4.1).

    Raises ValueError unless 0 < old ≤ new.
    """
    if not 0 < old <= new:
        raise ValueError(f"no tree of {old} leaves grows into one of {new}")
    spans, start, stop, whole = [], 0, new, True
    while old != stop:
        middle = start + split(stop - start)
        if old <= middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start, whole = middle, False
    if not whole:
        spans.append((start, stop))
    return spans[::-1]


def split(size: int) -> int:
    """Return the largest power of two below a size of 2 or more (RFC 9162 §2.1.1)."""
    return 1 << ((size - 1).bit_length() - 1)


def subtrees_of(spans: Iterable[Span]) -> set[Subtree]:
    """Return all subtrees whose hashes a proof needs."""
    return {subtree for span in spans for subtree in complete_subtrees(span)}


def proof(spans: Sequence[Span], hashes: Mapping[Subtree, bytes]) -> list[bytes]:
    """Return a proof's hashes, computed from the hashes of complete subtrees."""
    return [joined([hashes[each] for each in complete_subtrees(span)]) for span in spans]


def root_by_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a proof leads to (RFC 9162 §2.1.3.2), or None if its length is wrong."""
    if not 0 <= index < size:
        return None
    node, last, root = index, size - 1, leaf
    for each in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            root = node_hash(each, root)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            root = node_hash(root, each)
        node, last = node >> 1, last >> 1
    return root if last == 0 else None


def is_consistent(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Return whether the tree of `new` leaves extends the one of `old` (RFC 9162 §2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    hashes = [old_root, *path] if old.bit_count() == 1 else list(path)
    if not hashes:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, each)
        node, last = node >> 1, last >> 1
    return last == 0 and (first, second) == (old_root, new_root)
