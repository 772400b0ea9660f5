from . import admissions, events, letters, mail, reports

__all__ = ["admissions", "events", "letters", "mail", "reports"]
