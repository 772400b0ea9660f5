from . import admissions, events, guests_pages, letters, mail, reports

__all__ = ["admissions", "events", "guests_pages", "letters", "mail", "reports"]
