"""The one way to write a record as bytes: canonical JSON (RFC 8785)."""

from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any

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
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        pairs = [f"{encode_basestring(key)}:{text_of(value[key])}" for key in ordered(value)]
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([text_of(each) for each in value]) + "]"
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
    """Return the keys by UTF-16 code units (RFC 8785 §3.2.3). ASCII sorts alike without them."""
    if "".join(mapping).isascii():  # `join` raises TypeError for a key that is no string
        return sorted(mapping)
    return sorted(mapping, key=lambda key: key.encode("utf-16-be"))


def instant(moment: datetime) -> str:
    """Return how a record writes a moment: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
