from . import admissions, events, guests_pages, letters, mail, moving, publishing, reports

__all__ = [
    "admissions",
    "events",
    "guests_pages",
    "letters",
    "mail",
    "moving",
    "publishing",
    "reports",
]
