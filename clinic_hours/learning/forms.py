"""An auditor's question for a student's name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.people.models.reads import REASON_LIMIT


class NameForm(forms.Form):
    reason = PlainTextField(
        label=_("Why do you need the name?"),
        limit=REASON_LIMIT,
        rows=2,
        help_text=_("The student can read this, and that you asked."),
        error_messages={"required": _("Say why you need the name.")},
    )
