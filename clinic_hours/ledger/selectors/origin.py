"""The log's name in its checkpoints, such as school.test/hours. It is fixed when the log begins."""

from urllib.parse import urlsplit

from django.conf import settings

from clinic_hours.ledger.models import LedgerHead


def origin_for_a_new_log() -> str:
    """Return the name in the settings, by default the site's host followed by /hours."""
    return settings.LOG_ORIGIN or f"{urlsplit(settings.SITE_URL).netloc}/hours"


def fixed_origin() -> str:
    """Return the name of this log, or "" if it has not begun."""
    return LedgerHead.objects.values_list("origin", flat=True).first() or ""
