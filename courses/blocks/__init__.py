from .career import CareersBodyBlock, PathBlock
from .costs import CostsBlock
from .downloads import DownloadsBlock
from .groups import GroupsBlock
from .outcomes import OutcomeListBlock

__all__ = [
    "CareersBodyBlock",
    "CostsBlock",
    "DownloadsBlock",
    "GroupsBlock",
    "OutcomeListBlock",
    "PathBlock",
]
