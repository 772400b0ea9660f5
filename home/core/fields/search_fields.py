"""What the search index includes from a page besides its title."""

from wagtail.models import Page
from wagtail.search.index import SearchField


def searched(*fields: str) -> list:
    """Return a page model's `search_fields`: those of every page, its description, and these fields."""
    return [*Page.search_fields, *map(SearchField, ("search_description", *fields))]
