"""How a person wants each kind of notice mailed: one choice a kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.notices.domain.news import ByMail, Kind

WAYS = {
    ByMail.AT_ONCE: _("At once"),
    ByMail.DIGEST: _("In the daily digest"),
    ByMail.NEVER: _("Not by email"),
}


class PreferencesForm(forms.Form):
    """A select for each kind that can be mailed in more than one way."""

    def __init__(
        self, *args: Any, kinds: Sequence[Kind], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            if len(kind.ways) > 1:
                self.fields[kind.name] = forms.ChoiceField(
                    label=kind.label,
                    choices=[(way.value, WAYS[way]) for way in kind.ways],
                    initial=chosen.get(kind.name, kind.by_mail),
                )
