"""Exact bytes, their hashes, and the root over all of them (RFC 8785 and RFC 9162)."""

import hashlib
from json.encoder import encode_basestring
from typing import Any

LEAF, NODE = b"\x00", b"\x01"
# Beyond this, readers that hold numbers as doubles (RFC 8785 does) would read another one.
LARGEST = 2**53 - 1
CONSTANTS = {None: "null", True: "true", False: "false"}


def canonical_json(value: Any) -> bytes:
    """Return RFC 8785 JSON for strings, integers, booleans, None, lists and dicts.

    Raises TypeError for anything else (floats have no place in a record) and ValueError for lone
    surrogates, which have no UTF-8, and for integers that a double does not hold exactly.
    """
    return text_of(value).encode("utf-8")


def text_of(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{text_of(key)}:{text_of(value[key])}" for key in ordered(value)) + "}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(text_of(each) for each in value) + "]"
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return CONSTANTS[value]
    if isinstance(value, int):
        return whole(int(value))
    raise TypeError(f"{type(value).__name__} has no canonical form")


def whole(number: int) -> str:
    if abs(number) > LARGEST:
        raise ValueError("an integer beyond 2^53 - 1 has no canonical form")
    return str(number)


def ordered(mapping: dict) -> list[str]:
    """Return the keys by UTF-16 code units (RFC 8785 §3.2.3)."""
    if not all(isinstance(key, str) for key in mapping):
        raise TypeError("keys are strings")
    return sorted(mapping, key=lambda key: key.encode("utf-16-be"))


def leaf_hash(payload: bytes) -> bytes:
    return hashlib.sha256(LEAF + bytes(payload)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


class MerkleTree:
    """The root over leaves as they come, in O(log n) memory (RFC 9162 §2.1.2)."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash; equal neighbors merge into their parent."""
        self.size += 1
        height = 0
        while self._peaks and self._peaks[-1][0] == height:
            leaf = node_hash(self._peaks.pop()[1], leaf)
            height += 1
        self._peaks.append((height, leaf))

    def root(self) -> bytes:
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        root = self._peaks[-1][1]
        for _height, peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root
