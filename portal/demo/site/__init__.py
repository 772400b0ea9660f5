"""The public half of the demo school: its pages, pictures, stories and events, in both languages."""

from .load import load_site

__all__ = ["load_site"]
