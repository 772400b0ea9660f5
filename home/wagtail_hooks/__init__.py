from . import admissions, events, letters, reports

__all__ = ["admissions", "events", "letters", "reports"]
