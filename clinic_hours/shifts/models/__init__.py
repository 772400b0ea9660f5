from .covers import Cover, CoverAsked
from .events import ShiftEvent
from .feeds import CalendarFeed
from .places import Place
from .series import ShiftSeries
from .shifts import Shift
from .supervisors import ShiftSupervisor

__all__ = [
    "CalendarFeed",
    "Cover",
    "CoverAsked",
    "Place",
    "Shift",
    "ShiftEvent",
    "ShiftSeries",
    "ShiftSupervisor",
]
