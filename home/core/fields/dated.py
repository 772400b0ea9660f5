"""A fact that ages, such as a price: of which day it is, and when somebody must look again."""

from dataclasses import dataclass
from datetime import date

from wagtail.blocks import StructValue

from home.core.school_time import today


@dataclass(frozen=True, slots=True)
class Dated:
    """Of which day a fact is, until when it may stand unchecked, and where it comes from."""

    as_of: date
    review_by: date | None = None
    source: str = ""
    source_url: str = ""

    @classmethod
    def where_told(cls, as_of: date | None, review_by: date | None) -> "Dated | None":
        """Return the two days of a page's figures; None where an editor did not say of which day they are."""
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
