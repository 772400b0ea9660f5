from .deliveries import Delivery
from .pins import KioskPin, PinTries

__all__ = ["Delivery", "KioskPin", "PinTries"]
