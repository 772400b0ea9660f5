"""Fields and wording of the account forms."""

from typing import Any

from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserEditForm

from home.core.fields.names import NameFormField
from home.core.forms.missing import MissingNamedForm
from portal.accounts.models import Invitation, User


class InvitedSignupForm(MissingNamedForm, SignupForm):
    """Create an account from an invitation, with the email address it was sent to."""

    display_name = NameFormField(
        label=_("Your name"),
        max_length=User._meta.get_field("display_name").max_length,
        help_text=_("As it should appear on your records."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("email", "display_name", "password1")

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True  # Django then ignores what the browser submits
        self.fields["email"].initial = invitation.email
        self.fields["display_name"].initial = invitation.display_name
        self.initial.update(email=invitation.email, display_name=invitation.display_name)


class NameForm(MissingNamedForm, forms.ModelForm):
    class Meta:
        model = User
        fields = ("display_name",)
        labels = {"display_name": _("Your name")}
        help_texts = {
            "display_name": _(
                "How your name appears to others. Anything you've already signed keeps your old "
                "name."
            )
        }
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "name"})}


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ("display_name", "email")
        help_texts = {
            "email": _("We'll email the link to this address, and the account will use it.")
        }

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class PersonForm(UserEditForm):
    """What the office may change about a person. Email addresses and passwords are their own business."""

    first_name = None
    last_name = None
    email = None

    class Meta:
        model = User
        fields = ("display_name", "is_active", "is_superuser", "groups")
        widgets = {"groups": forms.CheckboxSelectMultiple}
