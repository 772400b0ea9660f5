from .audits import LedgerAudit
from .entries import Balance, HourEntry
from .events import SessionEvent
from .head import LedgerHead
from .keys import SigningKey
from .people import Cohort, Credential, Enrollment, OfficeRole, Supervisor
from .sessions import ClinicSession
from .sign_offs import SignOff
from .sites import ClinicSite
from .transcripts import Disclosure, Revocation, Transcript
from .tree import Checkpoint, TreeNode

__all__ = [
    "Balance",
    "Checkpoint",
    "ClinicSession",
    "ClinicSite",
    "Cohort",
    "Credential",
    "Disclosure",
    "Enrollment",
    "HourEntry",
    "LedgerAudit",
    "LedgerHead",
    "OfficeRole",
    "Revocation",
    "SessionEvent",
    "SignOff",
    "SigningKey",
    "Supervisor",
    "Transcript",
    "TreeNode",
]
