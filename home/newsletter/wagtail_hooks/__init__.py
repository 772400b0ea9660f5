from . import categories, letters

__all__ = ["categories", "letters"]
