"""Lazily fetched context that base.html needs on every page."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.site.models import SiteSettings
from home.site.selectors.navigation import navigation


def site(request: HttpRequest) -> dict:
    """Return `school` (its settings), `site_navigation` and `footer_links`.

    Each is fetched once per request, however many templates are rendered.
    """
    kept = vars(request)
    if "site_context" not in kept:
        school = partial(SiteSettings.for_request, request)
        links = SimpleLazyObject(lambda: navigation(request, school()))
        kept["site_context"] = {
            "school": SimpleLazyObject(school),
            "site_navigation": SimpleLazyObject(lambda: links.header),
            "footer_links": SimpleLazyObject(lambda: links.footer),
        }
    return kept["site_context"]
