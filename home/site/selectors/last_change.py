"""READ: when anything that the site shows was last changed, by the logs that Wagtail keeps."""

import datetime

from django.db.models import Max
from wagtail.models import ModelLogEntry, PageLogEntry


def last_change() -> datetime.datetime | None:
    """Return the moment of the last change of any page, setting or snippet, deletions included.

    None where no editor has changed anything yet.
    """
    logs = (PageLogEntry, ModelLogEntry)
    moments = [log.objects.aggregate(last=Max("timestamp"))["last"] for log in logs]
    return max((moment for moment in moments if moment), default=None)
