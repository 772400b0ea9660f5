"""The email address of an account in a form: however it was typed, one mailbox is one text."""

from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .names import validate_name


def validate_mailbox(address: str) -> None:
    """Raise ValidationError for a letter that only looks like a plain one before the @ sign.

    Django's pattern ignores case, and so accepts letters such as the dotless i.
    """
    if not address.partition("@")[0].isascii():
        raise ValidationError(validate_email.message, code=validate_email.code)


class AccountEmailField(forms.EmailField):
    default_validators = [validate_name, validate_email, validate_mailbox]

    def to_python(self, value: Any) -> Any:
        return normalize("NFKC", super().to_python(value) or "").lower()
