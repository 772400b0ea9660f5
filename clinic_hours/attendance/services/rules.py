"""WRITE: a site's rules of attendance, by the coordinator."""

from collections.abc import Mapping

from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.models import SiteRules
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.services.accounts import refuse_outsiders
from clinic_hours.people.services.edits import keep_changes, refuse_outdated
from home.core.models.actors import Person


@recorded
def change_rules(
    *, actor: Person, site: ClinicSite, edit: Edit, sources: Mapping[str, str]
) -> SiteRules:
    """Keep what was changed, and the source of each rule. Shifts that are closed stay as they are.

    Raises Conflict if the page showed other rules than those that hold.
    """
    refuse_outsiders(actor)
    row, _is_new = SiteRules.objects.select_for_update().get_or_create(site=site)
    refuse_outdated(row, edit, tuple(Rules.__dataclass_fields__))
    return keep_changes(row, Edit({**edit.changes, "sources": dict(sources)}, edit.shown))
