from .audits import LedgerAudit
from .cosignatures import Cosignature
from .head import LedgerHead
from .keys import SigningKey
from .tree import Checkpoint, TreeNode

__all__ = [
    "Checkpoint",
    "Cosignature",
    "LedgerAudit",
    "LedgerHead",
    "SigningKey",
    "TreeNode",
]
