"""Settings of `make dev`: development, plus the debug toolbar for requests from this machine."""

from .dev import *
from .dev import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
# Inside compression, which it could not write into, and outside of everything it measures.
WITHIN = MIDDLEWARE.index("portal.middleware.compression.TextCompressionMiddleware") + 1
MIDDLEWARE = [
    *MIDDLEWARE[:WITHIN],
    "debug_toolbar.middleware.DebugToolbarMiddleware",
    *MIDDLEWARE[WITHIN:],
]
ROOT_URLCONF = "portal.serving.toolbar_urls"
INTERNAL_IPS = ["127.0.0.1"]  # nobody else gets the toolbar or reaches its URLs
PUBLIC_PAGES_KEPT = 0  # template changes show at once
DEBUG_TOOLBAR_CONFIG = {"SHOW_COLLAPSED": True}  # pages first appear as visitors see them
