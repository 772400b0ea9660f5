"""What base.html needs on every page, asked for only where a template reads it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.site.models import SiteSettings
from home.site.selectors.navigation import navigation


def site(request: HttpRequest) -> dict:
    """Return `school` (its settings), `site_navigation` and `footer_links`.

    Each is fetched once a request, however many templates it renders.
    """
    if not hasattr(request, "site_context"):
        school = SimpleLazyObject(lambda: SiteSettings.for_request(request))
        links = SimpleLazyObject(lambda: navigation(request, school))
        request.site_context = {
            "school": school,
            "site_navigation": SimpleLazyObject(lambda: links.header),
            "footer_links": SimpleLazyObject(lambda: links.footer),
        }
    return request.site_context
