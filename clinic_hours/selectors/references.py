"""Whether anything rests on a row: what is named elsewhere is kept."""

from django.db.models import Model

from clinic_hours.models import Credential, SignOff


def is_referenced(row: Model) -> bool:
    """Tell whether another row points at this one, or a signature was given under this license."""
    if isinstance(row, Credential) and has_signed(row):
        return True
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.related_objects
    )


def has_signed(credential: Credential) -> bool:
    """A sign-off keeps a copy of the license; the license it was copied from stays beside it."""
    return SignOff.objects.filter(
        supervisor=credential.supervisor_id, license_number=credential.number
    ).exists()
