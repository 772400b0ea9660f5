"""Forms for clinic sites and cohorts."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainDateField, PlainTimeField, WholeNumberField
from clinic_hours.office.forms.shown import Shown
from clinic_hours.people.models import ClinicSite, Cohort, Document
from courses.curriculum.models import Program

NO_NAME = _("Enter a name.")
MOST_HOURS = 14 * 24
SPANISH = _("Shown to people who read Spanish. Leave empty to show the name above.")


class SiteForm(Shown):
    cutoff_at = PlainTimeField(
        label=_("Booking closes the day before, at"),
        required=False,
        help_text=_("Leave empty to count hours before the shift instead."),
    )
    cutoff_hours = WholeNumberField(
        label=_("Or this many hours before the shift"),
        max_value=MOST_HOURS,
        required=False,
        help_text=_("Both apply to shifts that are planned or changed from now on."),
    )
    documents = forms.MultipleChoiceField(
        label=_("Documents that students need to book here"),
        choices=Document.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A document counts once the office has checked it, until it expires."),
    )

    class Meta:
        model = ClinicSite
        fields = (
            *("name", "name_es", "address", "time_zone", "is_active"),
            *("cutoff_at", "cutoff_hours", "documents"),
        )
        labels = {"is_active": _("In use: students can log sessions here")}
        help_texts = {
            "name": _("As sign-offs and transcripts print it."),
            "name_es": SPANISH,
            "time_zone": _("The times that students type are local to this zone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = NO_NAME
        zones = [(name, name.replace("_", " ")) for name in settings.WAGTAIL_USER_TIME_ZONES]
        self.fields["time_zone"].widget = forms.Select(choices=zones)

    def clean_cutoff_hours(self) -> int:
        """Return the hours as they were if none are typed."""
        hours: int | None = self.cleaned_data["cutoff_hours"]
        return self.instance.cutoff_hours if hours is None else hours


class CohortForm(Shown):
    """A cohort. Its program stays: enrollments and editions depend on it."""

    starts_on = PlainDateField(
        label=_("Start date"), error_messages={"required": _("Enter the start date.")}
    )
    finishes_on = PlainDateField(
        label=_("Planned finish"),
        help_text=_("Students who are already enrolled keep their own dates."),
        error_messages={"required": _("Enter the planned finish.")},
    )

    class Meta:
        model = Cohort
        fields = ("program", "name", "name_es", "starts_on", "finishes_on")
        help_texts = {"name": _("For example: Day group, January 2027."), "name_es": SPANISH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["name"].error_messages["required"] = NO_NAME
        if self.instance.pk:
            del fields["program"]
        else:
            fields["program"].queryset = Program.objects.filter(retired_on=None)
            fields["program"].empty_label = _("Choose a program")
            fields["program"].error_messages["required"] = _("Choose a program.")

    def clean(self) -> dict[str, Any]:
        """Report the dates at a field, in the order in which they are typed."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("finishes_on")
        if first and last and last <= first:
            self.add_error("finishes_on", _("The planned finish must be after the start date."))
        return cleaned
