from .career import CareersBodyBlock, PathBlock
from .costs import CostsBlock

__all__ = ["CareersBodyBlock", "CostsBlock", "PathBlock"]
