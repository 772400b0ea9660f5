"""The event registration form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home.core.forms.plain_text import NAME
from home.core.forms.spam_protection import HonestForm
from home.events.models import Registration

MOST_TOGETHER = 4


class RegistrationForm(HonestForm, forms.ModelForm):
    """Fields and wording. `consent` is the sentence the person agrees to."""

    agree = forms.BooleanField()

    class Meta:
        model = Registration
        fields = ("name", "email", "people")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, consent: str, most: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["agree"].label = consent
        fields["agree"].error_messages["required"] = _(
            "Check the box so that we can save you a place."
        )
        fields["name"].validators.extend(NAME)
        together = min(most or MOST_TOGETHER, MOST_TOGETHER)
        fields["people"] = forms.TypedChoiceField(
            label=fields["people"].label,
            coerce=int,
            choices=[(number, people_in_words(number)) for number in range(1, together + 1)],
            initial=1,
            widget=forms.RadioSelect,
        )


def people_in_words(number: int) -> str:
    return str(_("Just me") if number == 1 else _("%d of us") % number)
