from . import people

__all__ = ["people"]
