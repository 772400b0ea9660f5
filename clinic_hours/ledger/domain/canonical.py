"""Canonical JSON (RFC 8785): the only way a record is written as bytes."""

from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any

# Larger integers change when read as doubles, as RFC 8785 does.
LARGEST = 2**53 - 1
CONSTANTS = {None: "null", True: "true", False: "false"}


def canonical_json(value: Any) -> bytes:
    """Return RFC 8785 JSON for strings, integers, booleans, None, lists and dicts.

    Raises TypeError for anything else (floats do not belong in a record), and ValueError for lone
    surrogates, which UTF-8 cannot encode, and for integers that a double cannot hold exactly.
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
    """Return the keys sorted by UTF-16 code units (RFC 8785 §3.2.3). For ASCII, a plain sort is the same."""
    if "".join(mapping).isascii():  # `join` raises TypeError for a key that is not a string
        return sorted(mapping)
    return sorted(mapping, key=lambda key: key.encode("utf-16-be"))


def instant(moment: datetime) -> str:
    """Return a moment as a record writes it: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def optional_instant(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None
