"""What a tablet signs: one text for each message, with its values in a fixed order."""

from collections.abc import Mapping
from uuid import UUID

VERSION = "practicum-kiosk-1"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "punch": (
        *("uuid", "kind", "number", "pin", "device_seq", "device_at"),
        *("badge", "uncertain"),
    ),
    "heartbeat": ("device_at", "offline_since"),
    "request": ("number", "reason", "device_at"),
    "not-me": ("uuid", "device_at"),
}


def message(action: str, device: UUID, values: Mapping[str, str]) -> bytes:
    """Return the bytes that are signed. Values that are left out are empty.

    Raises ValueError for a line break: it could move a value into the next field.
    """
    lines = [VERSION, action, str(device), *(values.get(name, "") for name in FIELDS[action])]
    if any("\n" in line for line in lines):
        raise ValueError("A value contains a line break.")
    return "\n".join(lines).encode()
