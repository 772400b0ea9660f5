"""Periodic tasks for sessions: tell of sign-offs that a crash left untold, and check the ledger."""

from home.core.periodic import DAY, EACH_LOOK, periodic_task

from .services import audits
from .services.notices import signed


@periodic_task(every=EACH_LOOK, is_urgent=True)
def tell_of_missed_sign_offs() -> int:
    return signed.tell_of_missed_sign_offs()


# Twice a day, so that a check which takes its time is never a day old.
@periodic_task(every=DAY / 2)
def check_ledger() -> str:
    return audits.check_ledger()
