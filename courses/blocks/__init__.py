from .costs import CostsBlock

__all__ = ["CostsBlock"]
