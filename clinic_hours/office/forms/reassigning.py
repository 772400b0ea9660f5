"""The form under an instructor's waiting sessions: which of them go to whom."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from clinic_hours.people.models import Supervisor
from clinic_hours.sessions.forms.review import BATCH_LIMIT, pick_of

RELOAD = _("The list has changed. Reload the page and try again.")


class ReassignForm(forms.Form):
    """`session` values are `<uuid>:<version>`, as the page showed them. `every` means the whole queue."""

    data: MultiValueDict

    every = forms.BooleanField(required=False)
    supervisor = forms.ModelChoiceField(
        Supervisor.objects.none(),
        label=_("Reassign to"),
        empty_label=_("Choose an instructor"),
        error_messages={
            "required": _("Choose an instructor."),
            "invalid_choice": _("This instructor can't sign. Choose another one."),
        },
    )

    def __init__(
        self, others: QuerySet[Supervisor], waiting: int, data: MultiValueDict | None
    ) -> None:
        super().__init__(data)
        fields: dict = self.fields
        fields["supervisor"].queryset = others
        fields["every"].label = _("All %(n)s sessions") % {"n": waiting}

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not cleaned.get("every"):
            cleaned["versions"] = self.versions()
        return cleaned

    def versions(self) -> dict[UUID, int]:
        """Return {public id: version} of the checked rows."""
        values = self.data.getlist("session")
        if not values:
            raise ValidationError(_("Select the sessions you want to reassign."))
        try:
            return dict(pick_of(value) for value in values[:BATCH_LIMIT])
        except ValueError as error:
            raise ValidationError(RELOAD) from error

    @property
    def ticked(self) -> list[str]:
        return self.data.getlist("session") if self.is_bound else []
