"""The ledger as a whole: its size and root, its newest entries, its audits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from clinic_hours.ledger.models import LedgerAudit, LedgerHead
from clinic_hours.ledger.selectors.ends import ends_of
from clinic_hours.ledger.selectors.log import log_size
from clinic_hours.office.domain.limits import CHECK_EVERY
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.selectors.visible import entries_visible_to
from home.core.models.actors import Actor


def ledger_head() -> tuple[int, str]:
    """Return the number of entries and the root over them (hex), read without a scan."""
    size = LedgerHead.objects.values_list("size", flat=True).get(pk=1)
    return size, ends_of(size).tree.root().hex()


def newest_entries(user: Actor, count: int = 20) -> QuerySet[HourEntry]:
    """Return the newest entries that a person may see.

    They are picked first, so that no plan joins the whole ledger. A subquery is not enough: PostgreSQL keeps
    the order of more than eight joins (join_collapse_limit).
    """
    newest = list(
        entries_visible_to(user).order_by("-log_entry").values_list("log_entry", flat=True)[:count]
    )
    hours = ("log_entry", "session", "reverses", "reversed_by", "reason")
    related = ("enrollment__student", "requirement", *hours)
    return (
        HourEntry.objects.filter(log_entry__in=newest)
        .select_related(*related)
        .order_by("-log_entry")
    )


def last_audits() -> tuple[LedgerAudit | None, LedgerAudit | None]:
    """Return the last run that has ended, and the newest if it has not: it is running or was cut off."""
    newest = LedgerAudit.objects.select_related("started_by").first()
    if newest is None or newest.finished_at:
        return newest, None
    return last_finished_audit(), newest


def last_finished_audit() -> LedgerAudit | None:
    finished = LedgerAudit.objects.exclude(finished_at=None).select_related("started_by")
    return finished.first()


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """The last audit that has ended, whether one is running now, and whether one is due."""

    last: LedgerAudit | None
    size: int
    is_running: bool
    is_due: bool


def ledger_check(now: datetime) -> LedgerCheck:
    (last, begun), size = last_audits(), log_size()
    is_old = last is None or now - last.started_at > CHECK_EVERY
    is_running = begun is not None and not begun.was_cut_off
    return LedgerCheck(last, size, is_running, is_due=is_old and size > 0)
