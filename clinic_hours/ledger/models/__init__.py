from .audits import LedgerAudit
from .checkpoints import Checkpoint
from .cosignatures import Cosignature
from .head import LedgerHead
from .keys import SigningKey
from .log import CommittedText, LogEntry

__all__ = [
    "Checkpoint",
    "CommittedText",
    "Cosignature",
    "LedgerAudit",
    "LedgerHead",
    "LogEntry",
    "SigningKey",
]
