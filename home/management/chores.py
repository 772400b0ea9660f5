"""What the worker does by itself, every day or every week, whoever else runs beside it."""

import logging
from datetime import datetime, timedelta
from io import StringIO

from django.core.management import call_command

from home.models import Chore

logger = logging.getLogger(__name__)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
CHORES = {
    "erase_old_enquiries": DAY,
    "refresh_statistics": DAY,
    "review_facts": WEEK,
    "check_links": WEEK,
}


def do_chores(now: datetime) -> list[str]:
    """Run the commands that are due and that no other worker runs; return their names."""
    done = []
    for name, every in CHORES.items():
        if claim(name, every, now):  # only now: one that was never begun is still due
            run(name)
            done.append(name)
    return done


def claim(name: str, every: timedelta, now: datetime) -> bool:
    """Take a chore, if its time has come: one worker of many does. The clock starts when it is new."""
    Chore.objects.get_or_create(name=name, defaults={"last_run": now})
    due = Chore.objects.filter(name=name, last_run__lte=now - every)
    return bool(due.update(last_run=now))


def run(name: str) -> None:
    said = StringIO()
    try:
        call_command(name, stdout=said)
    except Exception:  # the others have their turn, and this one has again when it is next due
        logger.exception("%s failed", name)
    else:
        logger.info("%s: %s", name, said.getvalue().strip())
