"""WRITE: clinic sites and cohorts. Neither is in the log: entries state the place and the program as then."""

from typing import TypeVar

from django.db import models
from django.utils.text import slugify

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import ClinicSite, Cohort
from clinic_hours.people.selectors.references import is_referenced
from clinic_hours.people.services.accounts import refuse_outsiders
from clinic_hours.people.services.edits import keep_changes, read_again, refuse_outdated
from home.core.models.actors import Person

Row = TypeVar("Row", bound=models.Model)
NAMED = 45  # of the 50 characters of a slug: the rest is for a number


@recorded
def save_site(*, actor: Person, row: ClinicSite) -> ClinicSite:
    """Add a site. Raises ValidationError for what the model rejects."""
    refuse_outsiders(actor)
    if not row.slug:
        row.slug = free_slug(row.name)
    return kept(row)


@recorded
def save_cohort(*, actor: Person, row: Cohort) -> Cohort:
    """Add a cohort. Raises ValidationError for what the model rejects."""
    refuse_outsiders(actor)
    return kept(row)


@recorded
def change_place(*, actor: Person, row: Row, edit: Edit) -> Row:
    """Keep what was changed in a site or a cohort. Students who are already enrolled keep their own dates.

    Raises Conflict if someone else changed the same, or deleted the row, after the page was shown.
    """
    refuse_outsiders(actor)
    fresh = read_again(type(row)._default_manager.select_for_update(), row.pk)
    refuse_outdated(fresh, edit, edit.changes)
    return keep_changes(fresh, edit)


@recorded
def delete_place(*, actor: Person, row: ClinicSite | Cohort) -> None:
    """Delete a site or a cohort. Raises NotAllowed("in_use") if anything refers to it."""
    refuse_outsiders(actor)
    fresh = read_again(type(row)._default_manager.select_for_update(), row.pk)
    if is_referenced(fresh):
        raise NotAllowed("in_use")
    try:
        fresh.delete()
    except models.ProtectedError as error:
        raise NotAllowed("in_use") from error


def kept(row: Row) -> Row:
    row.full_clean()
    row.save()
    return row


def free_slug(name: str) -> str:
    """Return a short name for addresses that no other site has."""
    wanted = slugify(name)[:NAMED] or "site"
    taken = set(ClinicSite.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
