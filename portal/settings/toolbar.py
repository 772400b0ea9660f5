"""What `make dev` uses: development, with the debug toolbar on pages that this machine asks for."""

from .dev import *
from .dev import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "debug_toolbar"]
# Within compression, which it could not write into, and around everything that it watches.
WITHIN = MIDDLEWARE.index("portal.middleware.compression.TextCompressionMiddleware") + 1
MIDDLEWARE = [
    *MIDDLEWARE[:WITHIN],
    "debug_toolbar.middleware.DebugToolbarMiddleware",
    *MIDDLEWARE[WITHIN:],
]
ROOT_URLCONF = "portal.serving.toolbar_urls"
INTERNAL_IPS = ["127.0.0.1"]  # nobody else gets a toolbar, or an answer from its addresses
PUBLIC_PAGES_KEPT = 0  # a changed template shows at once
DEBUG_TOOLBAR_CONFIG = {"SHOW_COLLAPSED": True}  # a page is first seen as visitors see it
