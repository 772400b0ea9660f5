"""READ: the state of invitations."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from clinic_hours.people.domain.invitations import Invited, Status
from portal.accounts.models import Invitation


def invitations_of(people: Collection[int]) -> Mapping[int, Invited]:
    """Return the newest invitation of each account that was made with one, by the account's key."""
    newest = Invitation.objects.filter(user__in=people).order_by("created_at", "pk")
    return {each.user_id: invited(each) for each in newest if each.user_id}


def invited(invitation: Invitation) -> Invited:
    return Invited(status_of(invitation), invitation.created_at, invitation.expires_at)


def status_of(invitation: Invitation) -> Status:
    if invitation.accepted_at:
        return Status.ACCEPTED
    if invitation.revoked_at:
        return Status.WITHDRAWN
    return Status.WAITING if invitation.expires_at > timezone.now() else Status.EXPIRED
