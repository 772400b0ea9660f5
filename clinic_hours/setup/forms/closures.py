"""The form for a day or days on which the school, or one clinic site, is closed."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.forms.fields import PlainDateField
from clinic_hours.office.forms.shown import Shown
from clinic_hours.people.models import ClinicSite
from home.site.models import Closure
from home.site.selectors.closures import WHOLE_SCHOOL

from .places import NO_NAME, SPANISH


class ClosureForm(Shown):
    """The rules are those of the model. The sites are those in use, and the one chosen before."""

    place = forms.ChoiceField(
        label=_("Applies to"),
        required=False,
        help_text=_(
            "Paces and calculators leave out only days on which the whole school is closed."
        ),
        error_messages={
            "invalid_choice": _("Choose the whole school or a clinic site that is in use.")
        },
    )

    class Meta:
        model = Closure
        fields = ("name", "name_es", "first_day", "last_day", "place")
        field_classes = {"first_day": PlainDateField, "last_day": PlainDateField}
        help_texts = {"name_es": SPANISH}
        error_messages = {
            "name": {"required": NO_NAME},
            "first_day": {"required": _("Enter the first day closed.")},
            "last_day": {"required": _("Enter the last day closed.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["place"]
        sites = ClinicSite.objects.filter(Q(is_active=True) | Q(slug=self.instance.place))
        places = [(site.slug, str(site)) for site in sites]
        place.choices = [(WHOLE_SCHOOL, _("The whole school")), *places]
