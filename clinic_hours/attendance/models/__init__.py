from .closing import HeadCount, Outcome
from .devices import ClockFailure, Device
from .drafts import Draft
from .presences import Presence
from .punches import Punch
from .requests import ClockRequest
from .rules import SiteRules

__all__ = [
    "ClockFailure",
    "ClockRequest",
    "Device",
    "Draft",
    "HeadCount",
    "Outcome",
    "Presence",
    "Punch",
    "SiteRules",
]
