from .broken_links import BrokenLink
from .site_settings import SiteSettings

__all__ = [
    "BrokenLink",
    "SiteSettings",
]
