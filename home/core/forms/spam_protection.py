"""Public forms, protected from bots without third parties."""

import unicodedata
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from home.core.fields.names import NameFormField

from .missing import MissingNamedForm
from .plain_text import SHOWN

FASTEST = 2  # seconds; nobody reads and fills in a form faster
LONGEST = 24 * 3600  # seconds that a form may stay open
SALT = "home.core.forms.spam_protection"


class HonestForm(MissingNamedForm):
    """Has a field that people leave empty, and detects submissions that come too fast or too late."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = signing.dumps("", salt=SALT)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and not isinstance(field, NameFormField):
                field.validators.append(SHOWN)

    def clean_email(self) -> str:
        """Return the address without the invisible characters that pasting may add."""
        letters = self.cleaned_data["email"]
        return "".join(each for each in letters if unicodedata.category(each) != "Cf")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = cleaned.pop("opened", "")
        self.open_anew()
        if cleaned.pop("website", ""):
            self.add_error(None, _("Leave the hidden field empty. It's there to stop bots."))
        elif not is_signed(opened, LONGEST):
            self.add_error(
                None,
                _("This form was open for too long. Everything is still here. Send it again."),
            )
        elif is_signed(opened, FASTEST):
            self.add_error(
                None,
                _("That was faster than a person can type. Wait a moment, then send it again."),
            )
        return cleaned

    def open_anew(self) -> None:
        """Restart the timer of a form that is shown again, whatever its errors.

        The hidden field is emptied: a browser may have filled it in, and nobody could clear it.
        """
        sent: Any = self.data  # a QueryDict
        self.data = sent = sent.copy()
        sent[self.add_prefix("website")] = ""
        sent[self.add_prefix("opened")] = signing.dumps("", salt=SALT)


def is_signed(opened: str, seconds: int) -> bool:
    """Whether this is a timestamp that we signed, at most `seconds` old."""
    try:
        signing.loads(opened, salt=SALT, max_age=seconds)
    except signing.BadSignature:
        return False
    return True
