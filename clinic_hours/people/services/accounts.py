"""How people get accounts. The portal, which has the accounts, registers it."""

from datetime import datetime
from typing import Any, Protocol

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.log_actions import log

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.policies import (
    can_correct_the_name,
    can_deactivate,
    can_run_the_office,
)
from home.core.models.actors import Person

from .edits import keep_changes, refuse_outdated
from .enrollments import log_name

NAME = frozenset({"display_name"})


class Accounts(Protocol):
    """What the portal does with accounts, in the caller's transaction."""

    def open_account(
        self, *, email: str, display_name: str, invited_by: Person, language: str = ""
    ) -> Person:
        """Make an account without a usable password, and invite its owner to choose one.

        Without a language, the invitation is in the school's.
        """

    def invite_again(self, *, person: Person, invited_by: Person) -> None:
        """Mail a new link to someone who has not accepted yet. Raises NotAllowed("joined")."""

    def close_invitation(self, *, person: Person) -> None:
        """Make the link stop working. Raises NotAllowed("joined") if it was accepted."""


REGISTERED: list[Accounts] = []


def make_accounts_with(accounts: Accounts) -> None:
    """Register who makes accounts. Called while Django starts."""
    REGISTERED[:] = [accounts]


def account_for(*, email: str, **invitation: Any) -> tuple[Person, bool]:
    """Return the person with this email address, and whether they were invited just now.

    `invitation` has their name, who invites them and in which language: see `Accounts.open_account`.
    Call in a transaction. Raises NotAllowed("account_deactivated"): such an account must be reactivated
    first.
    """
    person = get_user_model().objects.filter(email=email.lower()).first()
    if person is None:
        (accounts,) = REGISTERED
        return accounts.open_account(email=email, **invitation), True
    if not person.is_active:
        raise NotAllowed("account_deactivated")
    return person, False


@recorded
def resend_invitation(*, actor: Person, person: Person) -> None:
    """Mail a new link. After a withdrawal this invites anew and reactivates the account."""
    account = account_to_change(actor, person)
    (accounts,) = REGISTERED
    set_active(account, True)  # the link of a deactivated account is closed
    accounts.invite_again(person=account, invited_by=actor)


@recorded
def withdraw_invitation(*, actor: Person, person: Person) -> None:
    """Make the link stop working and deactivate the account. Raises NotAllowed if it was accepted."""
    account = account_to_change(actor, person)
    (accounts,) = REGISTERED
    accounts.close_invitation(person=account)
    set_active(account, False)


@recorded
def deactivate_person(*, actor: Person, person: Person) -> None:
    """Take away a person's access; their records stay. Raises NotAllowed, such as for one's own account."""
    set_active(account_to_change(actor, person), False)


@recorded
def reactivate_person(*, actor: Person, person: Person) -> None:
    """Give a person's access back."""
    set_active(account_to_change(actor, person), True)


@recorded
def correct_name(*, actor: Person, person: Person, edit: Edit, now: datetime | None = None) -> None:
    """Keep a corrected name, also in the log of each enrollment, and who corrected it.

    What was signed or issued keeps the name of then. Raises NotAllowed, Conflict if the name has changed
    since the page was shown, and ValidationError for a name that the model rejects.
    """
    account = locked_account(person)
    if not can_correct_the_name(actor, account):
        raise NotAllowed("not_to_be_renamed")
    refuse_outdated(account, edit, NAME)
    if edit.changes:
        was = account.display_name
        names = {"was": was, "is": keep_changes(account, edit).display_name}
        log_name(account, now or timezone.now())
        log(instance=account, action="wagtail.edit", user=actor, data={"name": names})


def account_to_change(actor: Person, person: Person) -> Person:
    """Return an account as it is now, locked: its owner may have joined since the page was shown.

    Raises NotAllowed unless the actor may take its access away.
    """
    account = locked_account(person)
    if not can_deactivate(actor, account):
        raise NotAllowed("not_to_be_deactivated")
    return account


def locked_account(person: Person) -> Person:
    """Return an account under its lock, which still lets rows that name the person be written."""
    return get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)


def set_active(person: Person, is_active: bool) -> None:
    person.is_active = is_active
    person.save(update_fields=["is_active"])


def refuse_outsiders(actor: Person) -> None:
    """Raise NotAllowed unless the actor runs the office."""
    if not can_run_the_office(actor):
        raise NotAllowed("not_the_office")
