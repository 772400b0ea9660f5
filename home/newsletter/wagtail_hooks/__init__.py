from . import categories, newsletter

__all__ = ["categories", "newsletter"]
