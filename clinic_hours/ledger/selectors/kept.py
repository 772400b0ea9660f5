"""The newest checkpoint that the school keeps outside its database."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from clinic_hours.ledger.domain.checkpoints import TreeHead, Unreadable, read_note


def kept_head() -> TreeHead | None:
    """Return what KEPT_CHECKPOINT_FILE covers, or None without such a file. Raises Unreadable."""
    if not settings.KEPT_CHECKPOINT_FILE:
        return None
    path = Path(settings.KEPT_CHECKPOINT_FILE)
    try:
        return read_once(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=4)
def read_once(path: Path, _changed_at: int) -> TreeHead:
    try:
        return read_note(path.read_text(encoding="utf-8"))[0]
    except UnicodeDecodeError:
        raise Unreadable("it is not text") from None
