"""Accounts for people whom the clinic office brings in: see `clinic_hours.people.services.accounts`."""

from collections.abc import Iterator
from contextlib import contextmanager

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from portal.accounts.errors import AccountError
from portal.accounts.models import Invitation, User

from . import invitations
from .people import create_person


@contextmanager
def as_conflict() -> Iterator[None]:
    """Only a race gets here: the account or the invitation has changed since it was read."""
    try:
        yield
    except AccountError as error:
        raise Conflict from error


def open_account(*, email: str, display_name: str, invited_by: User, language: str = "") -> User:
    with as_conflict():
        account = create_person(email=email, display_name=display_name, is_verified=False)
        invitations.invite_to(account, invited_by=invited_by, language=language)
    return account


def invite_again(*, person: User, invited_by: User) -> None:
    refuse_joined(person)
    unanswered = unanswered_of(person)
    with as_conflict():
        if unanswered is None:
            invitations.invite_to(person, invited_by=invited_by)
        else:
            invitations.resend(invitation=unanswered)


def close_invitation(*, person: User) -> None:
    refuse_joined(person)
    if unanswered := unanswered_of(person):
        with as_conflict():
            invitations.revoke(invitation=unanswered)


def unanswered_of(person: User) -> Invitation | None:
    return Invitation.objects.unanswered().filter(user=person).first()


def refuse_joined(person: User) -> None:
    """Raise NotAllowed for someone who signs in already."""
    if person.has_usable_password():
        raise NotAllowed("joined")
