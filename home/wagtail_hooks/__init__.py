from . import admissions, letters, reports

__all__ = ["admissions", "letters", "reports"]
