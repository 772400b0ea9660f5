from .body import BodyBlock
from .facts import FactsBlock
from .links import LinksBlock

__all__ = ["BodyBlock", "FactsBlock", "LinksBlock"]
