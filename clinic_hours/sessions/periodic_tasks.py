"""Periodic tasks for sessions: tell of sign-offs that a crash left untold."""

from home.core.periodic import EACH_LOOK, periodic_task

from .services.notices import signed


@periodic_task(every=EACH_LOOK, is_urgent=True)
def tell_of_missed_sign_offs() -> int:
    return signed.tell_of_missed_sign_offs()
