from .entries import Balance, HourEntry
from .events import SessionEvent
from .sessions import ClinicSession
from .sign_offs import SignOff

__all__ = [
    "Balance",
    "ClinicSession",
    "HourEntry",
    "SessionEvent",
    "SignOff",
]
