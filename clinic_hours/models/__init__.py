from .events import SessionEvent
from .ledger import Balance, HourEntry, LedgerHead
from .people import Cohort, Credential, Enrollment, OfficeRole, Supervisor
from .sessions import ClinicSession
from .sign_offs import SignOff
from .sites import ClinicSite

__all__ = [
    "Balance",
    "ClinicSession",
    "ClinicSite",
    "Cohort",
    "Credential",
    "Enrollment",
    "HourEntry",
    "LedgerHead",
    "OfficeRole",
    "SessionEvent",
    "SignOff",
    "Supervisor",
]
