"""READ: the requests for cover that one person made, was asked about, or would take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState
from clinic_hours.shifts.models import Cover, CoverAsked
from clinic_hours.shifts.selectors.visible import covers_visible_to
from home.core.models.actors import Person

ABOUT = ("asked_by", "taken_by", "place__shift__site", "duty__shift__site", "vacancy__site")


@dataclass(frozen=True, slots=True)
class OwnCovers:
    """Pending requests: `made` are {place: one's own}, `wanted` those of others."""

    made: Mapping[int, Cover]
    wanted: Sequence[Cover]


def own_covers(user: Person, now: datetime) -> OwnCovers:
    """Return what concerns a person of shifts ahead, in one query."""
    asked = CoverAsked.objects.filter(cover=OuterRef("pk"), person=user.pk)
    concerned = Q(asked_by=user.pk) | Q(taken_by=user.pk) | Q(Exists(asked), state=CoverState.OPEN)
    starts_at = Coalesce("place__starts_at", "duty__shift__starts_at", "vacancy__starts_at")
    pending = covers_visible_to(user).filter(concerned, state__in=PENDING_COVERS)
    ahead = pending.annotate(starts_at=starts_at).filter(starts_at__gt=now)
    found = ahead.select_related(*ABOUT).order_by("starts_at", "pk")
    mine = [cover for cover in found if cover.asked_by_id == user.pk]
    return OwnCovers(
        made={cover.place_id: cover for cover in mine if cover.place_id},
        wanted=[cover for cover in found if cover not in mine and cover.pair_id is None],
    )
