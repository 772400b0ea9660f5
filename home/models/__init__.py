from .home_page import HomePage
from .mail import DeadAddress, OutgoingMail
from .pictures import Picture, PictureRendition
from .site_settings import SiteSettings
from .standard_page import StandardPage

__all__ = [
    "DeadAddress",
    "HomePage",
    "OutgoingMail",
    "Picture",
    "PictureRendition",
    "SiteSettings",
    "StandardPage",
]
