"""Five questions after a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.appointments.models import Feedback
from clinic_hours.appointments.models.feedback import LEAST, MOST, QUESTIONS
from home.core.forms.plain_text import LinesField
from home.core.forms.spam_protection import HonestForm

from .contact_free import refuse_contact_data

SCALE = {
    1: _("Not at all"),
    2: _("A little"),
    3: _("Somewhat"),
    4: _("Mostly"),
    5: _("Completely"),
}


class FeedbackForm(HonestForm, forms.ModelForm):
    class Meta:
        model = Feedback
        fields = (*QUESTIONS, "comment")
        field_classes = {"comment": LinesField}
        help_texts = {
            "comment": _("Please don't write names, contact data or anything about your health.")
        }
        widgets = {"comment": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=[(number, SCALE[number]) for number in range(LEAST, MOST + 1)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose an answer."),
                    "invalid_choice": _("Choose an answer."),
                },
            )

    def clean_comment(self) -> str:
        comment = self.cleaned_data["comment"]
        refuse_contact_data(comment)
        return comment
