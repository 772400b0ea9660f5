"""The forms of the office's transcripts: issue one, take one back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .asking import ReasonForm
from .fields import PlainTextField

REASON_LIMIT = 500


class IssueForm(forms.Form):
    """`after` is the number of the newest transcript that the page showed, 0 for none."""

    after = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("The page did not say which transcripts it showed. Reload it."),
            "invalid": _("The page did not say which transcripts it showed. Reload it."),
        },
    )


class RevokeForm(ReasonForm):
    reason = PlainTextField(
        label=_("Why is this transcript taken back?"),
        limit=REASON_LIMIT,
        rows=2,
        help_text=_("Whoever verifies it reads this."),
        error_messages={"required": _("Give the reason: whoever verifies it must know.")},
    )
