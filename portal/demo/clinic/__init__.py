"""The demo's clinic: cohorts, students and their histories, created through the services."""

from .load import load_clinic

__all__ = ["load_clinic"]
