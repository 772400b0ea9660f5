"""The demo's public site: pages, pictures, stories and events, in both languages."""

from .load import load_site

__all__ = ["load_site"]
