"""Licenses under which hours were signed."""

from clinic_hours.people.models import Credential
from clinic_hours.sessions.models import SignOff


def has_signed(credential: Credential) -> bool:
    """Return whether hours were signed under a license: then it is kept, although sign-offs have a copy."""
    return SignOff.objects.filter(
        supervisor=credential.supervisor_id, license_number=credential.number
    ).exists()
