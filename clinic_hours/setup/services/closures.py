"""WRITE: closures of the school or of one clinic site, by the coordinator.

A closure cancels the shifts in its days, in the same transaction, and everyone on them is told. It needs
the digest of the shifts that the page showed; without shifts it needs none.
"""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.services.accounts import refuse_outsiders
from clinic_hours.people.services.edits import keep_changes, read_again, refuse_outdated
from clinic_hours.setup.selectors.closures import hit_by, shifts_in
from clinic_hours.shifts.services.cancelling import cancel
from home.core.models.actors import Person
from home.site.models import Closure

SHOWN = ("name", "name_es", "first_day", "last_day", "place")


@recorded
def add_closure(
    *, actor: Person, closure: Closure, digest: str = "", now: datetime | None = None
) -> Closure:
    """Add a closure.

    Raises Conflict for other shifts than the page showed, ValidationError for what the model rejects.
    """
    refuse_outsiders(actor)
    refuse_unknown_place(closure.place)
    closure.full_clean()
    closure.save()
    cancel_shifts(actor, closure, digest, now or timezone.now())
    return closure


@recorded
def change_closure(
    *,
    actor: Person,
    closure: Closure,
    edit: Edit,
    digest: str = "",
    now: datetime | None = None,
) -> Closure:
    """Keep what was changed in a closure.

    Raises Conflict if someone else changed or deleted it after the page was shown, or for other shifts than
    were shown; ValidationError for what the model rejects.
    """
    refuse_outsiders(actor)
    fresh = read_again(Closure.objects.select_for_update(), closure.pk)
    refuse_outdated(fresh, edit, SHOWN)
    refuse_unknown_place(edit.changes.get("place", ""))
    kept = keep_changes(fresh, edit)
    cancel_shifts(actor, kept, digest, now or timezone.now())
    return kept


@recorded
def remove_closure(*, actor: Person, closure: Closure) -> None:
    """Delete a closure. Canceled shifts stay canceled. Deleting it twice changes nothing."""
    refuse_outsiders(actor)
    Closure.objects.filter(pk=closure.pk).delete()


def cancel_shifts(actor: Person, closure: Closure, digest: str, now: datetime) -> None:
    """Cancel the shifts in a closure's days, with its name as the reason."""
    list(shifts_in(closure, now).select_for_update().order_by("pk").values_list("pk"))
    hit = hit_by(closure, now)
    if hit.shifts and hit.digest != digest:
        raise Conflict
    cancel(hit.shifts, closure.name, actor, now)


def refuse_unknown_place(place: str) -> None:
    """Raise NotAllowed("unknown_site") unless the place is a clinic site or the whole school.

    The lock keeps the site until the closure names it: without a foreign key, the database does not.
    """
    sites = ClinicSite.objects.select_for_update().filter(slug=place)
    if place and sites.first() is None:
        raise NotAllowed("unknown_site")
