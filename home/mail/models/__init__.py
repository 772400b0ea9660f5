from .mail import DeadAddress, OutgoingMail
from .periodic import PeriodicTask

__all__ = [
    "DeadAddress",
    "OutgoingMail",
    "PeriodicTask",
]
