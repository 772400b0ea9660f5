"""Keyset pagination: the end of a page of a long list, as part of its address."""

from datetime import UTC, datetime
from urllib.parse import urlencode

LONGEST = 19  # digits in a 64-bit key


def written(moment: datetime, pk: int) -> str:
    return f"{moment.isoformat()}_{pk}"


def read(text: str) -> tuple[datetime, int] | None:
    """Return (moment, key), or None for a truncated address: the list then begins at the top."""
    moment, _separator, pk = text.partition("_")
    try:
        when = datetime.fromisoformat(moment)
        # Converted to UTC right away: a moment at the edge of the calendar overflows in other zones.
        return (when.astimezone(UTC), int(pk)) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None


def read_number(text: str) -> int | None:
    """Return a key by itself, or None for a truncated address: the list then begins at the top."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else None


def link(**params: str) -> str:
    """Return a query string of the parameters that are not empty."""
    return "?" + urlencode({name: value for name, value in params.items() if value})
