from .audits import LedgerAudit
from .checkpoints import Checkpoint
from .head import LedgerHead
from .keys import SigningKey
from .log import CommittedText, LogEntry

__all__ = [
    "Checkpoint",
    "CommittedText",
    "LedgerAudit",
    "LedgerHead",
    "LogEntry",
    "SigningKey",
]
