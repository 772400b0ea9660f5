"""Licenses under which hours were signed."""

from clinic_hours.people.models import Credential
from clinic_hours.sessions.models import SignOff


def has_signed(credential: Credential) -> bool:
    """A sign-off keeps a copy of the license; the license it was copied from stays beside it."""
    return SignOff.objects.filter(
        supervisor=credential.supervisor_id, license_number=credential.number
    ).exists()
