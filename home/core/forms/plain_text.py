"""Validation of text that anyone can submit: line endings, and validators with their messages."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

LEAST_LETTERS = 10  # letters of text required besides URLs
LETTERS = re.compile(r"[^\W\d_]")
# "mine.Then" ends a sentence; "e.g." and "J.Smith" are abbreviations: none of them is a URL.
DOMAIN = r"(?<![\w@.-])(?:[\w-]{2,}\.)+(?:[a-z]{2,}|[A-Z]{2,})(?!\w)\S*"
ADDRESS = re.compile(rf"(?i:https?://|www\.)\S+|{DOMAIN}")

ONE_LINE = RegexValidator(r"[\t\r\n\u2028\u2029]", _("Enter this on one line."), inverse_match=True)
# NUL is not included: Django rejects it with its own message.
SHOWN = RegexValidator(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]",
    _("This contains an invisible character. Type the text instead of pasting it."),
    inverse_match=True,
)
# A name appears in mail to an unconfirmed address, so it must contain no link.
NO_ADDRESS = RegexValidator(
    r"@|://|www\.|[\w-]{2}\.[^\W\d_]{2,}|\.[^\W\d_]{2,}/",
    _("Enter a name without a web or email address. Put a space after each period."),
    inverse_match=True,
    flags=re.IGNORECASE,
)
NAME = (ONE_LINE, NO_ADDRESS)


class LinesField(forms.CharField):
    """Counts a line ending as one character, as browsers do for `maxlength` (HTML)."""

    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def refuse_links_alone(text: str) -> None:
    """Raise ValidationError for a message that contains nothing but URLs."""
    words = ADDRESS.sub("", text)
    if ADDRESS.search(text) and len(LETTERS.findall(words)) < LEAST_LETTERS:
        raise ValidationError(_("Tell us what you'd like to know, not just a link."))
