"""Shape and wording of the office's forms. What an edition may be is decided by the services."""

from typing import Any

from django import forms
from django.db.models import ForeignKey
from wagtail.admin.forms.models import register_form_field_override

from courses.requirements.models import Requirement


class DraftLineField(forms.ModelChoiceField):
    """A line of a draft, named with its edition: other programs have lines of the same name."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        drafts = queryset.filter(requirement_set__published_at=None)
        super().__init__(drafts.select_related("requirement_set__program"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.requirement_set}: {obj.name}"


def register_fields() -> None:
    """Let every form of the admin ask for a requirement with this field."""
    register_form_field_override(
        ForeignKey, to=Requirement, override={"form_class": DraftLineField}
    )
