"""READ: whether mail goes out."""

from datetime import datetime, timedelta

from home.mail.models import OutgoingMail, PeriodicTask

LATE_AFTER = timedelta(minutes=10)


def worker_is_working(now: datetime) -> bool:
    """Whether a worker runs its tasks on time. One that has never run left no tasks."""
    tasks = PeriodicTask.objects.order_by("due_at").values_list("due_at", flat=True)
    next_due = tasks.first()
    return next_due is not None and next_due > now - LATE_AFTER


def refused_mails() -> int:
    """Return how many mails were given up."""
    return OutgoingMail.objects.filter(state=OutgoingMail.State.REFUSED).count()
