"""Which characters a name may contain: only visible ones."""

import re
from typing import Any
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# Letters, accents and symbols by category, but nothing is drawn for them.
BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd\U000e0100-\U000e01ef]"
)
# Persian and some Indian scripts use them between two letters of a name.
JOINER = re.compile("(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])")


def unseen_in(name: str) -> str:
    """Return the first invisible character in a name, or an empty string."""
    letters = JOINER.sub("", name)
    unseen = (each for each in letters if category(each) in UNSEEN or BLANK.match(each))
    return next(unseen, "")


def validate_name(name: str) -> None:
    """Raise ValidationError for a name with an invisible character, such as a zero-width space."""
    if unseen := unseen_in(name):
        raise ValidationError(
            _(
                "This contains an invisible character (%(code)s). Type the text instead of "
                "pasting it."
            ),
            code="unseen",
            params={"code": f"U+{ord(unseen):04X}"},
        )


def accept_only_names(field: forms.Field) -> None:
    """Let a form's text field accept only names.

    Its validator for NUL is removed: its message says neither which character it is nor what to do.
    """
    others = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator)]
    field.validators = [validate_name, *others]


class NameFormField(forms.CharField):
    """The field for a name in a form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        accept_only_names(self)


class NameField(models.CharField):
    """The name or number of a person or thing, on one line. Forms and services validate it alike."""

    default_validators = [validate_name]

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": NameFormField, **options})

    def deconstruct(self) -> Any:
        """In migrations it is a plain text field."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
