"""The form with which a tablet is paired."""

import base64
import binascii

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.people.models import ClinicSite


class PairForm(forms.Form):
    """`public_key` is filled in by the browser, which made it: SubjectPublicKeyInfo in base64url."""

    site = forms.ModelChoiceField(
        ClinicSite.objects.filter(is_active=True),
        label=_("Clinic site"),
        empty_label=_("Choose a site"),
        error_messages={"required": _("Choose the site where the tablet stands.")},
    )
    name = forms.CharField(
        label=_("Name of the tablet"),
        max_length=60,
        help_text=_("For example: Front desk."),
        error_messages={"required": _("Give the tablet a name.")},
    )
    public_key = forms.CharField(
        widget=forms.HiddenInput,
        max_length=400,
        error_messages={"required": _("This browser made no key. Turn on JavaScript.")},
    )

    def clean_public_key(self) -> bytes:
        text = self.cleaned_data["public_key"]
        try:
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError(_("This browser's key can't be read.")) from error
