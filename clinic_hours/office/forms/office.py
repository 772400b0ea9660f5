"""The clinic office's forms: choosing people by email, and creating and changing enrollments."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from clinic_hours.people.models import (
    ClinicSite,
    Cohort,
    Credential,
    Enrollment,
    OfficeRole,
    Supervisor,
)
from courses.requirements.models import RequirementSet

from .shown import Shown, ShownForm

Status = Enrollment.Status
OVER = (Status.COMPLETED, Status.ENDED)


class PersonField(forms.ModelChoiceField):
    """A person, entered as the email they sign in with: nobody can use a list of thousands."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=get_user_model().objects.filter(is_active=True),
            to_field_name="email",
            help_text=lazy(how_to_name_a_person, SafeString)(),
            error_messages={"invalid_choice": _("No active account uses this email address.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        address = value.strip().lower() if value else value
        try:
            return super().to_python(address)
        except ValidationError as error:
            if error.code == "invalid_choice":
                raise ValidationError(what_to_do_about(address), code=error.code) from error
            raise


def how_to_name_a_person() -> SafeString:
    return format_html(
        '{} <a href="{}">{}</a>',
        gettext("The email address they sign in with."),
        reverse("invitation:add"),
        gettext("Invite someone who doesn't have an account yet"),
    )


def what_to_do_about(address: str) -> str | SafeString:
    """Return why nobody was found under an address, with a link to invite someone without an account."""
    validate_email(address)
    if get_user_model().objects.filter(email=address).exists():
        return gettext("This person's account is deactivated. An administrator can reactivate it.")
    return format_html(
        '{} <a href="{}?{}">{}</a>',
        gettext("No active account uses this email address."),
        reverse("invitation:add"),
        urlencode({"email": address}),
        gettext("Send an invitation to this address"),
    )


class EnrollForm(WagtailAdminModelForm):
    """Enroll a student. Dates left blank are taken from the cohort."""

    student = PersonField(label=_("Student"))

    class Meta:
        model = Enrollment
        fields = (
            "student",
            "student_number",
            "cohort",
            "requirement_set",
            "started_on",
            "target_on",
        )
        help_texts = {
            "requirement_set": _(
                "The student keeps this edition even if a newer one is published."
            ),
            "started_on": _("Leave empty to use the cohort's start date."),
            "target_on": _("Leave empty to use the cohort's planned finish."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["cohort"].queryset = Cohort.objects.select_related("program")
        fields["cohort"].label_from_instance = cohort_words
        published = RequirementSet.objects.exclude(published_at=None).select_related("program")
        fields["requirement_set"].queryset = published
        fields["started_on"].required = fields["target_on"].required = False


class EnrollmentDates(Shown):
    """Cohorts of the enrollment's program, and an end date exactly when it has ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        program = self.instance.requirement_set.program_id
        cohort: Any = self.fields["cohort"]
        cohort.queryset = Cohort.objects.filter(program=program)

    def clean(self) -> dict:
        cleaned = super().clean()
        status, ended_on = cleaned.get("status"), cleaned.get("ended_on")
        if status in OVER and not ended_on:
            raise ValidationError({"ended_on": _("Enter the date it ended.")})
        if status and status not in OVER and ended_on:
            raise ValidationError(
                {"ended_on": _("Only an enrollment that has ended can have an end date.")}
            )
        return cleaned


class EnrollmentForm(EnrollmentDates, ShownForm):
    """The fields of an enrollment that may change. Its student, start and edition stay the same."""

    class Meta:
        model = Enrollment
        fields = ("student_number", "cohort", "status", "target_on", "ended_on")


class SupervisorForm(WagtailAdminModelForm):
    user = PersonField(label=_("Person"))

    class Meta:
        model = Supervisor
        fields = ("user", "printed_name", "is_active")


class SupervisorChangeForm(ShownForm):
    class Meta:
        model = Supervisor
        fields = ("printed_name", "is_active")


class CredentialForm(WagtailAdminModelForm):
    class Meta:
        model = Credential
        fields = ("supervisor", "kind", "jurisdiction", "number", "issued_on", "expires_on")


class CredentialChangeForm(ShownForm):
    class Meta(CredentialForm.Meta):
        pass


class OfficeRoleForm(WagtailAdminModelForm):
    user = PersonField(label=_("Person"))

    class Meta:
        model = OfficeRole
        fields = ("user", "role", "title")


class OfficeRoleChangeForm(WagtailAdminModelForm):
    class Meta:
        model = OfficeRole
        fields = ("role", "title")


class SiteChangeForm(WagtailAdminModelForm):
    """A site without its short name, which closures refer to."""

    class Meta:
        model = ClinicSite
        fields = ("name", "name_es", "address", "time_zone", "is_active")


def cohort_words(cohort: Cohort) -> str:
    return f"{cohort.program} · {cohort}"
