"""Columns whose exact bytes were hashed or signed."""

from collections.abc import Sequence
from typing import Any

from django.db import models


class KeptBytes(models.BinaryField):
    """Bytes as they were written.

    SQLite stores any type in any column. A string or number stored here is read as bytes that match no
    hash or signature, so that a later check names the row instead of crashing.
    """

    def from_db_value(
        self, value: Any, _expression: Any, _connection: Any
    ) -> bytes | memoryview | None:
        if value is None or isinstance(value, bytes | memoryview):
            return value
        return repr(value).encode()

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.BinaryField", arguments, options
