from .categories import StoryCategory
from .home_page import HomePage
from .links import BrokenLink
from .mail import DeadAddress, OutgoingMail
from .pictures import Picture, PictureRendition
from .site_settings import SiteSettings
from .standard_page import StandardPage
from .story_index import StoryIndexPage
from .story_pages import StoryPage, StoryTag

__all__ = [
    "BrokenLink",
    "DeadAddress",
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
]
