"""The demo school's pictures: drawn, not photographed, and the same on every machine."""

from .library import load_pictures

__all__ = ["load_pictures"]
