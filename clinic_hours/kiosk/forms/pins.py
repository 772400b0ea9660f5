"""The form for one's own PIN."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def digits(label: Any, **more: Any) -> forms.CharField:
    asked = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6"}
    return forms.CharField(label=label, widget=forms.PasswordInput(asked), **more)


class PinForm(forms.Form):
    """A PIN typed twice, and the password. Spaces around it are no part of a PIN."""

    pin = digits(
        _("New PIN"),
        help_text=_("Six digits that nobody guesses: no 123456, not your student number."),
        error_messages={"required": _("Type six digits.")},
    )
    again = digits(_("The same PIN again"), error_messages={"required": _("Type the PIN again.")})
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pin, again = cleaned.get("pin"), cleaned.get("again")
        if pin and again and pin != again:
            self.add_error("again", _("The two PINs are different."))
        return cleaned
