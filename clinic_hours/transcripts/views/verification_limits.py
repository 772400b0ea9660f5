"""How often one address may look up or upload, and what keeps these pages out of search and caches."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

# Whoever checks a hundred transcripts by hand stays below; a code has 128 bits and is not found by trying.
LOOK_UPS, UPLOADS = "60/m/ip,600/h/ip", "10/m/ip,100/h/ip"
View = Callable[..., HttpResponse]


def limited(action: str, rates: str) -> Callable[[View], View]:
    """Answer 429 beyond the rates. The address is the visitor's as allauth sees it, proxies counted."""
    return rate_limit(action=action, config={action: rates}, limit_get=True)


def unlisted(view: View) -> View:
    """Ask search engines to leave the page out, and caches not to keep it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response

    return answered
