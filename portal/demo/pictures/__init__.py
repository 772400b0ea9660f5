"""The demo school's pictures: drawn, not photographed, and identical on every machine."""

from .library import load_pictures

__all__ = ["load_pictures"]
