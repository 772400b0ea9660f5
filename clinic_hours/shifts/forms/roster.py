"""What the office does with one shift of the roster."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainTextField
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.forms.review import VersionedForm
from clinic_hours.shifts.domain.states import LIVE_PLACES
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor

REASON_LIMIT = 300


class RowField(forms.ModelChoiceField):
    """A row of the page. A key that cannot be one reads as a choice that is not on the page."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice") from error


class DutyField(RowField):
    """An instructor on the shift."""

    def label_from_instance(self, duty: ShiftSupervisor) -> str:
        return str(duty.supervisor)


class PlaceField(RowField):
    """A student with a place on the shift, or in its waiting list."""

    def label_from_instance(self, place: Place) -> str:
        return str(place.student)


class InstructorForm(VersionedForm):
    """Who takes a shift."""

    instructor = RowField(
        Supervisor.objects.filter(is_active=True),
        label=_("Instructor"),
        error_messages={
            "required": _("Choose an instructor."),
            "invalid_choice": _("Choose an instructor from the list."),
        },
    )


class StudentForm(forms.Form):
    """Who gets a place, and whether it makes up for a missed shift."""

    enrollment = RowField(
        Enrollment.objects.none(),
        to_field_name="public_id",
        label=_("Student"),
        error_messages={
            "required": _("Choose a student."),
            "invalid_choice": _("Choose a student from the list."),
        },
    )
    purpose = forms.ChoiceField(
        choices=Place.Purpose.choices,
        initial=Place.Purpose.REGULAR,
        label=_("Purpose"),
        widget=forms.RadioSelect,
        help_text=_("The clients of a make-up shift don't count."),
    )

    def __init__(self, *args: Any, students: QuerySet[Enrollment], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["enrollment"].queryset = students.select_related("student")


class WithdrawForm(forms.Form):
    """Which instructor is no longer on a shift, and why."""

    duty = DutyField(
        ShiftSupervisor.objects.none(),
        empty_label=_("Choose an instructor"),
        label=_("Instructor"),
        error_messages={
            "required": _("Choose an instructor."),
            "invalid_choice": _("This instructor is no longer on the shift."),
        },
    )
    reason = PlainTextField(
        label=_("Why?"),
        limit=REASON_LIMIT,
        error_messages={"required": _("Say why the instructor is taken off.")},
    )

    def __init__(self, *args: Any, shift: Shift, **options: Any) -> None:
        super().__init__(*args, **options)
        duties = ShiftSupervisor.objects.filter(shift=shift, withdrawn_at=None)
        fields: Any = self.fields
        fields["duty"].queryset = duties.select_related("supervisor")


class TakeOffForm(forms.Form):
    """Which student loses a place, and why."""

    place = PlaceField(
        Place.objects.none(),
        empty_label=_("Choose a student"),
        to_field_name="public_id",
        label=_("Student"),
        error_messages={
            "required": _("Choose a student."),
            "invalid_choice": _("This student no longer has a place on the shift."),
        },
    )
    reason = PlainTextField(
        label=_("Why?"),
        limit=REASON_LIMIT,
        help_text=_("The student will see this."),
        error_messages={"required": _("Tell the student why.")},
    )

    def __init__(self, *args: Any, shift: Shift, **options: Any) -> None:
        super().__init__(*args, **options)
        places = Place.objects.filter(shift=shift, status__in=LIVE_PLACES)
        fields: Any = self.fields
        fields["place"].queryset = places.select_related("student")


class CancelForm(VersionedForm):
    """Why a shift is canceled."""

    reason = PlainTextField(
        label=_("Why?"),
        limit=REASON_LIMIT,
        help_text=_("Everyone on the shift will see this."),
        error_messages={"required": _("Say why the shift is canceled.")},
    )
