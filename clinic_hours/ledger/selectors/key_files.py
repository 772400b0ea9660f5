"""Where the private keys are: the one that signs, and one that waits to take over."""

from pathlib import Path

from django.conf import settings


def key_file() -> Path:
    return Path(settings.SIGNING_KEY_FILE)


def next_key_file() -> Path:
    """Return where a new key waits until the ledger knows it."""
    return key_file().with_name(f"{key_file().name}.next")
