"""What a person changed in a form, and what the form had shown them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Edit:
    """A row's fields as a page showed them, and those that a person changed there.

    `shown` holds a related row as its key, `changes` as itself. A service that shows no page leaves `shown`
    empty.
    """

    changes: Mapping[str, Any]
    shown: Mapping[str, Any] = field(default_factory=dict)
