"""Forms for who signs for the office, and who may read in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic_hours.core.forms.fields import PlainDateField
from clinic_hours.people.models import Cohort, OfficeRole
from courses.curriculum.models import Program
from home.core.fields.emails import AccountEmailField
from home.core.fields.names import NameFormField
from home.core.school_time import today

SCHOOL = ""
TITLE = OfficeRole._meta.get_field("title").max_length


class TitleField(NameFormField):
    def __init__(self) -> None:
        super().__init__(
            label=pgettext_lazy("of a person", "Title"),
            max_length=TITLE,
            help_text=_("Printed under the name on transcripts, for example: Registrar."),
            error_messages={"required": _("Enter the title. Transcripts print it.")},
        )


class TitleForm(forms.Form):
    title = TitleField()


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


class SignerForm(PersonForm):
    title = TitleField()


class AccessForm(forms.Form):
    """What an auditor may read, and until when."""

    opened = forms.ChoiceField(label=_("What they can read"), required=False)
    until = PlainDateField(
        label=_("Last day of access"),
        required=False,
        help_text=_("Leave empty for no end. You can end access at any time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opens = openings()
        choices = [(key, str(row)) for key, row in self.opens.items()]
        programs = [each for each in choices if each[0].startswith("program")]
        cohorts = [
            (key, cohort_words(self.opens[key])) for key, _name in choices if "cohort" in key
        ]
        opened: Any = self.fields["opened"]
        opened.choices = [
            (SCHOOL, _("The whole school")),
            (_("One program"), programs),
            (_("One cohort"), cohorts),
        ]

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < today():
            raise ValidationError(_("This day is over. Enter today or a later day."))
        return until

    @property
    def limits(self) -> dict[str, Any]:
        """Return the limits as the services take them."""
        said = self.cleaned_data
        return {"opened": self.opens.get(said["opened"]), "until": said["until"]}


class AuditorForm(AccessForm, PersonForm):
    field_order = ("email", "display_name", "opened", "until")


def openings() -> dict[str, Program | Cohort]:
    """Return the programs and cohorts that can be opened, by the value of their choice."""
    cohorts = Cohort.objects.select_related("program")
    return {f"program-{each.pk}": each for each in Program.objects.all()} | {
        f"cohort-{each.pk}": each for each in cohorts
    }


def cohort_words(cohort: Any) -> str:
    return f"{cohort.program} · {cohort}"


def opened_by(role: OfficeRole) -> str:
    """Return the value of the choice that a role stands for."""
    if role.cohort_id:
        return f"cohort-{role.cohort_id}"
    return f"program-{role.program_id}" if role.program_id else SCHOOL
