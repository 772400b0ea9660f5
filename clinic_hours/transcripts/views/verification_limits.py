"""Rate limits for lookups and uploads, and keeping these pages out of search engines and caches."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

# Checking a hundred transcripts by hand stays below this; a 128-bit code cannot be guessed.
LOOK_UPS, UPLOADS = "60/m/ip,600/h/ip", "10/m/ip,100/h/ip"
COSIGNATURES = "20/m/ip,200/h/ip"
View = Callable[..., HttpResponse]


def limited(action: str, rates: str) -> Callable[[View], View]:
    """Respond 429 beyond the rates, per IP address as determined by allauth, which accounts for proxies."""
    return rate_limit(action=action, config={action: rates}, limit_get=True)


def is_longer(request: HttpRequest, most: int) -> bool:
    """Return whether a request's body has more bytes, before reading it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not (length.isascii() and length.isdigit()) or int(length) > most


def unlisted(view: View) -> View:
    """Tell search engines not to index the page, and caches not to store it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response

    return answered
