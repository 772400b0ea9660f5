"""Forms that ask before accepting text that may name a client. They quote the passage beside a checkbox."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.domain.notes import question_about

from .fields import PlainTextField
from .wording import sentence_of

QUESTION = "client_may_be_named"


class AskingForm(forms.Form):
    """`asks_about_clients` says whether the page shows the box."""

    names_no_client = forms.BooleanField(
        label=_("I checked, and no client is named."), required=False
    )
    was_asked = False

    @property
    def asks_about_clients(self) -> bool:
        return self.was_asked or bool(self["names_no_client"].value())


def refuse(form: forms.Form, findings: Iterable[Finding]) -> None:
    """Add the findings to the fields they are about, and show the checkbox if one of them asks."""
    for finding in findings:
        field = finding.field if finding.field in form.fields else None
        form.add_error(field, sentence_of(finding))
        if isinstance(form, AskingForm) and finding.code == QUESTION:
            form.was_asked = True


class ReasonForm(AskingForm):
    """A form whose text stays in the record forever. `known` are names that it may contain."""

    # Fields about which someone else asks.
    asked_elsewhere: frozenset[str] = frozenset()

    def __init__(self, *args: Any, known: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = tuple(known)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("names_no_client"):
            for name, field in self.fields.items():
                if isinstance(field, PlainTextField) and name not in self.asked_elsewhere:
                    self.ask_about(name, cleaned.get(name, ""))
        return cleaned

    def ask_about(self, name: str, text: str) -> None:
        if question := question_about(text, name, self.known):
            self.was_asked = True
            self.add_error(name, sentence_of(question))
