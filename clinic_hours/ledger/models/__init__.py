from .audits import LedgerAudit
from .head import LedgerHead
from .keys import SigningKey
from .tree import Checkpoint, TreeNode

__all__ = [
    "Checkpoint",
    "LedgerAudit",
    "LedgerHead",
    "SigningKey",
    "TreeNode",
]
