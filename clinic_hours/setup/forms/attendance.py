"""The form for a site's rules of attendance, each with its source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.models import SiteRules
from clinic_hours.office.forms.shown import Shown

NAMES = tuple(Rules.__dataclass_fields__)
SOURCE_LIMIT = 200
GROUPS = (
    (_("Coming and leaving"), ("late_after", "early", "grace", "round_to")),
    (_("What counts"), ("counts_waiting", "counts_over_ratio", "counts_unsupervised")),
    (_("Submitting"), ("submits",)),
)


class RulesForm(Shown):
    """Each rule has a field `source_<rule>` for the statute or standard that it follows."""

    class Meta:
        model = SiteRules
        fields = NAMES
        labels = {
            "late_after": _("Late after (minutes)"),
            "early": _("Clock-in opens before the start (minutes)"),
            "grace": _("Time after the end that still counts (minutes)"),
            "round_to": _("Clock times are rounded to"),
            "counts_waiting": _("Waiting for an instructor counts"),
            "counts_over_ratio": _("Time over the students-per-instructor limit counts"),
            "counts_unsupervised": _("Time without an instructor counts"),
            "submits": _("Sessions are submitted when the shift closes"),
        }
        help_texts = {
            "early": _("Time before the start is for setting up and never counts."),
            "counts_over_ratio": _(
                "Such as of paired students, where both get credit. It stays on the session as a warning."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[f"source_{name}"] = forms.CharField(
                label=_("Source"),
                required=False,
                max_length=SOURCE_LIMIT,
                initial=self.instance.sources.get(name, ""),
                help_text=_("Leave empty for the school’s own rule."),
            )

    @property
    def sources(self) -> dict[str, str]:
        said = {name: self.cleaned_data[f"source_{name}"].strip() for name in NAMES}
        return {name: source for name, source in said.items() if source}

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [
            (label, [self[each] for name in names for each in (name, f"source_{name}")])
            for label, names in GROUPS
        ]
