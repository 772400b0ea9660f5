"""What someone could write into a column, and how a page would show it."""

from datetime import UTC, date, datetime
from typing import Any

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
from django.utils.formats import date_format

NAME, NUMBER, DAY = "Forged", 5777, date(2031, 3, 3)
MOMENT = datetime(2031, 3, 3, 12, tzinfo=UTC)
ZONE = "America/Chicago"  # one that pages can use
PUBLIC_ID = "f0f0f0f0-f0f0-4f0f-8f0f-f0f0f0f0f0f0"
OTHER_STUDENT = "Ana Ruiz"  # to whom relations can be bent
# As names, hours, counts on pages and in files, dates in words and in figures, and identifiers. A bare number
# would also be found in a hash now and then.
SHOWN = (
    *(NAME, OTHER_STUDENT),
    *("96.28", "96:17", "5,777", " 5777", ",5777", ">5777", '":5777'),
    *(date_format(DAY, "DATE_FORMAT"), date_format(DAY, "SHORT_DATE_FORMAT"), DAY.isoformat()),
    PUBLIC_ID,
)
IN_BYTES = (
    (b"Luc\xc3\xada", NAME.encode()),
    (b"Rosa", NAME.encode()),
    (b'"minutes":', b'"minutes":5777'),
)


def forgery(row: Model, field: Field) -> Any:
    """Return a forged value for a column. Bytes are edited, as far as they say something."""
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey):
        others = field.related_model._base_manager.exclude(pk=value).order_by("pk")
        return others.values_list("pk", flat=True).first()
    if field.choices:
        return next(each for each, _label in field.flatchoices if each != value)
    if isinstance(field, BooleanField):
        return not value
    if isinstance(field, IntegerField):
        return NUMBER
    if isinstance(field, DateTimeField):
        return MOMENT
    if isinstance(field, DateField):
        return DAY
    if isinstance(field, UUIDField):
        return PUBLIC_ID
    if isinstance(field, BinaryField):
        return edited(bytes(value or b""))
    if isinstance(field, JSONField):
        return type(value)()
    return ZONE if field.name == "zone" else NAME


def edited(data: bytes) -> bytes:
    for old, new in IN_BYTES:
        if old in data:
            return data.replace(old, new)
    return data[:-1] + b"\x01"
