"""WRITE: requests for cover that end because a place, a duty or a shift does. Its shift's lock is held."""

from datetime import datetime

from django.db.models import F, QuerySet

from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState
from clinic_hours.shifts.models import Cover

from .news import tell_asker, tell_taker

SHIFTS = (
    *("place__shift__site", "duty__shift__site", "vacancy__site"),
    *("taken_by", "asked_by"),
)


def end_covers(covers: QuerySet[Cover], now: datetime) -> None:
    """Let pending requests expire, and tell who would have taken them.

    If one was half of a swap, the other half ends, too. The request that started the swap is open again if
    only the place that was offered in exchange is gone.
    """
    ending = list(locked(covers.filter(state__in=PENDING_COVERS)))
    if not ending:
        return
    pks = [cover.pk for cover in ending]
    offered = Cover.objects.filter(pair__in=pks, state=CoverState.TAKEN)
    offered.exclude(pk__in=pks).update(**ended(CoverState.WITHDRAWN, now))
    swapped = [cover.pair_id for cover in ending if cover.pair_id and cover.pair_id not in pks]
    started = list(locked(Cover.objects.filter(pk__in=swapped, state=CoverState.TAKEN)))
    Cover.objects.filter(pk__in=[cover.pk for cover in started]).update(**reopened())
    Cover.objects.filter(pk__in=pks).update(**ended(CoverState.EXPIRED, now))
    tell_taker([cover for cover in ending if not cover.pair_id], now)
    tell_asker("cover_returned", started, now)


def locked(covers: QuerySet[Cover]) -> QuerySet[Cover]:
    rows = covers.select_related(*SHIFTS).select_for_update(of=("self",))
    return rows.order_by("pk")


def ended(state: CoverState, now: datetime) -> dict:
    return {"state": state, "settled_at": now, "pair": None, "version": F("version") + 1}


def reopened() -> dict:
    return {"state": CoverState.OPEN, "taken_by": None, "version": F("version") + 1}
