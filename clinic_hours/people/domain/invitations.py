"""The state of a person's invitation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    WAITING = "waiting"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Invited:
    """The newest invitation of an account: `expires_at` is when its link stops working."""

    status: Status
    sent_at: datetime
    expires_at: datetime
