"""WRITE: the school's limits, by the coordinator."""

from django.db import transaction

from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import SchoolLimits
from clinic_hours.people.selectors.limits import NAMES, forget_limits
from home.core.models.actors import Person

from .accounts import refuse_outsiders
from .edits import keep_changes, refuse_outdated


@recorded
def change_limits(*, actor: Person, edit: Edit) -> SchoolLimits:
    """Keep what was changed. Raises Conflict if the page showed other limits than those that hold."""
    refuse_outsiders(actor)
    row, _is_new = SchoolLimits.objects.select_for_update().get_or_create(only=True)
    refuse_outdated(row, edit, NAMES)
    transaction.on_commit(forget_limits)
    return keep_changes(row, edit)
