"""The forms for reviewing: return, sign, void."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.asking import ReasonForm
from clinic_hours.core.forms.fields import PlainTextField

from .late import LateForm

REASON_LIMIT = 1000
REMARK_LIMIT = 300
# The largest batch; the page shows 50.
BATCH_LIMIT = 500


class PasswordField(forms.CharField):
    """The signer's own password. Not needed after a recent passkey check."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Your password, to confirm it's you"),
            required=False,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )


class VersionedForm(forms.Form):
    """An action on the version of the session that the page showed."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _(
                "We couldn't tell which version you were looking at. Reload the page and try again."
            ),
            "invalid": _(
                "We couldn't tell which version you were looking at. Reload the page and try again."
            ),
        },
    )


class StepForm(VersionedForm):
    """Take back or discard a session."""


class SubmitForm(VersionedForm, LateForm):
    """Submit a draft as it is. The rules decide whether to ask about its note, and why it is late."""


# The fields of the log form that a return can remark on.
REMARKS = {
    "date": _("Date"),
    "start": _("Start"),
    "end": _("End"),
    "break_minutes": _("Break"),
    "requirement": _("Requirement"),
    "site": _("Clinic"),
    "clients": _("Clients treated"),
    "note": _("Note"),
}


class ReturnForm(VersionedForm, ReasonForm):
    """The reason, and a sentence about any field: `field:date` and so on."""

    reason = PlainTextField(
        label=_("What should be corrected?"),
        limit=REASON_LIMIT,
        help_text=_("The student will see this."),
        error_messages={"required": _("Tell the student what to correct.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in REMARKS.items():
            self.fields[f"field:{name}"] = PlainTextField(
                label=label, limit=REMARK_LIMIT, rows=1, required=False
            )

    @property
    def remarks(self) -> list[forms.BoundField]:
        return [self[f"field:{name}"] for name in REMARKS]

    @property
    def has_remarks(self) -> bool:
        return any(field.value() or field.errors for field in self.remarks)

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["remarks"] = {name: cleaned.get(f"field:{name}", "") for name in REMARKS}
        return cleaned


class SignForm(VersionedForm):
    agree = forms.BooleanField(
        label=_("I agree to this statement"),
        error_messages={"required": _("Check the box to agree to the statement.")},
    )
    password = PasswordField()


class CreditReversalForm(ReasonForm):
    """Why hours are taken back, and proof of who is doing it."""

    reason = PlainTextField(
        label=_("Why do these hours no longer count?"),
        limit=REASON_LIMIT,
        help_text=_("This stays on the record, and the student will see it."),
        error_messages={"required": _("Enter a reason. It becomes part of the record.")},
    )
    password = PasswordField()


class VoidForm(VersionedForm, CreditReversalForm):
    """The same for a session, for the version that the page showed."""


class SignManyForm(forms.Form):
    """Sign rows of the queue. `session` values are `<uuid>:<version>`, as the page showed them."""

    data: MultiValueDict

    agree = forms.BooleanField(
        label=_("I agree to this statement"),
        error_messages={"required": _("Check the box to agree to the statement.")},
    )
    password = PasswordField()

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        cleaned["picks"] = self.picks()
        return cleaned

    def picks(self) -> dict[uuid.UUID, int]:
        """Return {public id: version} of the checked rows."""
        values = self.data.getlist("session")
        if not values:
            raise ValidationError(_("Select the sessions you want to sign."), code="none")
        if len(values) > BATCH_LIMIT:
            raise ValidationError(
                _("You can sign up to %(limit)s sessions at once."),
                code="too_many",
                params={"limit": BATCH_LIMIT},
            )
        try:
            return dict(pick_of(value) for value in values)
        except ValueError as error:
            raise ValidationError(
                _("The list has changed. Reload the page and try again."),
                code="malformed",
            ) from error


def pick_of(value: str) -> tuple[uuid.UUID, int]:
    """Return (public id, version). Raises ValueError for anything else."""
    public_id, separator, version = value.partition(":")
    if not separator or not version.isascii() or not version.isdigit():
        raise ValueError(value)
    return uuid.UUID(public_id), int(version)
