"""What people say about cover: one form for asking, taking, giving back, agreeing and refusing."""

from enum import StrEnum
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.models import Place

from .roster import REASON_LIMIT


class CoverAction(StrEnum):
    ASK = "ask"
    TAKE = "take"
    GIVE_BACK = "give-back"
    AGREE = "agree"
    ASSIGN = "assign"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


class CoverForm(forms.Form):
    """`version` is that of the request the page showed. `place` is one's own, offered in exchange."""

    data: MultiValueDict

    action = forms.ChoiceField(
        choices=[(action, action) for action in CoverAction],
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Choose what to do."),
            "invalid_choice": _("Choose what to do."),
        },
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = PlainTextField(label=_("Why?"), limit=REASON_LIMIT, rows=2, required=False)
    place = forms.ModelChoiceField(
        Place.objects.none(),
        to_field_name="public_id",
        label=_("In exchange"),
        required=False,
        error_messages={"invalid_choice": _("You can't offer this place. Choose another one.")},
    )
    instructor = forms.ModelMultipleChoiceField(
        Supervisor.objects.filter(is_active=True),
        label=_("Instructors"),
        required=False,
        error_messages={"invalid_choice": _("Choose an instructor from the list.")},
    )

    def __init__(self, data: Any, *, places: QuerySet[Place]) -> None:
        super().__init__(data, auto_id="cover_%s")
        place: Any = self.fields["place"]
        place.queryset = places

    def clean_instructor(self) -> QuerySet[Supervisor]:
        """The office asks several, or assigns one."""
        chosen, action = self.cleaned_data["instructor"], self.cleaned_data.get("action")
        if action == CoverAction.ASSIGN and len(chosen) != 1:
            raise forms.ValidationError(_("Choose the one instructor to assign."))
        if action == CoverAction.ASK and "cover" in self.data and not chosen:
            raise forms.ValidationError(_("Choose whom to ask."))
        return chosen
