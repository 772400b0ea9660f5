"""Fields and wording of the account forms."""

from typing import Any

from allauth.account.fields import SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserEditForm

from clinic_hours.office.forms.newcomers import InvitationLanguageField
from home.core.fields.emails import AccountEmailField
from home.core.fields.names import NameFormField
from home.core.forms.missing import MissingNamedForm
from portal.accounts.models import Invitation, User


class JoinForm(MissingNamedForm):
    """Accept an invitation: confirm the name, choose a password. The email address is fixed."""

    email = forms.EmailField(label=_("Email"), disabled=True, required=False)
    display_name = NameFormField(
        label=_("Your name"),
        max_length=User._meta.get_field("display_name").max_length,
        help_text=_("As it should appear on your records."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = SetPasswordField(label=_("Password"))

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        names = {"email": invitation.email, "display_name": invitation.display_name}
        super().__init__(*args, **{**kwargs, "initial": names})
        # Passwords that resemble the person's name or address are rejected.
        password: Any = self.fields["password1"]
        password.user = User(**names)


class NameForm(MissingNamedForm, forms.ModelForm):
    class Meta:
        model = User
        fields = ("display_name", "phone")
        labels = {"display_name": _("Your name"), "phone": _("Your phone")}
        help_texts = {
            "display_name": _(
                "How your name appears to others. Anything you've already signed keeps your old "
                "name."
            ),
            "phone": _(
                "The instructors of your shifts and the clinic office can call you when you are late. "
                "Nobody else sees it."
            ),
        }
        widgets = {
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }


class InvitationForm(forms.ModelForm):
    language = InvitationLanguageField()

    class Meta:
        model = Invitation
        fields = ("display_name", "email", "language")
        field_classes = {"email": AccountEmailField}
        help_texts = {
            "email": _("We'll email the link to this address, and the account will use it.")
        }


class PersonForm(UserEditForm):
    """What the office may change about a person. Email addresses and passwords are their own business."""

    first_name = None
    last_name = None
    email = None

    class Meta:
        model = User
        fields = ("display_name", "is_active", "is_superuser", "groups")
        widgets = {"groups": forms.CheckboxSelectMultiple}
