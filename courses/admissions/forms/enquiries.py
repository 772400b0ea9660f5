"""The request-for-information form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Enquiry
from home.core.fields.telephone import PHONE
from home.core.forms.plain_text import NAME, LinesField, refuse_links_alone
from home.core.forms.spam_protection import HonestForm


class EnquiryForm(HonestForm, forms.ModelForm):
    """Fields and wording. `consent` is the sentence the person agrees to."""

    agree = forms.BooleanField()

    class Meta:
        model = Enquiry
        fields = ("name", "email", "phone", "program", "start", "reach_by", "message")
        field_classes = {"message": LinesField}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
            "start": forms.RadioSelect,
            "reach_by": forms.RadioSelect,
            "message": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agree"].label = consent
        fields["agree"].error_messages["required"] = _("Check the box so that we may answer you.")
        fields["name"].validators.extend(NAME)
        fields["phone"].validators.append(PHONE)
        fields["program"].queryset = fields["program"].queryset.filter(retired_on=None)
        fields["program"].empty_label = _("I don't know yet")
        fields["start"].choices = Enquiry.Start.choices
        fields["start"].initial = Enquiry.Start.UNSURE

    def clean_message(self) -> str:
        message = self.cleaned_data["message"]
        refuse_links_alone(message)
        return message

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        by_phone = cleaned.get("reach_by") in (Enquiry.ReachBy.CALL, Enquiry.ReachBy.TEXT)
        if by_phone and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", ValidationError(_("Enter the number we should call.")))
        return cleaned
