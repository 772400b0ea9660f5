from . import (
    admissions,
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
    "admissions",
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
