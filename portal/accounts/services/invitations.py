"""WRITE: invite, send again, revoke, accept. The link's token is mailed and never stored."""

import hashlib
import secrets

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.errors import AlreadyHasAccount, AlreadyInvited, InvitationClosed
from portal.accounts.mail import send_invitation
from portal.accounts.models import Invitation, User
from portal.accounts.models.invitations import two_weeks_from_now
from portal.accounts.services.people import check_name


def digest(token: str) -> str:
    """Return the stored digest of a token. 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(*, email: str, display_name: str, invited_by: User | None) -> Invitation:
    """Invite someone; the mail with the link is written in the same transaction.

    Raises AlreadyHasAccount, AlreadyInvited if an earlier invitation is unanswered, or ValidationError for
    an empty or too long name, or one with invisible characters.
    """
    check_name(display_name)
    email = email.lower()
    refuse_if_registered(email)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                display_name=display_name,
                token_hash=digest(token),
                invited_by=invited_by,
            )
            send_invitation(invitation, token)
    except IntegrityError as error:
        raise AlreadyInvited from error
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation) -> Invitation:
    """Mail a new link that works for two weeks; the old link stops working. Raises InvitationClosed."""
    refuse_if_registered(invitation.email)
    token = secrets.token_urlsafe(32)
    changed = (
        Invitation.objects.unanswered()
        .filter(pk=invitation.pk)
        .update(token_hash=digest(token), expires_at=two_weeks_from_now())
    )
    if not changed:
        raise InvitationClosed
    invitation.refresh_from_db()
    send_invitation(invitation, token)
    return invitation


def revoke(*, invitation: Invitation) -> Invitation:
    """Make the link stop working. Raises InvitationClosed if it was already answered."""
    revoked_at = timezone.now()
    unanswered = Invitation.objects.unanswered().filter(pk=invitation.pk)
    if not unanswered.update(revoked_at=revoked_at):
        raise InvitationClosed
    invitation.refresh_from_db()
    return invitation


def find(token: str) -> Invitation:
    """Return the invitation for a token that still works. Raises InvitationClosed."""
    invitation = Invitation.objects.usable().filter(token_hash=digest(token)).first()
    if invitation is None or is_registered(invitation.email):
        raise InvitationClosed
    return invitation


def accept(*, invitation: Invitation) -> None:
    """Mark an invitation as used; of two people with the same link, only one succeeds.

    Raises InvitationClosed.
    """
    usable = Invitation.objects.usable().filter(pk=invitation.pk, token_hash=invitation.token_hash)
    if not usable.update(accepted_at=timezone.now()):
        raise InvitationClosed


def is_registered(email: str) -> bool:
    return get_user_model().objects.filter(email__iexact=email).exists()


def refuse_if_registered(email: str) -> None:
    if is_registered(email):
        raise AlreadyHasAccount
