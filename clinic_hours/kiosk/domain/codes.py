"""The clinic's code: it changes every 30 seconds, and a tablet without connection computes it, too."""

import hmac
from datetime import datetime

STEP = 30  # seconds
LENGTH = 16  # characters of the code: 64 bits


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def code_of(key: bytes, site: str, step: int) -> str:
    """Return the code of a site in one step."""
    return hmac.new(key, f"{site}/{step}".encode(), "sha256").hexdigest()[:LENGTH]


def is_current(step: int, now: datetime) -> bool:
    """Whether a code of this step is on the tablet now or was just before."""
    return step_of(now) - step in (0, 1)
