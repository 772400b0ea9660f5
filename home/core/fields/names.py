"""What a name may be made of: characters that whoever reads it can see."""

import re
from typing import Any
from unicodedata import category

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
# Letters, accents and signs by their category, yet nothing is drawn for them, or nothing is left of them.
BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd\U000e0100-\U000e01ef]"
)
# Persian and the scripts of India write some names with them, between two of their letters.
JOINER = re.compile("(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])")


def unseen_in(name: str) -> str:
    """Return the first character of a name that nobody can see, or an empty string."""
    letters = JOINER.sub("", name)
    unseen = (each for each in letters if category(each) in UNSEEN or BLANK.match(each))
    return next(unseen, "")


def validate_name(name: str) -> None:
    """Raise ValidationError for a name with a character that nobody can see, such as a zero-width space."""
    if unseen := unseen_in(name):
        raise ValidationError(
            _(
                "This contains an invisible character (%(code)s). Type the text instead of "
                "pasting it."
            ),
            code="unseen",
            params={"code": f"U+{ord(unseen):04X}"},
        )


class NameField(models.CharField):
    """The name or number of a person or a thing, on one line. Forms and services validate it alike."""

    default_validators = [validate_name]

    def deconstruct(self) -> Any:
        """For the database it is a plain text."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
