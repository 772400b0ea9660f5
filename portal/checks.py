"""Additional checks for `manage.py check --deploy`."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error

LOCAL = "django.core.cache.backends.locmem.LocMemCache"


def cache_is_shared(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """Reject per-process caches with several workers, since they would not share rate limits."""
    local = settings.CACHES["default"]["BACKEND"] == LOCAL
    if not local or settings.WORKERS == 1:
        return []
    return [
        Error(
            f"{settings.WORKERS} workers each count sign-in attempts separately.",
            hint="Set CACHE_URL to redis://… or dbcache://…, or GRANIAN_WORKERS to 1.",
            id="portal.E001",
        )
    ]
