"""What base.html needs on every page, asked for only where a template reads it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.models import SiteSettings
from home.navigation import site_navigation


def site(request: HttpRequest) -> dict:
    """Return `school` (the site's settings) and `site_navigation`, each fetched once a request."""
    if not hasattr(request, "site_context"):
        request.site_context = {
            "school": SimpleLazyObject(lambda: SiteSettings.for_request(request)),
            "site_navigation": SimpleLazyObject(lambda: site_navigation(request)),
        }
    return request.site_context
