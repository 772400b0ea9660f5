from .categories import StoryCategory
from .clinic_page import ClinicPage
from .event_pages import EventIndexPage, EventPage
from .events import Event, EventQuerySet, Registration, RegistrationMail
from .home_page import HomePage
from .links import BrokenLink
from .mail import DeadAddress, OutgoingMail
from .newsletter import Digest, DigestDelivery, DigestStory, Subscriber, SubscriberMail
from .periodic import PeriodicTask
from .person_pages import PersonIndexPage, PersonPage
from .pictures import Picture, PictureRendition
from .site_settings import SiteSettings
from .standard_page import StandardPage
from .story_index import StoryIndexPage
from .story_pages import StoryPage, StoryTag

__all__ = [
    "BrokenLink",
    "ClinicPage",
    "DeadAddress",
    "Digest",
    "DigestDelivery",
    "DigestStory",
    "Event",
    "EventIndexPage",
    "EventPage",
    "EventQuerySet",
    "HomePage",
    "OutgoingMail",
    "PeriodicTask",
    "PersonIndexPage",
    "PersonPage",
    "Picture",
    "PictureRendition",
    "Registration",
    "RegistrationMail",
    "SiteSettings",
    "StandardPage",
    "StoryCategory",
    "StoryIndexPage",
    "StoryPage",
    "StoryTag",
    "Subscriber",
    "SubscriberMail",
]
