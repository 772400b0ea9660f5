from . import (
    authors,
    categories,
    drafts,
    events,
    guests_pages,
    letters,
    mail,
    moving,
    publishing,
    reports,
    stories,
)

__all__ = [
    "authors",
    "categories",
    "drafts",
    "events",
    "guests_pages",
    "letters",
    "mail",
    "moving",
    "publishing",
    "reports",
    "stories",
]
