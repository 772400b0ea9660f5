from .broken_links import BrokenLink
from .closures import Closure
from .site_settings import SiteSettings

__all__ = [
    "BrokenLink",
    "Closure",
    "SiteSettings",
]
