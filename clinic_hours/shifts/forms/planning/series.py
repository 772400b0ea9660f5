"""The form for shifts: where, what they count toward, and when."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainDateField, PlainTimeField, WholeNumberField
from clinic_hours.people.models import ClinicSite, Supervisor
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.categories import categories_in_use
from clinic_hours.shifts.selectors.planning.previews import SeriesValues
from home.core.fields.names import NameFormField
from home.core.school_time import today

MOST_PEOPLE = 99
NOT_LISTED = _("Choose one of the options listed.")
WEEK_STEPS = (
    (1, _("Every week")),
    (2, _("Every 2 weeks")),
    (3, _("Every 3 weeks")),
    (4, _("Every 4 weeks")),
)
GROUPS = (
    (_("What and where"), ("site", "room", "category", "role")),
    (_("Who"), ("lead", "places", "students_per_supervisor")),
    (_("When"), ("first_on", "start", "end", "ends_next_day")),
    (_("Repeats"), ("weekdays", "every_n_weeks", "last_on")),
)


def people_field(**options: Any) -> WholeNumberField:
    """Return a field for a number of people, at least one."""
    said = format_lazy(_("Enter a whole number from 1 to {most}."), most=MOST_PEOPLE)
    codes = ("required", "invalid", "min_value", "max_value")
    messages = dict.fromkeys(codes, said)
    return WholeNumberField(min_value=1, max_value=MOST_PEOPLE, error_messages=messages, **options)


class SiteField(forms.ModelChoiceField):
    """A clinic site. One in another time zone than the school's says so."""

    def label_from_instance(self, site: Any) -> str:
        if site.time_zone == settings.TIME_ZONE:
            return str(site)
        zone = site.time_zone.replace("_", " ")
        return _("%(site)s (times in %(zone)s)") % {"site": site, "zone": zone}


class SeriesForm(forms.Form):
    """What the coordinator types about shifts. The rules of recurrence decide whether it is possible."""

    site = SiteField(
        label=_("Clinic site"),
        queryset=ClinicSite.objects.none(),
        empty_label=_("Choose a clinic site"),
        error_messages={"required": _("Choose the clinic site."), "invalid_choice": NOT_LISTED},
    )
    room = NameFormField(label=_("Room"), max_length=60, required=False)
    category = forms.ChoiceField(
        label=_("Counts toward"),
        error_messages={
            "required": _("Choose what the shifts count toward."),
            "invalid_choice": NOT_LISTED,
        },
    )
    role = forms.ChoiceField(
        label=_("What students do"),
        choices=Shift.Role.choices,
        initial=Shift.Role.PERFORM,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    lead = forms.ModelChoiceField(
        label=_("Instructor"),
        queryset=Supervisor.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Without an instructor, students can't book."),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    places = people_field(label=_("Places for students"))
    students_per_supervisor = people_field(
        label=_("Maximum students per instructor"),
        required=False,
        help_text=_("Applies in addition to the limits of the students' programs."),
    )
    first_on = PlainDateField(
        label=_("First day"), error_messages={"required": _("Enter the first day.")}
    )
    start = PlainTimeField(label=_("Start"), error_messages={"required": _("Enter the start.")})
    end = PlainTimeField(label=_("End"), error_messages={"required": _("Enter the end.")})
    ends_next_day = forms.BooleanField(label=_("Ends the next day"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    every_n_weeks = forms.TypedChoiceField(
        label=_("How often"),
        choices=WEEK_STEPS,
        coerce=int,
        required=False,
        initial=1,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    last_on = PlainDateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty for one shift on the first day."),
    )

    # Chosen before, and offered although it is out of use now.
    kept_site = 0
    kept_lead = 0
    kept_category = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        sites, leads = ClinicSite.objects.all(), Supervisor.objects.all()
        fields["site"].queryset = sites.filter(is_active=True) | sites.filter(pk=self.kept_site)
        active = leads.filter(is_active=True, user__is_active=True)
        fields["lead"].queryset = active | leads.filter(pk=self.kept_lead)
        names = categories_in_use()
        if self.kept_category:
            names.setdefault(self.kept_category, self.kept_category)
        fields["category"].choices = [("", _("Choose a requirement")), *names.items()]

    @property
    def can_be_filled_in(self) -> bool:
        """Whether there is a clinic site, and something that shifts could count toward."""
        fields: Any = self.fields
        has_categories = len(fields["category"].choices) > 1
        return self.is_bound or (has_categories and fields["site"].queryset.exists())

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(label, [self[name] for name in names]) for label, names in GROUPS]

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        if day < today():
            raise ValidationError(_("This day is over. Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        """Make one shift of a plan without a last day."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if last is None and "last_on" not in self.errors:
            last = cleaned["last_on"] = first
        if first and first == last:
            cleaned["weekdays"] = cleaned.get("weekdays") or [first.weekday()]
        elif not cleaned.get("weekdays") and "weekdays" not in self.errors:
            self.add_error("weekdays", _("Choose at least one weekday."))
        return cleaned

    @property
    def values(self) -> SeriesValues:
        said = self.cleaned_data
        names = ("site", "room", "category", "places", "lead", "start", "end", "ends_next_day")
        more = ("students_per_supervisor", "first_on", "last_on")
        return SeriesValues(
            weekdays=tuple(said["weekdays"]),
            every_n_weeks=said["every_n_weeks"] or 1,
            role=said["role"] or Shift.Role.PERFORM,
            **{name: said[name] for name in (*names, *more)},
        )
