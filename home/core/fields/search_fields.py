"""What search reads of a page, besides its title."""

from wagtail.models import Page
from wagtail.search.index import SearchField


def searched(*fields: str) -> list:
    """Return a page model's `search_fields`: everything of any page, its description, these fields."""
    return [*Page.search_fields, *map(SearchField, ("search_description", *fields))]
