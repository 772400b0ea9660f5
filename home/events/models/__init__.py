from .event_pages import EventIndexPage, EventPage
from .events import Event, EventQuerySet, Registration, RegistrationMail

__all__ = [
    "Event",
    "EventIndexPage",
    "EventPage",
    "EventQuerySet",
    "Registration",
    "RegistrationMail",
]
