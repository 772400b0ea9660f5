from . import admissions, events, guests_pages, letters, mail, publishing, reports

__all__ = ["admissions", "events", "guests_pages", "letters", "mail", "publishing", "reports"]
