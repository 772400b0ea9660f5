from . import admissions

__all__ = ["admissions"]
