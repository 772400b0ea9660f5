"""Refusals that a person is told about. `str(error)` is the sentence to show."""

from django.utils.translation import gettext_lazy as _


class AccountError(Exception):
    """Something about an account that is not possible, with the reason as a sentence."""

    sentence = ""

    def __str__(self) -> str:
        return str(self.sentence)


class AlreadyHasAccount(AccountError):
    sentence = _("Someone already signs in with this email address.")


class AlreadyInvited(AccountError):
    sentence = _("This address has an invitation already: send it again.")


class InvitationClosed(AccountError):
    """Used, expired, revoked or never sent: one answer, so that nobody can probe for links."""

    sentence = _(
        "This invitation link does not work any more. If you have an account, sign in; "
        "if not, ask the college office to send you a new invitation."
    )
