"""READ: when anything shown on the site last changed, from Wagtail's logs."""

import datetime

from django.db.models import Max
from wagtail.models import ModelLogEntry, PageLogEntry


def last_change() -> datetime.datetime | None:
    """Return the time of the last change to any page, setting or snippet, including deletions.

    None if no editor has changed anything yet.
    """
    logs = (PageLogEntry, ModelLogEntry)
    moments = [log.objects.aggregate(last=Max("timestamp"))["last"] for log in logs]
    return max((moment for moment in moments if moment), default=None)
