"""Forms for who signs for the office, and who may read in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic_hours.core.forms.fields import PlainDateField
from clinic_hours.office.forms.newcomers import InvitationLanguageField
from clinic_hours.office.forms.office import cohort_words
from clinic_hours.office.forms.shown import Shown
from clinic_hours.people.models import Cohort, OfficeRole
from courses.curriculum.models import Program
from home.core.fields.emails import AccountEmailField
from home.core.fields.names import NameFormField
from home.core.school_time import today

SCHOOL = "school"
TITLE = OfficeRole._meta.get_field("title").max_length


class TitleField(NameFormField):
    def __init__(self) -> None:
        super().__init__(
            label=pgettext_lazy("of a person", "Title"),
            max_length=TITLE,
            help_text=_("Printed under the name on transcripts, for example: Registrar."),
            error_messages={"required": _("Enter the title. Transcripts print it.")},
        )


class TitleForm(Shown):
    title = TitleField()

    class Meta:
        model = OfficeRole
        fields = ("title",)


class PersonForm(forms.Form):
    """Someone with an account, or someone new who is invited."""

    email = AccountEmailField(
        label=_("Email address"),
        help_text=_("The address they sign in with. Someone without an account is invited."),
        error_messages={"required": _("Enter an email address.")},
    )
    display_name = NameFormField(
        label=_("Name"),
        max_length=150,
        required=False,
        help_text=_("Only needed for someone without an account."),
    )
    language = InvitationLanguageField()


class SignerForm(PersonForm):
    title = TitleField()


class AccessForm(forms.Form):
    """What an auditor may read, and until when."""

    opened = forms.MultipleChoiceField(
        label=_("What they can read"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what they can read.")},
    )
    until = PlainDateField(
        label=_("Last day of access"),
        required=False,
        help_text=_("Leave empty for no end. You can end access at any time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opens = openings()
        words = [(key, opening_words(row)) for key, row in self.opens.items()]
        opened: Any = self.fields["opened"]
        opened.choices = [(SCHOOL, _("The whole school")), *words]

    def clean_opened(self) -> list[str]:
        opened = self.cleaned_data["opened"]
        if SCHOOL in opened and len(opened) > 1:
            raise ValidationError(_("Choose either the whole school or parts of it."))
        return opened

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < today():
            raise ValidationError(_("This day is over. Enter today or a later day."))
        return until

    @property
    def limits(self) -> dict[str, Any]:
        """Return the limits as the services take them."""
        opened = self.cleaned_data["opened"]
        rows = None if SCHOOL in opened else [self.opens[key] for key in opened]
        return {"opened": rows, "until": self.cleaned_data["until"]}


class ChangeAccessForm(AccessForm):
    """Sends back the mark of the access that its page showed."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def limits(self) -> dict[str, Any]:
        return super().limits | {"shown": self.cleaned_data["shown"]}


class AuditorForm(AccessForm, PersonForm):
    field_order = ("email", "display_name", "language", "opened", "until")


def openings() -> dict[str, Program | Cohort]:
    """Return the programs and cohorts that can be opened, by the value of their choice."""
    cohorts = Cohort.objects.select_related("program")
    rows: tuple[Program | Cohort, ...] = (*Program.objects.all(), *cohorts)
    return {key_of(each): each for each in rows}


def key_of(row: Program | Cohort) -> str:
    return f"{row._meta.model_name}-{row.pk}"


def opening_words(row: Program | Cohort) -> str:
    if isinstance(row, Cohort):
        return cohort_words(row)
    return _("All of %(program)s") % {"program": row}


def opened_by(role: OfficeRole) -> list[str]:
    """Return the values of the choices that a role stands for."""
    if not role.is_limited:
        return [SCHOOL]
    rows: tuple[Program | Cohort, ...] = (*role.programs.all(), *role.cohorts.all())
    return [key_of(each) for each in rows]
