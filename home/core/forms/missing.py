"""Form errors for empty fields that say what to enter instead of "This field is required"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "code": _("Enter the code."),
    "display_name": _("Enter your name."),
    "email": _("Enter your email address."),
    "login": _("Enter your email address."),
    "name": _("Enter your name."),
    "oldpassword": _("Enter your current password."),
    "password": _("Enter your password."),
    "password1": _("Enter a password."),
    "password2": _("Enter the password again."),
}


class MissingNamedForm(forms.Form):
    """For forms that people fill in about themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & SENTENCES.keys():
            self.fields[name].error_messages["required"] = SENTENCES[name]
