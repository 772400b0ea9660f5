"""Telephone numbers as people write them."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

PHONE = RegexValidator(r"^\+?[0-9(][0-9 ().-]{5,24}$", _("Enter a phone number."))


def phone_url(number: str) -> str:
    """Return a `tel:` address; a number without a country code counts as North American."""
    digits = "".join(character for character in number if character.isdigit())
    return f"tel:+{digits}" if number.startswith("+") else f"tel:+1{digits}"
