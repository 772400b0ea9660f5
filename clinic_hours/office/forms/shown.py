"""A form that knows what its page showed, even if the row has changed since."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import model_to_dict
from wagtail.admin.forms import WagtailAdminModelForm

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.people.domain.edits import Edit
from clinic_hours.sessions.forms.sessions import DAMAGED

FIELD = "shown"


class Shown(forms.ModelForm):
    """Sends back what the page showed. Compared with that, a field is changed only if a person changed it.

    Without the hidden field, which no page leaves out, the row as it is at
    submission counts as shown. Services save the form's `edit`: its instance may be stale and is never
    saved.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(self._meta.fields or ())
        # Before validation, which overwrites the values on the instance.
        self.was_shown: dict[str, Any] | None = model_to_dict(self.instance, self.names)
        sent = self.data.get(self.add_prefix(FIELD)) if self.is_bound else ""
        if sent:
            self.was_shown = shown_in(sent, self._meta.model, self.names)
            self.initial.update(self.was_shown or {})
        # An input that was recalled keeps what its own page had shown.
        self.initial.setdefault(FIELD, json.dumps(self.was_shown, cls=DjangoJSONEncoder))

    def clean(self) -> dict:
        if self.was_shown is None:
            raise ValidationError(DAMAGED)
        return super().clean() or {}

    @property
    def edit(self) -> Edit:
        names = (name for name in self.changed_data if name in self.names)
        return Edit({name: self.cleaned_data[name] for name in names}, self.was_shown or {})


class ShownForm(Shown, WagtailAdminModelForm):
    """In the admin."""


def shown_in(sent: str, model: type[Model], names: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the values in a hidden field as the model's own types, or None if they make no sense."""
    try:
        values = json.loads(sent)
        fields = [field for field in model._meta.fields if field.name in names]
        return {field.name: field.to_python(values[field.name]) for field in fields}
    except (*UNREADABLE, ValidationError):
        return None
