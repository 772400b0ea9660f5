from . import (
    admissions,
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
