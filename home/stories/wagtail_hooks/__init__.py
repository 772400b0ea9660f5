from . import authors, stories

__all__ = ["authors", "stories"]
