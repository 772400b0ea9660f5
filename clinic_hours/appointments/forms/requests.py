"""The form with which the public asks for an appointment, and changes what it asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clinic_hours.appointments.models import Appointment, ClientContact
from clinic_hours.appointments.selectors.openings import Opening
from clinic_hours.appointments.selectors.services_offered import Offered
from clinic_hours.core.forms.times import day_words, time_range
from clinic_hours.shifts.models import Shift
from home.core.fields.names import NameFormField
from home.core.fields.telephone import PHONE
from home.core.forms.plain_text import NAME, ONE_LINE
from home.core.forms.spam_protection import HonestForm

from .contact_free import refuse_contact_data


class WishForm(HonestForm):
    """What somebody would like, and how to reach them. It does not ask about anyone's health."""

    service = forms.ChoiceField(
        label=_("Service"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a service."),
            "invalid_choice": _("Choose one of the services in the list."),
        },
    )
    times = forms.MultipleChoiceField(
        label=_("Times that suit you"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of these times is no longer free. Choose again.")},
    )
    any_time = forms.BooleanField(label=_("Any time"), required=False)
    name = NameFormField(
        label=_("Your name"),
        max_length=120,
        validators=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=25,
        required=False,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        help_text=_("A phone number or an email address is enough."),
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send a link there to change or cancel."),
    )
    note = forms.CharField(
        label=_("Note about the time"),
        max_length=200,
        required=False,
        validators=[ONE_LINE, refuse_contact_data],
        help_text=_("For example: after 4 pm. Please don't tell us about your health here."),
    )

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Offered],
        openings: Sequence[Opening],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.key: each for each in offered}
        self.openings = {str(each.shift.public_id): each for each in openings}
        fields: Any = self.fields
        fields["service"].choices = [(each.key, service_words(each)) for each in offered]
        names_site = len({each.shift.site_id for each in openings}) > 1
        fields["times"].choices = [
            (key, shift_words(each.shift, names_site=names_site))
            for key, each in self.openings.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("times") and not cleaned.get("any_time") and "times" not in self.errors:
            said = _("Choose the times that suit you, or “Any time”.")
            self.add_error("times" if self.openings else "any_time", ValidationError(said))
        reached = cleaned.get("phone") or cleaned.get("email")
        if not reached and not {"phone", "email"} & self.errors.keys():
            said = _("Enter a phone number or an email address, so that we can reach you.")
            self.add_error("phone", ValidationError(said))
        return cleaned

    def appointment(self) -> Appointment:
        """Return an unsaved appointment with what was asked for."""
        chosen = self.offered[self.cleaned_data["service"]]
        return Appointment(
            service=chosen.name,
            service_es=chosen.name_es,
            minutes=chosen.minutes,
            any_time=self.cleaned_data["any_time"],
        )

    def contact(self) -> ClientContact:
        """Return unsaved contact data."""
        told = {name: self.cleaned_data[name] for name in ("name", "email", "phone", "note")}
        language = self.cleaned_data.get("language") or get_language()
        return ClientContact(**told, language=language)

    def wishes(self) -> list[Shift]:
        return [self.openings[key].shift for key in self.cleaned_data["times"]]


class ChangeForm(WishForm):
    """A change by the link, with the time that the page showed if one was set."""

    shown_time = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class RequestForm(WishForm):
    """A new request. `consent` is the sentence the person agrees to."""

    language = forms.ChoiceField(
        label=_("Which language should we use?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        initial=get_language,
    )
    agree = forms.BooleanField()

    def __init__(self, *args: Any, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = consent
        self.fields["agree"].error_messages["required"] = _(
            "Check the box so that we may arrange your appointment."
        )


def service_words(offered: Offered) -> str:
    return str(_("%(service)s, %(minutes)s min")) % {
        "service": offered.shown_name,
        "minutes": offered.minutes,
    }


def shift_words(shift: Shift, *, names_site: bool) -> str:
    times = time_range(shift.starts_at, shift.ends_at, shift.zone)
    site = f", {shift.site}" if names_site else ""
    return f"{day_words(shift.local_date)}, {times}{site}"
