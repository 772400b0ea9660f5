from .home_page import HomePage
from .pictures import Picture, PictureRendition
from .site_settings import SiteSettings
from .standard_page import StandardPage

__all__ = ["HomePage", "Picture", "PictureRendition", "SiteSettings", "StandardPage"]
