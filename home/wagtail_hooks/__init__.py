from . import (
    admissions,
    drafts,
    events,
    guests_pages,
    letters,
    mail,
    moving,
    publishing,
    reports,
)

__all__ = [
    "admissions",
    "drafts",
    "events",
    "guests_pages",
    "letters",
    "mail",
    "moving",
    "publishing",
    "reports",
]
