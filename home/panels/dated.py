"""Figures that age reach the public only with their day and the day of their review."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from home.page_form import PageForm


class DatedFiguresForm(PageForm):
    """`dated` names the fields in threes: the figures, their day, the day of their review.

    A draft may wait for its days; what is published or handed in for review may not.
    """

    dated: tuple[tuple[str, str, str], ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for figures, as_of, review_by in self.dated:
            if says_something(cleaned.get(figures)) and not self.is_deferred_validation:
                self.ask_for(
                    as_of, _("Say on which day these figures were true: the page shows it.")
                )
                self.ask_for(
                    review_by, _("Say by which day somebody looks at these figures again.")
                )
            self.keep_in_order(as_of, review_by)
        return cleaned

    def ask_for(self, field: str, sentence: str) -> None:
        if self.cleaned_data.get(field) is None and field not in self.errors:
            self.add_error(field, sentence)

    def keep_in_order(self, as_of: str, review_by: str) -> None:
        day, review = self.cleaned_data.get(as_of), self.cleaned_data.get(review_by)
        if day and review and review <= day:
            self.add_error(review_by, _("The review comes after the day of the figures."))


def says_something(value: Any) -> bool:
    """Whether a field holds blocks, or words; an emptied text keeps its tags."""
    return bool(strip_tags(value).strip() if isinstance(value, str) else value)
