"""Errors that a person sees. `str(error)` is the message to show."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccountError(Exception):
    """An account operation was refused; the message says why."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class AlreadyHasAccount(AccountError):
    sentence = _("This email address is already in use.")


class AlreadyInvited(AccountError):
    sentence = _("This address already has an invitation. You can send it again.")


class InvitationClosed(AccountError):
    """Used, expired, revoked or never sent: a single answer, so that nobody can probe for links."""

    sentence = _(
        "This invitation link no longer works. If you have an account, sign in. Otherwise, ask "
        "the college office for a new invitation."
    )
