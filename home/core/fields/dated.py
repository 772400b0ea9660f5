"""A dated figure, such as a price: its day, its source, and its review date."""

from dataclasses import dataclass
from datetime import date

from wagtail.blocks import StructValue

from home.core.school_time import today


@dataclass(frozen=True, slots=True)
class Dated:
    """The day on which a fact was true, its review date, and its source."""

    as_of: date
    review_by: date | None = None
    source: str = ""
    source_url: str = ""

    @classmethod
    def if_dated(cls, as_of: date | None, review_by: date | None) -> "Dated | None":
        """Return a page's figures with their two days; None if an editor entered no day."""
        return cls(as_of, review_by) if as_of else None

    @property
    def needs_review(self) -> bool:
        return needs_review(self.review_by, today())


class DatedValue(StructValue):
    """The same, as an editor entered it in a block; see `home.core.blocks.dated`."""

    @property
    def review_by(self) -> date | None:
        return self["review_by"]

    @property
    def needs_review(self) -> bool:
        return needs_review(self.review_by, today())


def needs_review(review_by: date | None, today: date) -> bool:
    return review_by is not None and today > review_by
