"""WRITE: closures of the school or of one clinic site, by the coordinator."""

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.services.accounts import refuse_outsiders
from clinic_hours.people.services.edits import keep_changes, read_again, refuse_outdated
from home.core.models.actors import Person
from home.site.models import Closure

SHOWN = ("name", "name_es", "first_day", "last_day", "place")


@recorded
def add_closure(*, actor: Person, closure: Closure) -> Closure:
    """Add a closure. Raises ValidationError for what the model rejects."""
    refuse_outsiders(actor)
    refuse_unknown_place(closure.place)
    closure.full_clean()
    closure.save()
    return closure


@recorded
def change_closure(*, actor: Person, closure: Closure, edit: Edit) -> Closure:
    """Keep what was changed in a closure.

    Raises Conflict if someone else changed or deleted it after the page was shown, ValidationError for what
    the model rejects.
    """
    refuse_outsiders(actor)
    fresh = read_again(Closure.objects.select_for_update(), closure.pk)
    refuse_outdated(fresh, edit, SHOWN)
    refuse_unknown_place(edit.changes.get("place", ""))
    return keep_changes(fresh, edit)


@recorded
def remove_closure(*, actor: Person, closure: Closure) -> None:
    """Delete a closure. Deleting it twice changes nothing."""
    refuse_outsiders(actor)
    Closure.objects.filter(pk=closure.pk).delete()


def refuse_unknown_place(place: str) -> None:
    """Raise NotAllowed("unknown_site") unless the place is a clinic site or the whole school.

    The lock keeps the site until the closure names it: without a foreign key, the database does not.
    """
    sites = ClinicSite.objects.select_for_update().filter(slug=place)
    if place and sites.first() is None:
        raise NotAllowed("unknown_site")
