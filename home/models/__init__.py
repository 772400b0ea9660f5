from .categories import StoryCategory
from .enquiries import Enquiry, EnquiryNote
from .home_page import HomePage
from .links import BrokenLink
from .mail import DeadAddress, OutgoingMail
from .newsletter import Digest, DigestDelivery, DigestStory, Subscriber
from .pictures import Picture, PictureRendition
from .site_settings import SiteSettings
from .standard_page import StandardPage
from .story_index import StoryIndexPage
from .story_pages import StoryPage, StoryTag

__all__ = [
    "BrokenLink",
    "DeadAddress",
    "Digest",
    "DigestDelivery",
    "DigestStory",
    "Enquiry",
    "EnquiryNote",
    "HomePage",
    "OutgoingMail",
    "Picture",
    "PictureRendition",
    "SiteSettings",
    "StandardPage",
    "StoryCategory",
    "StoryIndexPage",
    "StoryPage",
    "StoryTag",
    "Subscriber",
]
