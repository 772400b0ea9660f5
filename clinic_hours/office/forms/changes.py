"""The forms on the desk that change what the office keeps about a person."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainDateField
from clinic_hours.people.models import ClinicSite, Credential, Enrollment, Supervisor
from home.core.fields.rows import RowsField

from .newcomers import DatesInOrder
from .office import EnrollmentDates
from .shown import Shown


class AccountNameForm(Shown):
    class Meta:
        model = get_user_model()
        fields = ("display_name",)
        error_messages = {"display_name": {"required": _("Enter a name.")}}
        help_texts = {
            "display_name": _(
                "What was already signed or issued keeps the name that it was printed with."
            )
        }


class InstructorForm(Shown):
    sites = RowsField(
        label=_("Clinics"),
        queryset=ClinicSite.objects.filter(is_active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Supervisor._meta.get_field("sites").help_text,
    )

    class Meta:
        model = Supervisor
        fields = ("printed_name", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sites", list(self.instance.sites.all()))


class LicenseForm(DatesInOrder, Shown):
    class Meta:
        model = Credential
        fields = ("kind", "number", "jurisdiction", "issued_on", "expires_on")
        field_classes = {"issued_on": PlainDateField, "expires_on": PlainDateField}


class StudentForm(EnrollmentDates):
    class Meta:
        model = Enrollment
        fields = ("student_number", "cohort", "status", "target_on", "ended_on")
        field_classes = {"target_on": PlainDateField, "ended_on": PlainDateField}
