"""Texts of rows in the reader's language: the office writes the Spanish beside the school's own words.

Pages are translated page by page. A course, a subject or a requirement is one row that ledgers point at,
so its other language stands in a field of its own, named `<field>_<language>`. What is signed, exported
or printed on a transcript always uses the school's own words, which stand in `<field>`.
"""

from typing import Any

from django.utils.translation import get_language


class InReadersLanguage:
    """An attribute that reads `field` in the reader's language, or as the school wrote it."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get__(self, row: Any, owner: type | None = None) -> str:
        own: str = getattr(row, self.field)
        language = (get_language() or "").split("-")[0]
        return getattr(row, f"{self.field}_{language}", None) or own
