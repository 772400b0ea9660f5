"""What may stand in a text that anyone sends: its lines, and validators, each with its sentence."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

LEAST_LETTERS = 10  # of words, beside addresses
LETTERS = re.compile(r"[^\W\d_]")
# "mine.Then" is the end of a sentence, "e.g." and "J.Smith" are short forms: none of them an address.
DOMAIN = r"(?<![\w@.-])(?:[\w-]{2,}\.)+(?:[a-z]{2,}|[A-Z]{2,})(?!\w)\S*"
ADDRESS = re.compile(rf"(?i:https?://|www\.)\S+|{DOMAIN}")

ONE_LINE = RegexValidator(r"[\t\r\n\u2028\u2029]", _("Enter this on one line."), inverse_match=True)
# NUL is not among them: Django refuses it with a sentence of its own.
SHOWN = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]",
    _("This contains an invisible character. Type the text instead of pasting it."),
    inverse_match=True,
)
# A name stands in mail to an address that nobody has confirmed: it must lead nowhere.
NO_ADDRESS = RegexValidator(
    r"@|://|www\.|[\w-]{2}\.[^\W\d_]{2,}|\.[^\W\d_]{2,}/",
    _("Enter a name without a web or email address. Put a space after each period."),
    inverse_match=True,
    flags=re.IGNORECASE,
)
NAME = (ONE_LINE, NO_ADDRESS)


class LinesField(forms.CharField):
    """Counts the end of a line once, as the browser does that says how much fits: HTML, `maxlength`."""

    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def refuse_links_alone(text: str) -> None:
    """Raise ValidationError for a message that consists of addresses."""
    words = ADDRESS.sub("", text)
    if ADDRESS.search(text) and len(LETTERS.findall(words)) < LEAST_LETTERS:
        raise ValidationError(_("Tell us what you'd like to know, not just a link."))
