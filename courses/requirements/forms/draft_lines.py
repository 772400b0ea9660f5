"""Fields and wording of the office's forms. The services decide what an edition may contain."""

from typing import Any

from django import forms
from django.db.models import ForeignKey
from wagtail.admin.forms.models import register_form_field_override

from courses.requirements.models import Requirement


class DraftLineField(forms.ModelChoiceField):
    """A requirement in a draft, labeled with its edition, since other programs use the same names."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        drafts = queryset.filter(requirement_set__published_at=None)
        super().__init__(drafts.select_related("requirement_set__program"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.requirement_set}: {obj.name}"


def register_fields() -> None:
    """Make every admin form use this field to choose a requirement."""
    register_form_field_override(
        ForeignKey, to=Requirement, override={"form_class": DraftLineField}
    )
