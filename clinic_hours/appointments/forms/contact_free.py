"""Texts that must not say how to reach anybody: others than the office read them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.notes import EMAIL, PHONE


def refuse_contact_data(text: str) -> None:
    """Raise ValidationError for a text with a phone number or an email address."""
    if PHONE.search(text) or EMAIL.search(text):
        raise ValidationError(_("Please leave out phone numbers and email addresses here."))
