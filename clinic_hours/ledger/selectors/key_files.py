"""Where the private keys are: the current one, and the next one during a rotation."""

from pathlib import Path

from django.conf import settings


def key_file() -> Path:
    return Path(settings.SIGNING_KEY_FILE)


def next_key_file() -> Path:
    """Return where a new key is kept until the ledger knows it."""
    return key_file().with_name(f"{key_file().name}.next")
