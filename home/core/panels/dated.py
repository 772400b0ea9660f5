"""Dated figures can be published only with their day and their review date."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from .page_form import PageForm

WHEN_TRUE = _("Enter the date of these figures. The page shows it.")
WHEN_REVIEWED = _("Enter the date by which someone should review these figures.")

Threes = tuple[tuple[str, str, str], ...]


class DatedFiguresForm(PageForm):
    """`dated` lists fields in threes: the figures, their day, and their review date.

    A draft may omit the days; a page that is published or submitted for approval may not.
    """

    dated: Threes = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field, sentence in missing_days(self.dated, cleaned.get):
                if field not in self.errors:
                    self.add_error(field, sentence)
        for _figures, as_of, review_by in self.dated:
            self.keep_in_order(as_of, review_by)
        return cleaned

    def keep_in_order(self, as_of: str, review_by: str) -> None:
        day, review = self.cleaned_data.get(as_of), self.cleaned_data.get(review_by)
        if day and review and review <= day:
            self.add_error(review_by, _("The review date must be after the date of the figures."))


def missing_days(dated: Threes, told: Callable[[str], Any]) -> Iterator[tuple[str, Promise]]:
    """Yield each field whose day is missing, with its error message; `told` reads a field."""
    for figures, as_of, review_by in dated:
        if says_something(told(figures)):
            if told(as_of) is None:
                yield as_of, WHEN_TRUE
            if told(review_by) is None:
                yield review_by, WHEN_REVIEWED


def says_something(value: Any) -> bool:
    """Whether a field contains blocks or words; an emptied rich text keeps its tags."""
    return bool(strip_tags(value).strip() if isinstance(value, str) else value)
