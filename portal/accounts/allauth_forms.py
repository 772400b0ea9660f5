"""allauth's forms with clearer errors for empty fields; see ACCOUNT_FORMS and MFA_FORMS."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.http import HttpRequest

from home.core.forms.missing import MissingNamedForm
from portal.accounts.models import User
from portal.accounts.services.invitations import has_only_an_invitation, send_again_to


class LoginForm(MissingNamedForm, account.LoginForm):
    pass


class AddEmailForm(MissingNamedForm, account.AddEmailForm):
    pass


class ChangePasswordForm(MissingNamedForm, account.ChangePasswordForm):
    pass


class ResetPasswordForm(MissingNamedForm, account.ResetPasswordForm):
    users: list[User]

    def save(self, request: HttpRequest, **options: Any) -> str:
        """Send someone who has not accepted their invitation a new link to it: it is the only way in."""
        email = self.cleaned_data["email"]
        if send_again_to(email):
            return email
        self.users = [each for each in self.users if not has_only_an_invitation(each)]
        return super().save(request, **options)


class ResetPasswordKeyForm(MissingNamedForm, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(MissingNamedForm, account.ReauthenticateForm):
    pass


class AuthenticateForm(MissingNamedForm, mfa.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(MissingNamedForm, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(MissingNamedForm, totp.ActivateTOTPForm):
    pass
