"""The forms on which the coordinator brings people in, and adds licenses and documents."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainDateField
from clinic_hours.people.domain.licenses import License
from clinic_hours.people.forms.documents import DocumentField
from clinic_hours.people.models import ClinicSite, Cohort, Document, Enrollment
from clinic_hours.people.models.people import jurisdictions, license_kinds
from courses.requirements.models import RequirementSet
from home.core.fields.emails import AccountEmailField
from home.core.fields.names import NameFormField
from home.core.fields.rows import RowsField

from .office import cohort_words
from .refusals import REFUSALS

EMPTY = [("", _("Choose one"))]
EMAIL = _("Used to sign in. The invitation goes to this address.")
DATES = _("The expiration date must be after the issue date.")


def day_field(**options: Any) -> PlainDateField:
    messages = {"required": _("Enter a date.")}
    return PlainDateField(**{"error_messages": messages, **options})


def email_field() -> AccountEmailField:
    return AccountEmailField(
        label=_("Email address"),
        help_text=EMAIL,
        error_messages={"required": _("Enter an email address.")},
    )


class InvitationLanguageField(forms.ChoiceField):
    """The language of an invitation; someone who has an account has chosen one."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Language of the invitation"),
            choices=settings.LANGUAGES,
            initial=settings.LANGUAGE_CODE,
            required=False,
            help_text=_("Later emails use it, too, until the person chooses another language."),
        )


class NewStudentForm(forms.Form):
    """Account, invitation and enrollment in one."""

    display_name = NameFormField(
        label=_("Name"), max_length=150, error_messages={"required": _("Enter a name.")}
    )
    email = email_field()
    student_number = NameFormField(
        label=_("Student number"),
        max_length=Enrollment._meta.get_field("student_number").max_length,
        error_messages={"required": _("Enter a student number.")},
    )
    cohort = forms.ModelChoiceField(
        label=_("Cohort"),
        queryset=Cohort.objects.select_related("program"),
        empty_label=_("Choose a cohort"),
        error_messages={"required": _("Choose a cohort.")},
    )
    requirement_set = forms.ModelChoiceField(
        label=_("Requirements"),
        queryset=RequirementSet.objects.exclude(published_at=None).select_related("program"),
        empty_label=_("Choose an edition"),
        help_text=_("The student keeps this edition even if a newer one is published."),
        error_messages={"required": _("Choose an edition.")},
    )
    started_on = PlainDateField(
        label=_("Start date"),
        required=False,
        help_text=_("Leave empty to use the cohort's start date."),
    )
    language = InvitationLanguageField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohort: Any = self.fields["cohort"]
        cohort.label_from_instance = cohort_words

    @property
    def has_cohorts(self) -> bool:
        return Cohort.objects.exists()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cohort, edition = cleaned.get("cohort"), cleaned.get("requirement_set")
        if cohort and edition and cohort.program_id != edition.program_id:
            self.add_error("requirement_set", REFUSALS["requirement_set_of_another_program"])
        return cleaned


class DatesInOrder(forms.Form):
    """For forms about something that is issued and expires."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issued, expires = cleaned.get("issued_on"), cleaned.get("expires_on")
        if issued and expires and expires <= issued:
            self.add_error("expires_on", DATES)
        return cleaned


class NewLicenseForm(DatesInOrder):
    """A license, such as a renewal, with its evidence."""

    kind = forms.ChoiceField(
        label=_("License"),
        choices=lambda: [*EMPTY, *license_kinds()],
        error_messages={"required": _("Choose the kind of license.")},
    )
    number = NameFormField(
        label=_("License number"),
        max_length=40,
        error_messages={"required": _("Enter the license number.")},
    )
    jurisdiction = forms.ChoiceField(
        label=_("State"),
        choices=lambda: [*EMPTY, *jurisdictions()],
        error_messages={"required": _("Choose the state that issued it.")},
    )
    issued_on = day_field(label=_("Issue date"))
    expires_on = day_field(label=_("Expiration date"))
    evidence = DocumentField(label=_("Copy of the license"), required=False)

    @property
    def license(self) -> License:
        names = ("kind", "number", "jurisdiction", "issued_on", "expires_on")
        return License(**{name: self.cleaned_data[name] for name in names})


class NewInstructorForm(NewLicenseForm):
    """Account, invitation, supervisor and first license in one."""

    printed_name = NameFormField(
        label=_("Name as printed"),
        max_length=150,
        help_text=_("As it appears on the license and on transcripts. For example: Rosa Ruiz, LMT"),
        error_messages={"required": _("Enter the name as it should be printed.")},
    )
    email = email_field()
    sites = RowsField(
        label=_("Clinics"),
        queryset=ClinicSite.objects.filter(is_active=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Students who log hours at these clinics see this instructor first."),
    )
    language = InvitationLanguageField()
    field_order = ("printed_name", "email")


class NewDocumentForm(DatesInOrder):
    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind.choices)
    file = DocumentField(label=_("File"))
    issued_on = PlainDateField(label=_("Issue date"), required=False)
    expires_on = PlainDateField(label=_("Expiration date"), required=False)
