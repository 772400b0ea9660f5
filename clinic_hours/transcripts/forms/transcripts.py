"""The office's forms to issue and revoke transcripts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainTextField

REASON_LIMIT = 500


class IssueForm(forms.Form):
    """Issue a transcript. `after` is the number of the newest one that the page showed, 0 for none."""

    after = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={
            "required": _(
                "We couldn't tell which transcripts you were looking at. Reload the page and try "
                "again."
            ),
            "invalid": _(
                "We couldn't tell which transcripts you were looking at. Reload the page and try "
                "again."
            ),
        },
    )


class RevokeForm(ReasonForm):
    reason = PlainTextField(
        label=_("Why are you revoking this transcript?"),
        limit=REASON_LIMIT,
        rows=2,
        help_text=_("Anyone who verifies the transcript will see this."),
        error_messages={
            "required": _("Enter a reason. Anyone who verifies the transcript will see it.")
        },
    )
