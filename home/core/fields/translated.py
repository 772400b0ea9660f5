"""Row texts in the reader's language: the office enters the Spanish next to the original.

Pages are translated page by page. A course, a subject or a requirement is one row that the ledger refers
to, so its translation has a field of its own, named `<field>_<language>`. Anything signed, exported or
printed on a transcript always uses the school's own words, in `<field>`.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language


def readers_language() -> str:
    return (get_language() or "").split("-")[0]


class InReadersLanguage:
    """An attribute that returns `field` in the reader's language, or else as the school wrote it."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get__(self, row: Any, owner: type | None = None) -> str:
        own: str = getattr(row, self.field)
        return getattr(row, f"{self.field}_{readers_language()}", None) or own


class LanguageOf:
    """An attribute that returns the language in which `InReadersLanguage` reads `field`, for `lang`."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get__(self, row: Any, owner: type | None = None) -> str:
        language = readers_language()
        written = getattr(row, f"{self.field}_{language}", None)
        return language if written else settings.LANGUAGE_CODE
