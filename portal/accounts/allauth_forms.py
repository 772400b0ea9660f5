"""allauth's forms with clearer errors for empty fields; see ACCOUNT_FORMS and MFA_FORMS."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

from home.core.forms.missing import MissingNamedForm


class LoginForm(MissingNamedForm, account.LoginForm):
    pass


class AddEmailForm(MissingNamedForm, account.AddEmailForm):
    pass


class ChangePasswordForm(MissingNamedForm, account.ChangePasswordForm):
    pass


class ResetPasswordForm(MissingNamedForm, account.ResetPasswordForm):
    pass


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
