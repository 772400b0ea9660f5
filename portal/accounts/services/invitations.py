"""WRITE: invite, send again, revoke, accept. The link's token is mailed and never stored.

An account may be made together with the invitation. Until that is accepted, it has no usable password.
"""

import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.services.accounts import locked_account
from clinic_hours.people.services.enrollments import log_name
from home.mail.models import OutgoingMail
from portal.accounts.errors import (
    AccountError,
    AlreadyHasAccount,
    AlreadyInvited,
    InvitationClosed,
)
from portal.accounts.mail import send_invitation, token_in
from portal.accounts.models import Invitation, User
from portal.accounts.models.invitations import two_weeks_from_now
from portal.accounts.services.people import check_name, create_person


def digest(token: str) -> str:
    """Return the stored digest of a token. 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    *, email: str, display_name: str, invited_by: User | None, language: str = ""
) -> Invitation:
    """Invite someone; the mail with the link is written in the same transaction.

    Raises AlreadyHasAccount, AlreadyInvited if an earlier invitation is unanswered, or ValidationError for
    an empty or too long name, or one with invisible characters.
    """
    check_name(display_name)
    email = email.lower()
    refuse_if_registered(email)
    try:
        with transaction.atomic():
            return mail_new(
                Invitation(
                    email=email,
                    display_name=display_name,
                    invited_by=invited_by,
                    language=language or settings.LANGUAGE_CODE,
                )
            )
    except IntegrityError as error:
        raise AlreadyInvited from error


def invite_to(account: User, *, invited_by: User | None, language: str = "") -> Invitation:
    """Invite the owner of an account without a password. An earlier invitation stops working.

    Without a language, the mail is in that of the newest invitation, or else in the school's.
    Raises AlreadyInvited if someone else invites the same address at this moment.
    """
    earlier = Invitation.objects.unanswered().filter(email=account.email)
    earlier.update(revoked_at=timezone.now())
    invitation = Invitation(
        email=account.email,
        display_name=account.display_name,
        user=account,
        invited_by=invited_by,
        language=language or language_of(account),
    )
    try:
        return mail_new(invitation)
    except IntegrityError as error:
        raise AlreadyInvited from error


def language_of(account: User) -> str:
    newest = account.invitations.first()
    return newest.language if newest else settings.LANGUAGE_CODE


def mail_new(invitation: Invitation) -> Invitation:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = digest(token)
    invitation.save(force_insert=True)
    send_invitation(invitation, token)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation) -> Invitation:
    """Mail a new link that works for two weeks; the old link stops working. Raises InvitationClosed."""
    if is_overtaken(invitation):
        raise AlreadyHasAccount
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


@transaction.atomic
def send_again_to(email: str) -> bool:
    """Mail a new link to the owner of an account who has not accepted yet; return whether there is one.

    An expired invitation is renewed: only the office withdraws it, and the mail goes to the same mailbox.
    """
    waiting = Invitation.objects.unanswered().filter(user__email=email.lower())
    invitation = waiting.select_related("user").first()
    if invitation is None:
        return False
    try:
        resend(invitation=invitation)
    except AccountError:  # answered or withdrawn meanwhile
        return False
    return True


@transaction.atomic
def revoke(*, invitation: Invitation) -> Invitation:
    """Make the link stop working, and deactivate the account that was made with it.

    Raises InvitationClosed if it was already answered.
    """
    revoked_at = timezone.now()
    unanswered = Invitation.objects.unanswered().filter(pk=invitation.pk)
    if not unanswered.update(revoked_at=revoked_at):
        raise InvitationClosed
    User.objects.filter(invitations=invitation).update(is_active=False)
    invitation.refresh_from_db()
    return invitation


def find(token: str) -> Invitation:
    """Return the invitation for a token that still works. Raises InvitationClosed."""
    usable = Invitation.objects.usable().select_related("user")
    invitation = usable.filter(token_hash=digest(token)).first()
    if invitation is None or is_overtaken(invitation):
        raise InvitationClosed
    return invitation


@recorded
def join(*, invitation: Invitation, display_name: str, password: str) -> User:
    """Use an invitation: its account, made now if there is none, gets the name and the password.

    Raises InvitationClosed, also for the second of two people with the same link, and AlreadyHasAccount.
    """
    if invitation.user:
        invitation.user = locked_account(invitation.user)
        if is_overtaken(invitation):
            raise InvitationClosed
    accept(invitation=invitation)
    if invitation.user:
        person = take_over(invitation.user, display_name, password)
    else:
        person = create_person(email=invitation.email, display_name=display_name, password=password)
    if invitation.language != settings.LANGUAGE_CODE:
        choice = {"preferred_language": invitation.language}
        UserProfile.objects.get_or_create(user=person, defaults=choice)
    return person


def take_over(account: User, display_name: str, password: str) -> User:
    """Give an account to its owner. Whoever has the link can read that mailbox: it is verified."""
    is_renamed = display_name != account.display_name
    account.display_name = display_name
    account.set_password(password)
    account.save(update_fields=["display_name", "password"])
    EmailAddress.objects.filter(user=account, email=account.email).update(verified=True)
    if is_renamed:
        log_name(account, timezone.now())
    return account


def accept(*, invitation: Invitation) -> None:
    """Mark an invitation as used; of two people with the same link, only one succeeds.

    Raises InvitationClosed.
    """
    usable = Invitation.objects.usable().filter(pk=invitation.pk, token_hash=invitation.token_hash)
    if not usable.update(accepted_at=timezone.now()):
        raise InvitationClosed


def leads_nowhere(mail: OutgoingMail) -> bool:
    """Whether a mail has an invitation link that stopped working while the mail waited."""
    token = token_in(mail.text) if mail.priority == mail.Priority.ACCOUNT else ""
    if not token:
        return False
    try:
        find(token)
    except InvitationClosed:
        return True
    return False


def is_overtaken(invitation: Invitation) -> bool:
    """Return whether its owner signs in without it, or may not sign in anymore."""
    if invitation.user is None:
        return is_registered(invitation.email)
    return invitation.user.has_usable_password() or not invitation.user.is_active


def has_only_an_invitation(account: User) -> bool:
    """Return whether the invitation is the only way into an account: a forgotten password is none."""
    return not account.has_usable_password() and account.invitations.exists()


def is_registered(email: str) -> bool:
    return get_user_model().objects.filter(email__iexact=email).exists()


def refuse_if_registered(email: str) -> None:
    if is_registered(email):
        raise AlreadyHasAccount
