"""The clinic half of the demo school: cohorts, students and their histories, through the services."""

from .load import load_clinic

__all__ = ["load_clinic"]
