"""Another value for any column, of the type that it holds."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import (
    BinaryField,
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    UUIDField,
)
from django.utils import timezone

from clinic_hours.transcripts.models import IssuedFile

FAR = 900  # more than there are rows of any kind


def other_value(row: Model, field: Field) -> Any:
    """Return what the row could say instead, in a column that may be empty or unique."""
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey):
        return other_key(row, field, value)
    if field.choices:
        return next(each for each, _label in field.flatchoices if each != value)
    if isinstance(field, BooleanField):
        return not value
    if isinstance(field, IntegerField):
        return (value or 0) + FAR
    if isinstance(field, DateTimeField):
        return (value or timezone.now()) + timedelta(hours=1)
    if isinstance(field, DateField):
        return (value or date(2027, 1, 1)) + timedelta(days=1)
    if isinstance(field, UUIDField):
        return uuid4()
    if isinstance(field, BinaryField):
        return bytes(value or b"")[:-1] + b"\x01\x02"
    if isinstance(field, JSONField):
        return {"minutes": [1, 2]}
    return f"{value[1:]}x"  # as long as the column allows


def other_key(row: Model, field: ForeignKey, value: Any) -> Any:
    """Return another row to point at, which no other row points at if only one may. Or else none."""
    if isinstance(row, IssuedFile):  # every transcript already has a file of that name
        return FAR
    keys = field.related_model._base_manager.exclude(pk=value).order_by("pk")
    if field.unique:
        taken = type(row)._base_manager.exclude(**{field.attname: None})
        keys = keys.exclude(pk__in=taken.values(field.attname))
    key = keys.values_list("pk", flat=True).first()
    assert key is not None or field.null, f"the record has no other row for {field}"
    return key
