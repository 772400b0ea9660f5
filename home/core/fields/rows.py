"""Several rows of a table to choose from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet


class RowsField(forms.ModelMultipleChoiceField):
    default_error_messages = {
        "invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]
    }

    def clean(self, value: Any) -> QuerySet:
        """Reject what is no row before querying: SQLite accepts no number over 64 bits."""
        rows: Any = self.queryset
        known = {str(pk) for pk in rows.values_list("pk", flat=True)}
        if not {str(each) for each in value or ()} <= known:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)
